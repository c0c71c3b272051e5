import type {DatabaseSync} from 'node:sqlite';
import type {JournalEntry} from '../model/journal.ts';
import type {KeptAttempt} from './attempts.ts';
import {rollBack} from './open-database.ts';
import type {Recording, TaskChange, TaskFacts} from './recording.ts';
import {createRetention, type Limits} from './retention.ts';
import {createTaskWriter} from './write-tasks.ts';
import {createTransitionWriter} from './write-transitions.ts';
import {createVersionWriter} from './write-versions.ts';

/** How many were news, and were written. */
type Written = {readonly versions: number; readonly transitions: number};

/**
The writing side of a history database. Each call is one transaction: it is written whole, or throws
the error of SQLite and nothing is written.
*/
export type Archive = {
	readonly record: (recording: Recording) => Written;
	/** Everything that was there at the start has been recorded: what is known beside it is gone. */
	readonly endFirstRead: (paths: readonly string[], at: number) => void;
	readonly note: (entries: readonly JournalEntry[]) => void;
	/** Keeps a value under a name, in the place of what was there. */
	readonly remember: (name: string, value: unknown) => void;
	/** @returns how many were news. */
	readonly takeOver: (attempts: readonly KeptAttempt[], about: TaskFacts, at: number) => number;
	/** Numbers the attempts of every task by their times, after older ones were taken over. */
	readonly putInOrder: () => void;
	/** Takes a small part of what is too old or too much away. @returns whether there is more. */
	readonly prune: (limits: Limits, now: number) => boolean;
};

export type ArchiveOptions = {
	readonly database: DatabaseSync;
	readonly workspace: string;
	/** One watching, or one import: an import has the same name every time. */
	readonly run: {readonly kind: 'watch' | 'import'; readonly name: string};
	/** Epoch milliseconds. */
	readonly now: number;
};

export const createArchive = ({database, workspace, run, now}: ArchiveOptions): Archive => {
	const within = <Result>(work: () => Result, then = (): void => {}): Result => {
		database.exec('begin immediate');
		try {
			const result = work();
			database.exec('commit');
			then();
			return result;
		} catch (error) {
			rollBack(database);
			throw error;
		}
	};

	const runId = within((): number => {
		database
			.prepare('insert or ignore into runs (name, kind, started_at, last_at) values (?, ?, ?, ?)')
			.run(run.name, run.kind, now, now);
		return Number(database.prepare('select id from runs where name = ?').get(run.name)!['id']);
	});
	const versions = createVersionWriter(database, workspace);
	const transitions = createTransitionWriter(database);
	const tasks = createTaskWriter(database);
	const prune = createRetention(database);
	const begunAt = database.prepare('update runs set started_at = ?, last_at = ? where id = ?');
	const seenAt = database.prepare('update runs set last_at = max(last_at, ?) where id = ?');
	let hasBegun = false;
	/** A watching begins with the first thing it saw, which may be long before it is written. */
	const seen = (at: number): void => {
		if (hasBegun) {
			seenAt.run(at, runId);
		} else {
			begunAt.run(at, at, runId);
		}
	};

	const readAt = database.prepare('update runs set first_read_at = ? where id = ?');
	const remember = database.prepare('insert or replace into meta (key, value) values (?, ?)');
	const audit = database.prepare(
		'insert or replace into audit (plan, at, state, entry) values (?, ?, ?, ?)',
	);
	const markBegun = (): void => {
		hasBegun = true;
	};

	const by = run.kind === 'import' ? 'imported' : 'observed';

	return {
		record: (recording) =>
			within(() => {
				const {at, isFirst} = recording;
				const written = versions.write(recording, runId);
				if (run.kind === 'import' && written === 0) {
					// It was taken over before: whatever it tells is known.
					return {versions: 0, transitions: 0};
				}

				const news = transitions.write(recording.transitions, runId);
				tasks.write(withoutKnown(recording, news), {at, isWitnessed: !isFirst, by});
				seen(at);
				return {versions: written, transitions: news.length};
			}, markBegun),
		endFirstRead(paths, at) {
			within(() => {
				versions.removeAllBut(new Set(paths), at, runId);
				readAt.run(at, runId);
				seen(at);
			}, markBegun);
		},
		note(entries) {
			within(() => {
				for (const entry of entries) {
					audit.run(entry.plan.id, Math.trunc(entry.at), entry.state, JSON.stringify(entry));
				}
			});
		},
		remember(name, value) {
			within(() => remember.run(`learned:${name}`, JSON.stringify(value)));
		},
		takeOver: (attempts, about, at) => within(() => tasks.takeOver(attempts, about, at)),
		putInOrder() {
			within(() => database.exec(numberAttempts));
		},
		prune: (limits, at) => prune(limits, at, within),
	};
};

/** A task may have been tried before anybody looked: numbers that the files tell stay as high. */
const numberAttempts = `
	update attempts set ordinal = numbered.place
	from (
		select id, row_number() over (
			partition by task order by coalesce(ended_at, started_at, 0), ordinal, id) as place
		from attempts
	) as numbered
	where numbered.id = attempts.id and attempts.ordinal < numbered.place`;

/** What another metawatch has told already is not told again. */
const withoutKnown = (
	{tasks, transitions}: Recording,
	news: Recording['transitions'],
): readonly TaskChange[] => {
	if (news.length === transitions.length) {
		return tasks;
	}

	const told = new Set(news.map(({task}) => task));
	const known = new Set(transitions.filter(({what}) => what === 'status').map(({task}) => task));
	return tasks.filter(({before, after}) => {
		const key = (after ?? before)!.key;
		return told.has(key) || !known.has(key);
	});
};
