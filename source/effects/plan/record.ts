import {open, readdir, readFile, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import type {JournalEntry, JournalHead} from '../../model/journal.ts';
import type {Plan} from '../../model/plan.ts';
import type {Deed, FileDeed, FileState} from './deed.ts';
import {syncFolder} from './draft.ts';
import {readFirstLine} from './first-line.ts';
import {codeOf, reasonOf} from './refusal.ts';

/** A journal entry as it is kept: with what is needed to finish or take back what was begun. */
export type PlanRecord = JournalEntry & {
	/** In the direction of the plan, also while it is undone. */
	readonly deeds: readonly Deed[];
	/** What was begun last. */
	readonly isUndoing: boolean;
	/** Why it could not be done, in words; null: it could, or was cut off. */
	readonly failure: string | null;
	/** Whether it has come so far that others may see something of it; before, there are only drafts. */
	readonly isVisible: boolean;
};

/** An entry that can't be read: told, and left where it is. */
export type BrokenEntry = {readonly path: string; readonly reason: string};

const version = 2;

const journalOf = (folder: string): string => path.join(folder, 'journal');

/** Ids come from here; as names of files they are looked at again. */
export const isPlainId = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id);

/** Ids of all entries, newest first. */
export const recordIds = async (folder: string): Promise<readonly string[]> => {
	try {
		return (await readdir(journalOf(folder)))
			.filter((name) => name.endsWith('.json') && isPlainId(name))
			.map((name) => name.slice(0, -'.json'.length))
			.toSorted()
			.toReversed();
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return [];
		}

		throw error;
	}
};

/** Writes an entry to the disk, whole or not at all: it is there when this has come to its end. */
export const writeRecord = async (folder: string, record: PlanRecord): Promise<void> => {
	const journal = journalOf(folder);
	const target = path.join(journal, `${record.plan.id}.json`);
	const draft = `${target}.tmp`;
	try {
		const file = await open(draft, 'w', 0o600);
		try {
			await file.writeFile(writtenRecord(record));
			await file.sync();
		} finally {
			await file.close();
		}

		await rename(draft, target);
	} catch (error) {
		await rm(draft, {force: true});
		throw error;
	}

	await syncFolder(journal);
};

/** One JSON document of two lines: the first one tells everything but the texts, and can be read alone. */
const writtenRecord = ({plan: {edits, ...plan}, deeds, ...record}: PlanRecord): string => {
	const head = JSON.stringify({version, ...record, plan});
	return `${head.slice(0, -1)}\n,"edits":${JSON.stringify(edits)},"deeds":${JSON.stringify(deeds.map(stored))}}`;
};

export const removeRecord = async (folder: string, id: string): Promise<void> => {
	await rm(path.join(journalOf(folder), `${id}.json`), {force: true});
};

export const readRecord = async (folder: string, id: string): Promise<PlanRecord | BrokenEntry> => {
	const file = path.join(journalOf(folder), `${id}.json`);
	try {
		return understood(JSON.parse(await readFile(file, 'utf8')) as StoredRecord, id);
	} catch (error) {
		return {path: file, reason: reasonOf(error)};
	}
};

export const isBroken = (entry: object | BrokenEntry): entry is BrokenEntry => !('plan' in entry);

/** What an entry tells before its texts: not more than that is read. */
export const readHead = async (folder: string, id: string): Promise<JournalHead | BrokenEntry> => {
	const file = path.join(journalOf(folder), `${id}.json`);
	try {
		const line = await readFirstLine(file);
		const head = JSON.parse(line.isAll ? line.text : `${line.text}}`) as StoredHead;
		insistOnHead(head, id);
		return headOf(head);
	} catch (error) {
		return {path: file, reason: reasonOf(error)};
	}
};

const headOf = ({plan, who, reason, at, state, settledAt, detail}: StoredHead): JournalHead => ({
	plan,
	who,
	reason,
	at,
	state,
	settledAt,
	detail,
});

type StoredState = Omit<FileState, 'text'> | null;
/** The texts are those of the plan's edit; they are not kept twice. */
type StoredDeed =
	| Exclude<Deed, FileDeed>
	| (Omit<FileDeed, 'before' | 'after'> & {
			readonly before: StoredState;
			readonly after: StoredState;
	  });
type StoredHead = Omit<PlanRecord, 'plan' | 'deeds'> & {
	readonly version: unknown;
	readonly plan: Omit<Plan, 'edits'>;
};
type StoredRecord = StoredHead & {
	readonly edits: Plan['edits'];
	readonly deeds: readonly StoredDeed[];
};

const stored = (deed: Deed): StoredDeed =>
	deed.type === 'file'
		? {...deed, before: withoutText(deed.before), after: withoutText(deed.after)}
		: deed;

const withoutText = (state: FileState | null): StoredState =>
	state && {mode: state.mode, owner: state.owner, modifiedNs: state.modifiedNs};

const states: ReadonlySet<unknown> = new Set<JournalEntry['state']>([
	'begun',
	'applied',
	'undone',
	'taken-back',
	'failed',
	'stuck',
]);

const notAnEntry = 'it is not what a journal entry is made of';

const insistOnHead = ({version: found, plan, state, at, who}: StoredHead, id: string): void => {
	if (found !== version) {
		throw new Error('it was written by another version of metawatch');
	}

	if (
		plan.id !== id ||
		!states.has(state) ||
		!Array.isArray(plan.steps) ||
		typeof plan.workspace !== 'string' ||
		typeof at !== 'number' ||
		typeof who !== 'string'
	) {
		throw new Error(notAnEntry);
	}
};

/** @throws when it is not what was written once: then nothing is done by it. */
const understood = (given: StoredRecord, id: string): PlanRecord => {
	insistOnHead(given, id);
	const {version: _, edits, deeds, ...record} = given;
	if (!Array.isArray(edits)) {
		throw new TypeError(notAnEntry);
	}

	const plan = {...record.plan, edits};
	return {
		...record,
		plan,
		failure: record.failure ?? null,
		deeds: deeds.map((deed) => {
			if (deed.type !== 'file') {
				return deed;
			}

			const edit = plan.edits[deed.edit];
			if (edit?.type !== 'file') {
				throw new Error('an edit of its plan is missing');
			}

			return {
				...deed,
				before: withText(deed.before, edit.before),
				after: withText(deed.after, edit.after),
			};
		}),
	};
};

const withText = (state: StoredState, text: string | null): FileState | null =>
	state && text !== null ? {text, ...state, modifiedNs: state.modifiedNs ?? null} : null;
