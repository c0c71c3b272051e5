import type {Applied} from '../history/applied.ts';
import type {History} from '../history/history.ts';
import type {Witness} from '../analysis/witness.ts';
import type {Settings} from '../model/settings.ts';
import type {HistorySource} from '../ui/history-source.ts';
import {stateFolder, surroundings} from './user-folders.ts';

/** What is seen on a screen, kept: one history for each workspace. */
export type ScreenHistory = HistorySource & {
	readonly record: History['record'];
	/** Keeps the latest of what plans did to a workspace. */
	readonly noteJournal: (workspace: string) => Promise<void>;
	/** Settled when all that was there at the start has been written, or is not going to be. */
	readonly whenFirstWritten: Promise<void>;
	readonly close: () => Promise<void>;
};

/** What plans did is noted up to so many entries back. */
const mostEntries = 100;

/** Name under which what was learned about silences is kept. */
const silences = 'silences';

/** How often that is kept while somebody watches; the end of the process is not always an orderly one. */
const rememberEveryMs = 60_000;

/**
Holds what is applied from the start, and loads what writes it no sooner than `begin`.

@returns null when nothing is to be kept.
*/
export const historyFor = (
	workspaces: readonly string[],
	{history: {isEnabled, ...limits}}: Settings,
	folderOf: (workspace: string) => string = (workspace) => stateFolder(surroundings(), workspace),
): ScreenHistory | null => (isEnabled ? createScreenHistory(workspaces, limits, folderOf) : null);

type Open = {readonly workspace: string; readonly history: History};

const createScreenHistory = (
	workspaces: readonly string[],
	limits: Omit<Settings['history'], 'isEnabled'>,
	folderOf: (workspace: string) => string,
): ScreenHistory => {
	const waiting: Applied[] = [];
	let open: readonly Open[] | null = null;
	let isClosed = false;
	let timer: NodeJS.Timeout | undefined;
	let remember = (): void => {};
	const {promise: whenFirstWritten, resolve: endFirstWriting} = Promise.withResolvers<void>();

	const noteJournal = async (workspace: string): Promise<void> => {
		const {journalEntries} = await import('../effects/plan/journal-entries.ts');
		const {entries} = await journalEntries(folderOf(workspace), mostEntries);
		if (entries.length > 0) {
			open?.find((one) => one.workspace === workspace)?.history.note(entries);
		}
	};

	return {
		record(applied) {
			if (open === null) {
				waiting.push(applied);
			} else {
				for (const {history} of open) {
					history.record(applied);
				}
			}
		},
		noteJournal,
		whenFirstWritten,
		async begin({getState, whenFirstRead, witness, say}) {
			await whenFirstRead;
			const [{openHistory}, {readLearned, writtenLearned}] = await Promise.all([
				import('../history/history.ts'),
				import('../history/learned.ts'),
			]);
			if (isClosed) {
				return;
			}

			const histories = workspaces.map((workspace) => ({
				workspace,
				history: openHistory({
					folder: folderOf(workspace),
					workspace,
					limits,
					onNotice: ({message}) => say(message),
				}),
			}));
			for (const {history} of histories) {
				const queries = await history.queries();
				const kept = queries?.recall(silences) ?? null;
				if (kept !== null) {
					witness.recall(readLearned(kept));
				}
			}

			open = histories;
			for (const {history} of histories) {
				for (const applied of waiting) {
					history.record(applied);
				}

				history.endFirstRead(getState(), Date.now());
				history.begin();
			}

			waiting.length = 0;
			remember = rememberer(witness, (learned) => {
				for (const {history} of histories) {
					history.remember(silences, writtenLearned(learned));
				}
			});
			timer = setInterval(() => remember(), rememberEveryMs);
			timer.unref();
			await Promise.all(workspaces.map(noteJournal));
			await Promise.all(histories.map(async ({history}) => await history.whenWritten()));
			endFirstWriting();
		},
		async memories() {
			const asked = await Promise.all(
				(open ?? []).map(async ({workspace, history}) => ({
					workspace,
					queries: await history.queries(),
				})),
			);
			return asked.flatMap(({workspace, queries}) => (queries ? [{workspace, queries}] : []));
		},
		async close() {
			isClosed = true;
			endFirstWriting();
			clearInterval(timer);
			remember();
			await Promise.all((open ?? []).map(async ({history}) => await history.close()));
		},
	};
};

/** Keeps what was learned when it is more than what was kept last. */
const rememberer = (witness: Witness, keep: (learned: Witness) => void): (() => void) => {
	let kept = witness.gapCount();
	return () => {
		if (witness.gapCount() !== kept) {
			kept = witness.gapCount();
			keep(witness);
		}
	};
};
