import {setTimeout} from 'node:timers/promises';
import type {Health, Vitals} from '../model/health.ts';
import {harmless} from '../text/harmless.ts';
import type {CreateBackend} from './backend.ts';
import {readFirst} from './first-read.ts';
import {createFollower} from './follow.ts';
import {createHealthBoard} from './health-board.ts';
import {databaseOf} from './ledger.ts';
import {eventlessMount, readMounts} from './mounts.ts';
import {missingWorkspace, type Note} from './note.ts';
import type {WatchOptions} from './options.ts';
import {createPace} from './pace.ts';
import {createPasses} from './passes.ts';
import {prepare} from './prepare.ts';
import {reconcile} from './reconcile.ts';
import {createReports} from './reports.ts';
import {createSelfWatch} from './self-watch.ts';
import {parentOf, type Territory} from './territory.ts';
import {createWatcher} from './watcher.ts';

export type StartOptions = WatchOptions & {
	/** How changes are noticed; default: what suits the system and the number of folders. */
	readonly createBackend?: CreateBackend;
};

export type Watch = {
	readonly health: () => Health;
	/** What metawatch measures about itself, as of now. */
	readonly vitals: () => Vitals;
	/**
	To be called when everything applied so far has been given to the terminal.

	@param isShown false: the screen stands still, on purpose.
	*/
	readonly noteDrawn: (isShown: boolean) => void;
	/** What the last walk could not do. */
	readonly notes: () => readonly Note[];
	/** Calls back whenever the health is another one; returns how to stop that. */
	readonly subscribe: (listener: () => void) => () => void;
	/** Walks everything again now and applies what differs. */
	readonly rescan: () => Promise<void>;
	readonly isFirstReadDone: () => boolean;
	/** Settled when everything that was there at the start has been applied. */
	readonly whenFirstRead: Promise<void>;
	/** Settled when changes are noticed: the watcher is attached, or polling has begun. */
	readonly whenWatching: Promise<void>;
	/** Ends everything; nothing keeps the process alive afterwards. */
	readonly close: () => Promise<void>;
};

/** Time for the first paint, before anything else is looked at. */
const paintMs = 20;

/** How often files are asked where changes are not reported. */
const pollMs = 2000;

/** A pass is followed by this many times its own length of quiet. */
const quietFactor = {live: 200, polling: 20} as const;

/** How long an event may be on its way. */
const deliveryMs = 150;

/** How long a pass lets a burst come to its end. */
const settleMs = 1000;

const unreliable = 'the system does not report all changes here';

