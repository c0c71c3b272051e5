import type {DatabaseSync, SQLOutputValue} from 'node:sqlite';
import type {FormatName} from '../model/format-name.ts';
import {type Change, reduce} from '../store/reduce.ts';
import {emptyState, type Observed, type State} from '../store/state.ts';
import {changeOf} from './changes-of.ts';
import {createContentReader} from './contents.ts';
import type {Shape, VersionRecord} from './recording.ts';
import {timelinePage} from './timeline.ts';

/** Changes that were applied together. */
export type Step = {
	/** Epoch milliseconds. */
	readonly at: number;
	/** It was there at the start. */
	readonly isFirst: boolean;
	readonly changes: readonly Change[];
	/** The state after it is the one of its moment: nothing before it was left out or joined with others. */
	readonly isWhole: boolean;
};

/** More versions of one file are not gone through again: what they knew beyond the latest is little. */
const mostOfOnePath = 64;

/** Bytes of earlier versions that are gone through again, all files together. */
const mostEarlierBytes = 2 * 1024 * 1024;

/** Every step costs as much as a change did when it happened: of a long time, early ones are joined. */
const mostSteps = 24;
const mostExactSteps = 12;

/**
The steps that lead to a moment, for `reduce`: what was there when that watching began, and what changed
since. Some formats know from earlier versions what the last one does not say, so those are gone through
again, in order, as far as that does not take long.

One by one, so that the caller can rest in between.
*/
export function* stepsUntil(database: DatabaseSync, at: number): Generator<Step, void, undefined> {
	const read = createContentReader(database);
	const beginning = beginningOf(database, at);
	const changesOf = (rows: readonly Row[]): Change[] =>
		rows.flatMap((row) => changeOfRow(row, read) ?? []);
	const base = database.prepare(baseRows).all({$from: beginning.readAt});
	yield {at: beginning.startedAt, isFirst: true, changes: changesOf(base), isWhole: false};
	const later = database.prepare(laterRows).all({$from: beginning.readAt, $until: at});
	const kept = worthwhile(later);
	// What is told of many versions of one file may have been left out by the database.
	const isKept = new Set(kept);
	const exactFrom = later
		.filter((row) => !isKept.has(row) || row['age'] === mostOfOnePath)
		.reduce((latest, row) => Math.max(latest, timeOf(row)), Number.NEGATIVE_INFINITY);
	for (const rows of joined([...Map.groupBy(kept, (row) => row['at']).values()])) {
		const at = timeOf(rows.at(-1)!);
		const isWhole = at > exactFrom && rows[0]!['at'] === rows.at(-1)!['at'];
		yield {at, isFirst: false, changes: changesOf(rows), isWhole};
	}
}

/** Everything that was recorded after one moment and until another, of one watching. */
export function* stepsBetween(
	database: DatabaseSync,
	from: number,
	until: number,
): Generator<Step, void, undefined> {
	const read = createContentReader(database);
	const rows = database.prepare(laterRows).all({$from: from, $until: until});
	for (const together of Map.groupBy(rows, (row) => row['at']).values()) {
		const changes = together.flatMap((row) => changeOfRow(row, read) ?? []);
		yield {at: timeOf(together[0]!), isFirst: false, changes, isWhole: true};
	}
}

const timeOf = (row: Row): number => Number(row['at']);

const baseRows = `
	select paths.path as path, paths.workspace as workspace, versions.* from paths
	join versions on versions.id in (
		(select id from versions where path_id = paths.id and at <= $from
			and type <> 'references' order by at desc, id desc limit 1),
		(select id from versions where path_id = paths.id and at <= $from
			and type = 'references' order by at desc, id desc limit 1))
	where versions.type <> 'removed'
	order by versions.type = 'references', paths.path`;

const laterRows = `
	select paths.path as path, paths.workspace as workspace, later.* from (
		select *, row_number() over (
			partition by path_id, type = 'references' order by at desc, id desc) as age
		from versions where at > $from and at <= $until
	) as later join paths on paths.id = later.path_id
	where age <= ${mostOfOnePath} order by at, later.id`;

/** The latest version of every file, and of the earlier ones the newest. In their order. */
const worthwhile = (rows: readonly Row[]): readonly Row[] => {
	let left = mostEarlierBytes;
	return rows
		.toReversed()
		.filter((row) => {
			if (row['age'] === 1) {
				return true;
			}

			left -= Number(row['size'] ?? 0);
			return left > 0;
		})
		.toReversed();
};

