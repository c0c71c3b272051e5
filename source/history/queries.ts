import type {DatabaseSync, SQLOutputValue} from 'node:sqlite';
import type {SettledForecast} from '../analysis/forecast/record.ts';
import type {Attempt} from '../model/attempt.ts';
import type {JournalEntry} from '../model/journal.ts';
import type {Transition} from '../model/transition.ts';
import type {State} from '../store/state.ts';
import {attemptOf} from './attempt-table.ts';
import {settledForecasts} from './forecasts.ts';
import {numberOf} from './row-values.ts';
import {createContentReader} from './contents.ts';
import {
	type Beginning,
	beginningOf,
	stateAfter,
	type Step,
	stepsBetween,
	stepsUntil,
	withSeen,
} from './time-travel.ts';
import {type Cursor, type TimelineFilter, type TimelinePage, timelinePage} from './timeline.ts';

/** A version of a file, without its content. */
export type FileVersion = {
	readonly id: number;
	/** Epoch milliseconds at which it was seen. */
	readonly at: number;
	readonly type: 'read' | 'removed';
	/** Bytes; null when it was removed. */
	readonly size: number | null;
};

/** A version of a file, and the one before it. */
type FileChange = {
	readonly path: string;
	readonly after: FileVersion;
	readonly before: FileVersion | null;
};

type Span = {readonly from: number; readonly until: number};

/** What can be asked of a history. Every answer is found by index and made in one go. */
export type Queries = {
	readonly timeline: (filter: TimelineFilter, size: number, after?: Cursor | null) => TimelinePage;
	/** Every transition of a task, oldest first; the latest `mostOfOneTask`. */
	readonly lifeOf: (task: string) => readonly Transition[];
	/** Versions of a file, newest first. */
	readonly versionsOf: (path: string) => readonly FileVersion[];
	/** Versions that were seen at one moment, each with the one before it of the same file, or null. */
	readonly changesAt: (at: number) => readonly FileChange[];
	/** The text of a version; null: none is kept, or it is lost. */
	readonly textOf: (version: number) => string | null;
	/** What leads to a moment, step by step, for `reduce`: so that keys can be served in between. */
	readonly stepsUntil: (at: number) => Generator<Step, void, undefined>;
	/** What happened after one moment and until another, both of the same watching. */
	readonly stepsBetween: (from: number, until: number) => Generator<Step, void, undefined>;
	/** Of the watching that saw a moment. */
	readonly beginningOf: (at: number) => Beginning;
	/** Epoch milliseconds of the earliest thing known, or null. */
	readonly since: () => number | null;
	/** Puts what was seen up to a moment into a state that was reached by those steps. */
	readonly withSeen: (state: State, at: number) => State;
	/** The state of a moment, made in one go. */
	readonly stateAt: (at: number) => State;
	/** Moments at which something happened, around one: the nearest before and after, or null. */
	readonly momentsAround: (at: number) => {
		readonly before: number | null;
		readonly after: number | null;
	};
	/** Attempts that ended, began or run within a span; of unknown time only without one. */
	readonly attempts: (span?: Span) => readonly Attempt[];
	/** So many attempts that ended last, oldest first. */
	readonly latestAttempts: (most: number) => readonly Attempt[];
	/** Forecasts of which the truth is known, as it became known. */
	readonly forecasts: () => readonly SettledForecast[];
	/** Newest first. */
	readonly audit: (most: number) => readonly JournalEntry[];
	/** What was remembered under a name, or null. Judge it: it comes from a file. */
	readonly recall: (name: string) => unknown;
	readonly summary: () => Summary;
};

export type Summary = {
	/** Epoch milliseconds of the earliest and latest thing known, or null when nothing is. */
	readonly since: number | null;
	readonly until: number | null;
	readonly transitions: number;
	readonly versions: number;
	readonly contents: number;
	readonly files: number;
	readonly tasks: number;
	readonly attempts: number;
};

const mostOfOneTask = 10_000;

const mostVersions = 10_000;