/**
Keeps the store equal to the disk: first read (unless the store holds documents already), then the
references, then the watcher, then a slow pass now and then that catches what the system did not report.
*/
export const startWatch = (options: StartOptions): Watch => {
	const {settings, createBackend} = options;
	const closing = new AbortController();
	const {signal} = closing;
	const {intake, references} = prepare(options, {
		signal,
		onApplied: (changedAt) => self.applied(changedAt),
		onError: (error) => onError(error),
	});
	const {store, territory} = intake;
	const board = createHealthBoard();
	const reports = createReports();
	let isFirstReadDone = false;
	let isWatching = false;
	let eventless: string | null = null;
	let lastSpentMs = 0;
	let failure: {readonly reason: string; readonly at: number} | null = null;

	const onError = (error: unknown): void => {
		// What was given up because of the closing is no error.
		if (!signal.aborted) {
			failure = {reason: failureReason(error), at: performance.now()};
			tellHealth();
			options.onError?.(error);
		}
	};

	const self = createSelfWatch({
		now: intake.now,
		isWatching: () => isWatching,
		watchedFolders: () => watcher.count(),
		onHeldUp() {
			tellHealth();
			passes.soon();
		},
	});

	const follower = createFollower({
		intake,
		references,
		onFolders: (entered) => follower.settle(watcher.follow(entered)),
		onPassNeeded: () => passes.soon(),
		onError,
	});

	const watcher = createWatcher({
		territory,
		createBackend,
		onHint(path, isStructural) {
			reports.hear(path);
			if (
				isStructural ||
				territory.files.has(path) ||
				references.has(path) ||
				databaseOf(path) !== null
			) {
				follower.hint(path, {isStructural});
			}
		},
		onTrouble() {
			const {mode} = board.health();
			tellHealth();
			if (mode === 'live' && board.health().mode === 'polling') {
				// The wait that was begun is one for somebody who is told of changes.
				passes.start();
			}
		},
	});

	const pollingReason = (): string | null =>
		eventless ?? watcher.trouble() ?? (reports.areReliable() ? null : unreliable);

	const pollingWait = (): number => Math.max(pollMs, lastSpentMs * quietFactor.polling);

	const pollingText = (): string | null => {
		const reason = pollingReason();
		return reason && `${reason}; files are asked every ${Math.round(pollingWait() / 1000)} s`;
	};

	const tellHealth = (): void => {
		board.update({
			isFirstReadDone,
			isWatching,
			stale: missingReason(territory) ?? failure?.reason ?? self.heldUp(),
			polling: pollingText(),
			files: store.getState().documents.size,
			folders: territory.folders.size,
			missed: reports.missed(),
		});
	};

	/** Whether the system should have told of a change. */
	const isReportable = (path: string): boolean =>
		watcher.isWatched(parentOf(path)) &&
		!follower.isPending(path) &&
		territory.files.get(path)?.isLink !== true;

	const runPass = async (): Promise<void> => {
		const startedAt = performance.now();
		await Promise.race([follower.whenIdle(), sleep(settleMs, signal)]);
		watcher.retry();
		eventless = eventlessReason(territory);
		const shouldReport = isWatching && pollingReason() === null;
		reports.listen();
		const pace = createPace(signal);
		const {different, entered} = await reconcile(intake, pace);
		const suspects = shouldReport ? different.filter(isReportable) : [];
		for (const path of different) {
			follower.hint(path, {});
		}

		follower.settle(watcher.follow(entered));
		tellHealth();
		await references.check(store.getState().documents.values(), {pace, isFirst: false});
		lastSpentMs = pace.spent();
		if (suspects.length > 0) {
			// A pass may be quicker than an event, so those get their time.
			await sleep(deliveryMs, signal);
		}

		reports.count(suspects, shouldReport);
		await follower.whenIdle();
		if (failure !== null && failure.at < startedAt) {
			// Everything has been compared, and nothing went wrong this time.
			failure = null;
		}

		self.passed(startedAt, different.length);
	};

	const passes = createPasses(
		async () => {
			await runPass().catch(onError);
			tellHealth();
		},
		() => {
			if (board.health().mode !== 'live') {
				return pollingWait();
			}

			const usual = Math.max(1, settings.reconcileSeconds) * 1000;
			return Math.max(usual, lastSpentMs * quietFactor.live);
		},
	);

	const stopCounting = store.subscribe(() => {
		board.update({files: store.getState().documents.size});
	});

	const readAll = async (): Promise<void> => {
		await readFirst(intake, (folders) => board.update({folders})).catch(onError);
		isFirstReadDone = true;
		tellHealth();
	};

	const begin = async (): Promise<void> => {
		await whenFirstRead;
		await sleep(paintMs, signal);
		const documents = store.getState().documents.values();
		await references.check(documents, {pace: createPace(signal), isFirst: true});
		await watcher.start();
		// What happened between reading and watching was reported by nobody, and nobody missed it.
		await passes.now();
		signal.throwIfAborted();
		isWatching = true;
		tellHealth();
		passes.start();
	};

	const whenFirstRead = readAll();
	const whenWatching = begin().catch(onError);

	return {
		health: board.health,
		vitals: self.vitals,
		noteDrawn: self.drawn,
		notes: () => [...territory.notes.values()],
		subscribe: board.subscribe,
		async rescan() {
			await passes.now();
			await follower.whenIdle();
		},
		isFirstReadDone: () => isFirstReadDone,
		whenFirstRead,
		whenWatching,
		async close() {
			closing.abort();
			self.close();
			stopCounting();
			await whenWatching;
			await passes.close();
			await watcher.close();
			await follower.close();
		},
	};
};

/** Waits, or ends at once when the watch is closed. */
const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
	try {
		await setTimeout(ms, undefined, {signal});
	} catch {
		// Closed: whoever waited finds out by the signal.
	}
};

const failureReason = (error: unknown): string =>
	`metawatch made an error (${harmless(error instanceof Error ? error.message : String(error)).slice(0, 200)}); what is shown may be old or incomplete`;

const missingReason = ({roots, notes}: Territory): string | null => {
	const reasons = roots.flatMap(({path, realPath}) => {
		const note = notes.get(path);
		return note ? [note.message] : realPath === null ? [missingWorkspace(path).message] : [];
	});
	return reasons.length === 0 ? null : `${reasons.join('; ')}; what was last read of it is shown`;
};

const eventlessReason = ({roots}: Territory): string | null => {
	const mounts = readMounts();
	for (const {path, realPath} of roots) {
		const type = eventlessMount(realPath ?? path, mounts);
		if (type !== null) {
			return `${harmless(path)} is on ${type}, which does not report all changes`;
		}
	}

	return null;
};
