import {setImmediate} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import type {Change} from '../store/reduce.ts';
import type {Item} from './applied.ts';
import {recordOf, textOf} from './changes-of.ts';
import type {Answer, Notice, Order, WorkerOptions} from './protocol.ts';
import {factsOf} from './recording.ts';

export type Recorder = {
	readonly add: (item: Item) => void;
	/** Any other order, carried out after everything added before. */
	readonly order: (order: Exclude<Order, {type: 'part' | 'record' | 'close'}>) => void;
	/** Begins to hand over what has been added. */
	readonly begin: () => void;
	/** Settled when everything added has been carried out, or was given up. */
	readonly whenIdle: () => Promise<void>;
	readonly close: () => Promise<void>;
};

/** Work for the other thread is prepared in slices of so many milliseconds. */
const sliceMs = 2;

/** Orders that may be on their way at once. */
const mostUnderway = 64;

const [versionsAtOnce, tasksAtOnce, partLength] = [20, 50, 256 * 1024];

/** Characters that may wait for a disk that takes nothing. */
const mostWaiting = 64 * 1024 * 1024;

const closeMs = 3000;

/** What the thread handles is written and forgotten: room to let garbage lie would only cost memory. */
const youngMegabytes = 2;

/** The thread's file: of the source, or beside the chunks of the build. */
const workerFile = new URL(
	import.meta.url.endsWith('.ts') ? './worker.ts' : '../history-worker.js',
	import.meta.url,
);

/** Hands what happened to the thread that writes it, without holding up the one that draws. */
export const createRecorder = (
	options: WorkerOptions,
	onNotice: (notice: Notice) => void,
): Recorder => {
	const waiting: (Item | Order)[] = [];
	const idle: (() => void)[] = [];
	let worker: Worker | null = null;
	let isOff = false;
	let isPaused = false;
	let isPumping = false;
	let underway = 0;
	let slots = 0;
	let weight = 0;
	let leftOut = 0;
	let wake: (() => void) | null = null;
	let closed: (() => void) | null = null;

	const hear = (answer: Answer): void => {
		if (answer.type === 'notice') {
			isOff ||= answer.notice.state === 'off';
			isPaused = answer.notice.state === 'paused';
			onNotice(answer.notice);
		} else if (answer.type === 'done') {
			underway--;
			wake?.();
			settle();
		} else {
			closed?.();
		}
	};

	const settle = (): void => {
		if (underway === 0 && waiting.length === 0 && !isPumping) {
			for (const done of idle.splice(0)) {
				done();
			}
		}
	};

	const giveUp = (reason: string): void => {
		if (!isOff) {
			isOff = true;
			onNotice({state: 'off', message: `history is off: ${reason}`});
		}

		underway = 0;
		waiting.length = 0;
		wake?.();
		closed?.();
		settle();
	};

	const isFull = (): boolean => underway >= mostUnderway && !isOff;

	const post = async (order: Order): Promise<void> => {
		while (isFull()) {
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
			wake = null;
		}

		if (!isOff) {
			underway++;
			worker?.postMessage(order, []);
		}
	};

	let sliceFrom = 0;
	const rest = async (): Promise<void> => {
		if (performance.now() - sliceFrom >= sliceMs) {
			await setImmediate();
			sliceFrom = performance.now();
		}
	};

	const postText = async (change: Change): Promise<number | null> => {
		let slot: number | null = null;
		for (const text of textOf(change)) {
			slot ??= slots++;
			for (let from = 0; from === 0 || from < text.length; from += partLength) {
				await post({type: 'part', slot, text: text.slice(from, from + partLength)});
				await rest();
			}
		}

		return slot;
	};

	const postItem = async ({at, isFirst, changes, transitions, tasks}: Item): Promise<void> => {
		const count = Math.max(1, changes.length / versionsAtOnce, tasks.length / tasksAtOnce);
		const byTask = Map.groupBy(transitions, ({task}) => task);
		for (let index = 0; index < count; index++) {
			const own = changes.slice(index * versionsAtOnce, (index + 1) * versionsAtOnce);
			const ownSlots: (number | null)[] = [];
			for (const change of own) {
				ownSlots.push(await postText(change));
			}

			const ownTasks = tasks.slice(index * tasksAtOnce, (index + 1) * tasksAtOnce);
			const recording = {
				at,
				isFirst,
				versions: own.map((change) => recordOf(change, null)),
				// Who is second to tell of a transition has no news of its task either: they go together.
				transitions: ownTasks.flatMap(
					({before, after}) => byTask.get((after ?? before)!.key) ?? [],
				),
				tasks: ownTasks.map(({before, after}) => ({
					before: before && factsOf(before),
					after: after && factsOf(after),
				})),
			};
			await post({type: 'record', recording, slots: ownSlots});
			await rest();
		}
	};

	const pump = async (): Promise<void> => {
		if (isPumping || worker === null) {
			return;
		}

		isPumping = true;
		// Whoever has just changed the state has something to draw first.
		await setImmediate();
		sliceFrom = performance.now();
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			weight -= weightOf(next);
			await ('type' in next ? post(next) : postItem(next));
		}

		isPumping = false;
		settle();
	};

	const makeRoom = (): void => {
		if (weight <= mostWaiting) {
			return;
		}

		leftOut += waiting.length;
		waiting.length = 0;
		weight = 0;
		onNotice({
			state: 'paused',
			message: `history could not be written for so long that ${leftOut} changes are not in it`,
		});
	};

	const put = (next: Item | Order): void => {
		if (!isOff) {
			waiting.push(next);
			weight += weightOf(next);
			makeRoom();
			void pump();
		}
	};

	return {
		add: put,
		order: put,
		begin() {
			if (worker !== null || isOff) {
				return;
			}

			worker = new Worker(workerFile, {
				workerData: options,
				name: 'history',
				resourceLimits: {maxYoungGenerationSizeMb: youngMegabytes},
			});
			worker.on('message', hear);
			worker.on('error', (error) => giveUp(error.message));
			worker.on('exit', () => {
				if (closed) {
					closed();
				} else {
					giveUp('its thread has ended');
				}
			});
			worker.unref();
			void pump();
		},
		async whenIdle() {
			// Somebody waits, so the process has to.
			worker?.ref();
			await new Promise<void>((resolve) => {
				idle.push(resolve);
				settle();
			});
			worker?.unref();
		},
		async close() {
			if (worker === null) {
				return;
			}

			worker.ref();
			const timer = setTimeout(() => closed?.(), closeMs);
			await new Promise<void>((resolve) => {
				closed = resolve;
				const order: Order = {type: 'close'};
				if (isOff) {
					resolve();
				} else if (isPaused) {
					// What is on its way is tried once more; nobody waits for room on a disk.
					worker?.postMessage(order, []);
				} else {
					idle.push(() => worker?.postMessage(order, []));
					settle();
				}
			});
			clearTimeout(timer);
			isOff = true;
			await worker.terminate();
			worker = null;
		},
	};
};

/** Characters held by something that waits. */
const weightOf = (next: Item | Order): number =>
	'type' in next
		? 100
		: next.changes.reduce(
				(sum, change) =>
					sum +
					200 +
					(change.type === 'read' && change.input.content.type === 'text'
						? change.input.content.text.length
						: 0),
				next.tasks.length * 500,
			);