/** At most `mostSteps` of them: those that happened last as they were, those before joined. */
const joined = (steps: readonly Row[][]): readonly (readonly Row[])[] => {
	if (steps.length <= mostSteps) {
		return steps;
	}

	const early = steps.slice(0, -mostExactSteps);
	const portion = Math.ceil(early.length / (mostSteps - mostExactSteps));
	const portions = Array.from({length: Math.ceil(early.length / portion)}, (_, index) =>
		early.slice(index * portion, (index + 1) * portion).flat(),
	);
	return [...portions, ...steps.slice(-mostExactSteps)];
};

/** The state after some steps: by the same reducer that made it then. */
export const stateAfter = (steps: Iterable<Step>): State => {
	let state = emptyState;
	for (const {changes, at, isFirst} of steps) {
		state = reduce(state, changes, at, isFirst);
	}

	return state;
};

/** A state that was reached in few steps, with what was seen in all of them. */
export const withSeen = (database: DatabaseSync, state: State, at: number): State => {
	const {startedAt} = beginningOf(database, at);
	const seen = database
		.prepare(
			`select task, max(case when what = 'appeared' then at end) as appeared, max(at) as since
			from transitions join task_names on task_names.id = name_id
			where what in ('appeared', 'status') and at > ? and at <= ? group by task`,
		)
		.all(startedAt, at);
	const byTask = new Map(seen.map((row) => [String(row['task']), row]));
	const observed = [...state.observed].map(([key, then]): [string, Observed] => {
		const row = byTask.get(key);
		const since = row
			? {statusSince: Number(row['since']), isWitnessed: true}
			: {statusSince: startedAt, isWitnessed: false};
		return [key, {...then, firstSeenAt: Number(row?.['appeared'] ?? startedAt), ...since}];
	});
	const {transitions} = timelinePage(database, {until: at, from: startedAt}, mostTransitions);
	return {...state, observed: new Map(observed), transitions: transitions.toReversed()};
};

/** As many as anybody pages through without asking for more. */
const mostTransitions = 1000;

/** When a watching began, and when it had read everything. Epoch milliseconds. */
export type Beginning = {readonly startedAt: number; readonly readAt: number};

/** When the watching began that saw this moment; else the last one before it. */
export const beginningOf = (database: DatabaseSync, at: number): Beginning => {
	const row =
		database
			.prepare(
				`select started_at, first_read_at from runs
				where kind = 'watch' and started_at <= ? and last_at >= ? order by started_at limit 1`,
			)
			.get(at, at) ??
		database
			.prepare(
				`select started_at, first_read_at from runs
				where kind = 'watch' and started_at <= ? order by started_at desc limit 1`,
			)
			.get(at);
	if (!row) {
		// Nobody was watching yet: only what was taken over tells of that time.
		return {startedAt: at, readAt: at};
	}

	const readAt = Number(row['first_read_at'] ?? row['started_at']);
	return {startedAt: Number(row['started_at']), readAt: Math.min(readAt, at)};
};

type Row = Record<string, SQLOutputValue>;

const changeOfRow = (row: Row, read: (id: number) => string | null): Change | null => {
	const text = row['content_id'] === null ? null : read(Number(row['content_id']));
	const isLost = text === null && row['content_id'] !== null;
	return isLost ? null : changeOf(recordOfRow(row, text));
};

/** A version as it was recorded. */
const recordOfRow = (row: Row, text: string | null): VersionRecord => {
	const path = String(row['path']);
	if (row['type'] === 'removed') {
		return {type: 'removed', path};
	}

	if (row['type'] === 'references') {
		return {type: 'references', path, text: text ?? '[]'};
	}

	return {
		type: 'read',
		path,
		workspace: String(row['workspace']),
		format: row['format'] as FormatName,
		kind: String(row['kind']),
		stat: {
			modifiedAt: Number(row['modified_at']),
			size: Number(row['size']),
			isFolder: row['is_folder'] === 1,
			...(row['inode'] === null ? {} : {inode: Number(row['inode'])}),
		},
		readAt: Number(row['read_at']),
		shape: row['shape'] as Shape,
		text,
	};
};
