import {userInfo} from 'node:os';
import {applyPlan} from '../../effects/plan/apply-plan.ts';
import {type Journal, journalEntries, journalHeads} from '../../effects/plan/journal-entries.ts';
import {readOriginals} from '../../effects/plan/read-originals.ts';
import {settleJournal} from '../../effects/plan/settle-journal.ts';
import {undoLast} from '../../effects/plan/undo-last.ts';
import type {JournalHead} from '../../model/journal.ts';
import {originalKey} from '../../model/original.ts';
import type {Plan} from '../../model/plan.ts';
import type {Clerk} from '../../recovery/clerk.ts';
import {writeNotice} from '../output.ts';
import {stateFolder, surroundings} from '../user-folders.ts';

type ClerkOptions = {
	readonly isReadOnly: boolean;
	/** Where to put a line for a person; absent: on stderr. */
	readonly say?: (line: string) => void;
	/** Where the state of a workspace is kept; absent: in the user's own folder. */
	readonly folderOf?: (workspace: string) => string;
};

/** Settles first what an earlier run was cut off at, and says so. */
export const openClerk = async (
	workspaces: readonly string[],
	{
		isReadOnly,
		say = writeNotice,
		folderOf = (workspace) => stateFolder(surroundings(), workspace),
	}: ClerkOptions,
): Promise<Clerk> => {
	for (const workspace of workspaces) {
		for (const {line} of await settleJournal(folderOf(workspace), {isReadOnly})) {
			say(line);
		}
	}

	const optionsFor = ({workspace}: Plan, reason: string | null) => ({
		journal: folderOf(workspace),
		who: accountName(),
		reason,
		isReadOnly,
	});
	const inOrder = async <Entry extends JournalHead>(
		read: (folder: string) => Promise<Journal<Entry>>,
	): Promise<readonly Entry[]> => {
		const journals = await Promise.all(
			workspaces.map(async (workspace) => await read(folderOf(workspace))),
		);
		for (const {path, reason} of journals.flatMap(({broken}) => broken)) {
			say(`an entry of the journal cannot be read: ${path}: ${reason}`);
		}

		return journals.flatMap(({entries}) => entries).toSorted((a, b) => b.at - a.at);
	};

	return {
		async read(wanted, workspace) {
			const found = await readOriginals(wanted, workspace);
			return wanted.map((want) => ({
				wanted: want,
				original: found.get(originalKey(want)) ?? {
					type: 'refused',
					reason: `${want.path} could not be looked at`,
				},
			}));
		},
		entries: async () => await inOrder(journalEntries),
		heads: async () => await inOrder(journalHeads),
		async apply(plan, reason) {
			const result = await applyPlan(plan, optionsFor(plan, reason));
			return result.state === 'applied'
				? {isDone: true, message: `applied: ${changesOf(plan)}`}
				: {isDone: false, message: result.reason};
		},
		async undo(plan, reason) {
			const result = await undoLast(optionsFor(plan, reason), plan.id);
			return result.state === 'undone'
				? {isDone: true, message: `taken back: ${changesOf(plan)}`}
				: {isDone: false, message: result.reason};
		},
	};
};

const changesOf = ({edits}: Plan): string =>
	`${edits.length} ${edits.length === 1 ? 'change' : 'changes'}`;

const accountName = (): string => {
	try {
		return userInfo().username;
	} catch {
		return 'unknown';
	}
};
