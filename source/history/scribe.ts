import {type Archive, createArchive} from './archive.ts';
import {isCorrupt, isForLater, openDatabase, wordsOf} from './open-database.ts';
import type {Answer, Notice, Order, WorkerOptions} from './protocol.ts';

/** Carries out orders one after the other, and copes with a disk that does not take them. */
export type Scribe = {readonly take: (order: Order) => void};

const pruneEveryMs = 10 * 60 * 1000;
const pruneRestMs = 50;

/** @param answer hears of everything that was done. */
export const createScribe = (options: WorkerOptions, answer: (answer: Answer) => void): Scribe => {
	const {retryMs, limits} = options;
	const waiting: Order[] = [];
	const texts = new Map<number, string>();
	let archive: Archive | null = null;
	let close = (): void => {};
	let state: Notice['state'] = 'recording';
	let isWorking = false;
	let pruneTimer: NodeJS.Timeout | undefined;

	const tell = (next: Notice['state'], message: string): void => {
		if (next !== state || next === 'recording') {
			state = next;
			answer({type: 'notice', notice: {state, message}});
		}
	};

	const open = async (): Promise<boolean> => {
		const opened = await openDatabase({...options, now: Date.now()});
		if (opened.type !== 'open') {
			const isOff = opened.type === 'off';
			tell(isOff ? 'off' : 'paused', `history is ${isOff ? 'off' : 'paused'}: ${opened.reason}`);
			return false;
		}

		const {database, setAside} = opened;
		close = () => database.close();
		archive = createArchive({
			database,
			workspace: options.workspace,
			run: {kind: 'watch', name: options.run},
			now: Date.now(),
		});
		if (setAside !== null) {
			tell('recording', `the history was corrupt and begun anew; the old one is ${setAside}`);
		} else if (state === 'paused') {
			tell('recording', 'history is recorded again');
		}

		pruneTimer ??= setTimeout(prune, pruneRestMs).unref();
		return true;
	};

	const prune = (): void => {
		let isMore = false;
		try {
			isMore = archive?.prune(limits, Date.now()) ?? false;
		} catch {
			// Whatever is wrong meets the next order too, and is told then.
		}

		pruneTimer = setTimeout(prune, isMore ? pruneRestMs : pruneEveryMs).unref();
	};

	const carryOut = (order: Order, into: Archive): void => {
		switch (order.type) {
			case 'part': {
				texts.set(order.slot, (texts.get(order.slot) ?? '') + order.text);
				break;
			}

			case 'record': {
				const versions = order.recording.versions.map((version, index) => {
					const slot = order.slots[index] ?? null;
					return slot === null ? version : {...version, text: texts.get(slot) ?? ''};
				});
				into.record({...order.recording, versions});
				for (const slot of order.slots) {
					texts.delete(slot ?? -1);
				}

				break;
			}

			case 'first-read': {
				into.endFirstRead(order.paths, order.at);
				break;
			}

			case 'note': {
				into.note(order.entries);
				break;
			}

			case 'remember': {
				into.remember(order.name, order.value);
				break;
			}

			case 'close': {
				break;
			}
		}
	};

	/** @returns whether to go on. */
	const attempt = async (order: Order): Promise<boolean> => {
		if (state === 'off' || order.type === 'close') {
			return true;
		}

		try {
			if (archive === null && !(await open())) {
				// `open` has told what it is, which the compiler cannot see.
				return (state as Notice['state']) === 'off';
			}

			carryOut(order, archive!);
			if ((state as Notice['state']) === 'paused') {
				tell('recording', 'history is recorded again');
			}

			return true;
		} catch (error) {
			return fail(error);
		}
	};

	const fail = (error: unknown): boolean => {
		if (isCorrupt(error)) {
			shut();
			return false;
		}

		if (isForLater(error)) {
			tell('paused', `history is paused: ${wordsOf(error)}`);
			return false;
		}

		tell('off', `history is off: ${wordsOf(error)}`);
		return true;
	};

	const shut = (): void => {
		archive = null;
		try {
			close();
		} catch {
			// What it could not write any more is lost; what it wrote is whole.
		}

		close = () => {};
	};

	const work = async (): Promise<void> => {
		if (isWorking) {
			return;
		}

		isWorking = true;
		for (let order = waiting[0]; order !== undefined; order = waiting[0]) {
			const isClosing = waiting.at(-1)?.type === 'close';
			if (!(await attempt(order)) && !isClosing) {
				if (state === 'paused') {
					setTimeout(() => void work(), retryMs);
					break;
				}

				continue;
			}

			waiting.shift();
			if (order.type === 'close') {
				clearTimeout(pruneTimer);
				shut();
				answer({type: 'closed'});
				break;
			}

			answer({type: 'done'});
		}

		isWorking = false;
	};

	return {
		take(order) {
			waiting.push(order);
			void work();
		},
	};
};
