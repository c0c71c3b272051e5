import type {DatabaseSync, SQLOutputValue} from 'node:sqlite';
import type {FormatName} from '../model/format-name.ts';
import {type Change, reduce} from '../store/reduce.ts';
import {emptyState, type State} from '../store/state.ts';
import {changeOf} from './changes-of.ts';
import {createContentReader} from './contents.ts';
import type {Shape, VersionRecord} from './recording.ts';

/** Changes that were applied together. */
export type Step = {
	/** Epoch milliseconds. */
	readonly at: number;
	/** It was there at the start. */
	readonly isFirst: boolean;
	readonly changes: readonly Change[];
};

/** More versions of one file are not gone through again: what they knew beyond the latest is little. */
const mostOfOnePath = 64;

/**
The steps that lead to a moment, for `reduce`: what was there when that watching began, and what changed
since. Some formats know from earlier versions what the last one does not say, so those are gone through
again, in order.

One by one, so that the caller can rest in between.
*/
export function* stepsUntil(database: DatabaseSync, at: number): Generator<Step, void, undefined> {
	const read = createContentReader(database);
	const beginning = beginningOf(database, at);
	const base = database
		.prepare(
			`select paths.path as path, paths.workspace as workspace, versions.* from paths
			join versions on versions.id in (
				(select id from versions where path_id = paths.id and at <= $from
					and type <> 'references' order by at desc, id desc limit 1),
				(select id from versions where path_id = paths.id and at <= $from
					and type = 'references' order by at desc, id desc limit 1))
			order by versions.type = 'references', paths.path`,
		)
		.all({$from: beginning.readAt});
	const first: Change[] = [];
	for (const row of base) {
		const change = row['type'] === 'removed' ? null : changeOfRow(row, read);
		if (change) {
			first.push(change);
		}
	}

	yield {at: beginning.startedAt, isFirst: true, changes: first};

	const later = database
		.prepare(
			`select paths.path as path, paths.workspace as workspace, later.* from (
				select *, row_number() over (
					partition by path_id, type = 'references' order by at desc, id desc) as age
				from versions where at > $from and at <= $until
			) as later join paths on paths.id = later.path_id
			where age <= ${mostOfOnePath} order by at, later.id`,
		)
		.all({$from: beginning.readAt, $until: at});
	let together: Change[] = [];
	let togetherAt = beginning.readAt;
	for (const row of later) {
		const rowAt = Number(row['at']);
		if (rowAt !== togetherAt && together.length > 0) {
			yield {at: togetherAt, isFirst: false, changes: together};
			together = [];
		}

		togetherAt = rowAt;
		const change = changeOfRow(row, read);
		if (change) {
			together.push(change);
		}
	}

	if (together.length > 0) {
		yield {at: togetherAt, isFirst: false, changes: together};
	}
}

/** The state after some steps: by the same reducer that made it then. */
export const stateAfter = (steps: Iterable<Step>): State => {
	let state = emptyState;
	for (const {changes, at, isFirst} of steps) {
		state = reduce(state, changes, at, isFirst);
	}

	return state;
};

/** When the watching began that saw this moment; else the last one before it. */
const beginningOf = (database: DatabaseSync, at: number): {startedAt: number; readAt: number} => {
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
		// Nobody was watching yet: only what was imported tells of that time.
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
