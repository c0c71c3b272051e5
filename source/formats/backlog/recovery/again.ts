import type {DatabaseRow} from '../../../model/edit.ts';
import type {Disk, Original, Wanted} from '../../../model/original.ts';
import {harmless, harmlessDeep} from '../../../text/harmless.ts';
import type {DatabaseContent, DatabaseTable} from '../../format.ts';
import {type Draft, refused, withOriginals} from '../../recovery.ts';
import {lastTraceOf} from '../activity.ts';
import {tables} from '../claims.ts';
import {type Directory, directoryOf} from '../dependencies.ts';
import {type Entry, joinEntries} from '../entries.ts';
import {isTaskDatabase, parseDatabase} from '../parse-database.ts';
import {readPlan} from '../plan.ts';
import {parseOnce} from './parse-once.ts';
import type {Readable} from './plan-row.ts';
import {type GroupSituation, shownPath, type Situation} from './situation.ts';

/** Tables as they are in the file, value by value. */
type Tables = Extract<Original, {type: 'database'}>['tables'];

/** A group as it is on the disk at the moment of planning. */
export type GroupAgain = {
	readonly texts: ReadonlyMap<string, Readable>;
	/** Null: there is none, or nothing is wanted of it. */
	readonly database: {readonly path: string; readonly tables: Tables} | null;
	readonly entries: readonly Entry[];
};

export type Again = GroupAgain & {readonly entry: Entry; readonly directory: Directory};

type Needs = {
	/** The database is wanted too: it is written, or what it says matters. */
	readonly database: boolean;
};

/** Reads the files of a group anew, and joins them as they are now. */
export const lookAtGroup = (
	{input, backlogs, database}: GroupSituation,
	disk: Disk,
	needs: Needs,
	then: (again: GroupAgain) => Draft,
): Draft => {
	const wantedDatabase = needs.database && database ? database : null;
	const wanted: readonly Wanted[] = [
		...backlogs.map((path): Wanted => ({path, as: 'file'})),
		...(wantedDatabase
			? [
					{path: wantedDatabase.path, as: 'database', tables} satisfies Wanted,
					{path: `${wantedDatabase.path}-journal`, as: 'stat'} satisfies Wanted,
				]
			: []),
	];
	return withOriginals(disk, wanted, (originals) => {
		const texts = new Map<string, Readable>();
		for (const [index, path] of backlogs.entries()) {
			const original = originals[index]!;
			if (original.type !== 'text') {
				return refused(
					`${shownPath(input, path)} ${original.type === 'absent' ? 'is not there any more' : 'is not UTF-8 text'}`,
				);
			}

			texts.set(path, {text: original.text, file: parseOnce(original.text)});
		}

		const plan = readPlan([...texts].map(([path, {file}]) => ({path, file})));
		if (!wantedDatabase) {
			return then({texts, database: null, entries: joinEntries(input.group, plan, [])});
		}

		const {path} = wantedDatabase;
		const [original, journal] = originals.slice(backlogs.length);
		const content = contentOf(original!);
		const name = shownPath(input, path);
		if (original?.type !== 'database' || !content || !isTaskDatabase(content)) {
			return refused(
				original?.type === 'absent'
					? `${name} is not there any more`
					: `${name} has no table task_executions`,
			);
		}

		if (journal?.type === 'stat' && journal.size > 0) {
			return refused(
				`${name}-journal lies beside it: a writer is at work, or crashed in the middle; start the executor once, then look again`,
			);
		}

		const {records} = parseDatabase(content, path).file;
		return then({
			texts,
			database: {path, tables: original.tables},
			entries: joinEntries(input.group, plan, records),
		});
	});
};

/** Reads a group anew and finds the task in it. */
export const lookAgain = (
	situation: Situation,
	disk: Disk,
	needs: Needs,
	then: (again: Again) => Draft,
): Draft =>
	lookAtGroup(situation, disk, needs, (group) => {
		const {task} = situation.subject;
		const entry = group.entries.find(({key}) => key === task.key);
		return entry
			? then({...group, entry, directory: directoryOf(group.entries)})
			: refused(`${task.id} is not there any more as it was shown: its id or title has changed`);
	});

/** Whether somebody has written about the execution since the options were made. */
export const hasMoved = ({entry}: Again, {lastTrace}: Situation): boolean => {
	const now = entry.record ? lastTraceOf(entry.record) : null;
	return now !== null && (lastTrace === null || now > lastTrace);
};

/** The tables as the reader would give them. */
const contentOf = (original: Original): DatabaseContent | null =>
	original.type === 'database'
		? {
				tables: Object.fromEntries(
					Object.entries(original.tables).map(([name, table]) => [name, readable(table)]),
				),
				state: 'read',
				hasHotJournal: false,
				detail: null,
			}
		: null;

const readable = ({columns, rows}: Tables[string]): DatabaseTable => ({
	columns: columns.map((column) => harmless(column)),
	// Rows that a draft before this one adds have no number yet, and come last.
	rows: rows.map((row, index) =>
		harmlessDeep('id' in row || !columns.includes('id') ? row : {...row, id: 1e15 + index}),
	) as readonly DatabaseRow[],
});
