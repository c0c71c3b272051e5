import type {Task} from '../model/task.ts';
import type {Observed, State} from '../store/state.ts';
import {type Row, rowOf} from './rows.ts';
import {noSenses, type Senses} from './senses.ts';

/** All rows at a moment, and when one of them will read differently by itself. */
export type RowPage = {
	readonly rows: readonly Row[];
	/** Epoch ms, or null while nothing depends on the clock. */
	readonly changesAt: number | null;
};

type Entry = {
	readonly row: Row;
	readonly task: Task;
	readonly observed: Observed | undefined;
	readonly sensed: Sensed | null;
};

/**
Finds entries by key, and first looks where one should stand: as a rule all tasks but a few are where
they were, and ten thousand look-ups take a millisecond.
*/
const finderOf = (entries: readonly Entry[]) => {
	let byKey: ReadonlyMap<string, Entry> | null = null;
	return (key: string, position: number): Entry | undefined => {
		const expected = entries[position];
		if (expected?.task.key === key) {
			return expected;
		}

		byKey ??= new Map(entries.map((entry) => [entry.task.key, entry]));
		return byKey.get(key);
	};
};

/** What was sensed about one task. */
type Sensed = readonly unknown[];

/** Null for a task that is not judged: nothing that is sensed says anything about it. */
const sensedOf = (task: Task, senses: Senses, scale: number): Sensed | null =>
	task.activity && [
		senses.thresholdOf(task, scale),
		senses.presenceOf(task.workspace),
		senses.falseAlarmOf(task),
		senses.changedAt(task),
	];

const isEqual = (a: Sensed | null, b: Sensed | null): boolean =>
	a === b || (a !== null && b !== null && a.every((value, index) => value === b[index]));

/** Gives the rows of a moment. */
export type RowBook = ((state: State, now: number, senses?: Senses) => RowPage) & {
	/** Another book that remembers the same, for somebody who goes on while this one stands still. */
	readonly copy: () => RowBook;
};

/** What a book remembers; never changed, only replaced. */
type Memory = {
	readonly entries: readonly Entry[];
	readonly page: RowPage;
	readonly seen: Pick<State, 'tasks' | 'observed'> | null;
	readonly sensed: Senses;
};

const nothing: Memory = {
	entries: [],
	page: {rows: [], changesAt: null},
	seen: null,
	sensed: noSenses,
};

/**
Makes rows from states, one moment after the other, and remembers them: a row is made again only when
its task changed, its time has come, or what was sensed about it is something else.
The same rows give the same page.
*/
export const createRowBook = (staleScale: number): RowBook => bookFrom(staleScale, nothing);

const bookFrom = (staleScale: number, memory: Memory): RowBook => {
	let {entries: known, page, seen, sensed} = memory;

	const pageAt = (state: State, now: number, senses: Senses = noSenses): RowPage => {
		const isSensedSame = sensed === senses;
		const isOpen = isSensedSame && seen?.tasks === state.tasks && seen.observed === state.observed;
		if (isOpen && (page.changesAt === null || page.changesAt > now)) {
			return page;
		}

		const isObservedSame = seen?.observed === state.observed;
		const earlier = finderOf(known);
		seen = state;
		sensed = senses;
		const next: Entry[] = [];
		const rows: Row[] = [];
		let changesAt: number | null = null;
		let isSame = true;
		for (const task of state.tasks.values()) {
			const before = earlier(task.key, rows.length);
			const observed = before && isObservedSame ? before.observed : state.observed.get(task.key);
			const isCurrent =
				before !== undefined &&
				before.task === task &&
				before.observed === observed &&
				(isSensedSame || isEqual(before.sensed, sensedOf(task, senses, staleScale))) &&
				(before.row.changesAt === null || before.row.changesAt > now);
			const entry = isCurrent
				? before
				: {
						row: rowOf(task, observed, now, staleScale, senses),
						task,
						observed,
						sensed: sensedOf(task, senses, staleScale),
					};
			next.push(entry);
			isSame &&= page.rows[rows.length] === entry.row;
			rows.push(entry.row);
			const at = entry.row.changesAt;
			changesAt = at === null ? changesAt : Math.min(at, changesAt ?? at);
		}

		known = next;
		if (!isSame || page.rows.length !== rows.length || page.changesAt !== changesAt) {
			page = {rows, changesAt};
		}

		return page;
	};

	return Object.assign(pageAt, {
		copy: () => bookFrom(staleScale, {entries: known, page, seen, sensed}),
	});
};