export const createQueries = (database: DatabaseSync): Queries => {
	const prepare = lazily(database);
	const read = createContentReader(database);
	return {
		timeline: (filter, size, after = null) => timelinePage(database, filter, size, after),
		lifeOf: (task) => timelinePage(database, {task}, mostOfOneTask).transitions.toReversed(),
		versionsOf: (path) =>
			prepare(`select id, at, type, size from versions
				where path_id = (select id from paths where path = ?) and type <> 'references'
				order by at desc, id desc limit ${mostVersions}`)
				.all(path)
				.map(versionOf),
		changesAt: (at) =>
			prepare(`select paths.path as path, versions.id as id, at, type, size, path_id
				from versions join paths on paths.id = path_id
				where at = ? and type <> 'references' order by paths.path limit ${mostChanges}`)
				.all(at)
				.map((row) => {
					const before = prepare(`select id, at, type, size from versions
						where path_id = ? and type <> 'references' and (at, id) < (?, ?)
						order by at desc, id desc limit 1`).get(Number(row['path_id']), at, Number(row['id']));
					return {
						path: String(row['path']),
						after: versionOf(row),
						before: before ? versionOf(before) : null,
					};
				}),
		textOf(version) {
			const row = prepare('select content_id from versions where id = ?').get(version);
			const content = numberOf(row?.['content_id']);
			return content === null ? null : read(content);
		},
		stepsUntil: (at) => stepsUntil(database, at),
		stepsBetween: (from, until) => stepsBetween(database, from, until),
		beginningOf: (at) => beginningOf(database, at),
		since: () =>
			numberOf(
				prepare(`select min(at) as at from (
					select min(at) as at from versions union all select min(at) from transitions)`).get()?.[
					'at'
				],
			),
		withSeen: (state, at) => withSeen(database, state, at),
		stateAt: (at) => withSeen(database, stateAfter(stepsUntil(database, at)), at),
		momentsAround: (at) => ({
			before: numberOf(
				prepare('select max(at) as at from transitions where at < ?').get(at)?.['at'],
			),
			after: numberOf(
				prepare('select min(at) as at from transitions where at > ?').get(at)?.['at'],
			),
		}),
		attempts: (span) =>
			(span
				? prepare(`select * from attempts where is_lost = 0
					and coalesce(ended_at, started_at) >= ? and coalesce(started_at, ended_at) <= ?
					order by coalesce(ended_at, started_at), task, ordinal`).all(span.from, span.until)
				: prepare(`select * from attempts where is_lost = 0
					order by coalesce(ended_at, started_at), task, ordinal`).all()
			).map(plainAttempt),
		latestAttempts: (most) =>
			prepare(`select * from attempts where is_lost = 0 and ended_at is not null
				order by ended_at desc, id desc limit ?`)
				.all(most)
				.map(plainAttempt)
				.reverse(),
		forecasts: () => settledForecasts(database),
		audit: (most) =>
			prepare('select entry from audit order by at desc, plan desc limit ?')
				.all(most)
				.flatMap(({entry}) => {
					const value = jsonOf(entry);
					return value === null ? [] : [value as JournalEntry];
				}),
		recall: (name) =>
			jsonOf(prepare('select value from meta where key = ?').get(`learned:${name}`)?.['value']),
		summary() {
			const count = (table: string): number =>
				Number(prepare(`select count(*) as count from ${table}`).get()!['count']);
			const bound = (what: 'min' | 'max'): number | null =>
				numberOf(
					prepare(`select ${what}(at) as at from (
						select ${what}(at) as at from versions union all select ${what}(at) from transitions)`).get()?.[
						'at'
					],
				);
			return {
				since: bound('min'),
				until: bound('max'),
				transitions: count('transitions'),
				versions: count('versions'),
				contents: count('contents'),
				files: count('paths'),
				tasks: count('task_metadata'),
				attempts: count('attempts'),
			};
		},
	};
};

/** More files at one moment are a scan, and no news of any of them. */
const mostChanges = 50;

const versionOf = (row: Record<string, SQLOutputValue>): FileVersion => ({
	id: Number(row['id']),
	at: Number(row['at']),
	type: row['type'] as FileVersion['type'],
	size: numberOf(row['size']),
});

/** Statements are prepared when they are first needed, and kept. */
const lazily = (database: DatabaseSync) => {
	const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
	return (sql: string) => {
		const known = prepared.get(sql) ?? database.prepare(sql);
		prepared.set(sql, known);
		return known;
	};
};

const plainAttempt = (row: Record<string, SQLOutputValue>): Attempt => {
	const {
		row: _row,
		session: _session,
		durationSource: _source,
		isLost: _isLost,
		...attempt
	} = attemptOf(row);
	return attempt;
};

const jsonOf = (text: SQLOutputValue | undefined): unknown => {
	try {
		return typeof text === 'string' ? JSON.parse(text) : null;
	} catch {
		return null;
	}
};
