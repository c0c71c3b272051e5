import {open, readdir, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import type {JournalEntry} from '../../model/journal.ts';
import type {Deed, FileDeed, FileState} from './deed.ts';
import {syncFolder} from './draft.ts';
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

const version = 1;

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
			await file.writeFile(JSON.stringify({version, ...record, deeds: record.deeds.map(stored)}));
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

export const removeRecord = async (folder: string, id: string): Promise<void> => {
	await rm(path.join(journalOf(folder), `${id}.json`), {force: true});
};

export const readRecord = async (folder: string, id: string): Promise<PlanRecord | BrokenEntry> => {
	const file = path.join(journalOf(folder), `${id}.json`);
	try {
		return understood(JSON.parse(await readFile(file)) as StoredRecord, id);
	} catch (error) {
		return {path: file, reason: reasonOf(error)};
	}
};

export const isBroken = (entry: PlanRecord | BrokenEntry): entry is BrokenEntry =>
	!('plan' in entry);

const readFile = async (file: string): Promise<string> => {
	const opened = await open(file, 'r');
	try {
		return await opened.readFile('utf8');
	} finally {
		await opened.close();
	}
};

type StoredState = Omit<FileState, 'text'> | null;
/** The texts are those of the plan's edit; they are not kept twice. */
type StoredDeed =
	| Exclude<Deed, FileDeed>
	| (Omit<FileDeed, 'before' | 'after'> & {
			readonly before: StoredState;
			readonly after: StoredState;
	  });
type StoredRecord = Omit<PlanRecord, 'deeds'> & {
	readonly version: unknown;
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

/** @throws when it is not what was written once: then nothing is done by it. */
const understood = (given: StoredRecord, id: string): PlanRecord => {
	const {version: found, deeds, ...record} = given;
	const {plan} = record;
	if (found !== version) {
		throw new Error(`it was written by another version of metawatch`);
	}

	if (
		plan.id !== id ||
		!states.has(record.state) ||
		!Array.isArray(plan.steps) ||
		!Array.isArray(plan.edits) ||
		typeof plan.workspace !== 'string' ||
		typeof record.at !== 'number' ||
		typeof record.who !== 'string'
	) {
		throw new Error('it is not what a journal entry is made of');
	}

	return {
		...record,
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
