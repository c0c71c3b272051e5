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

/**
Makes rows from states, one moment after the other, and remembers them: a row is made again only when
its task changed, its time has come, or, if it is judged at all, the senses it is judged by are others.
The same rows give the same page.
*/
export const createRowBook = (staleScale: number) => {
	let known = new Map<string, {row: Row; task: Task; observed: Observed | undefined}>();
	let page: RowPage = {rows: [], changesAt: null};
	let seen: Pick<State, 'tasks' | 'observed'> | null = null;
	let sensed: Senses = noSenses;

	return (state: State, now: number, senses: Senses = noSenses): RowPage => {
		const isSensedSame = sensed === senses;
		const isOpen = isSensedSame && seen?.tasks === state.tasks && seen.observed === state.observed;
		if (isOpen && (page.changesAt === null || page.changesAt > now)) {
			return page;
		}

		seen = state;
		sensed = senses;
		const next: typeof known = new Map();
		const rows: Row[] = [];
		let changesAt: number | null = null;
		let isSame = true;
		for (const task of state.tasks.values()) {
			const observed = state.observed.get(task.key);
			const before = known.get(task.key);
			const isCurrent =
				before !== undefined &&
				before.task === task &&
				before.observed === observed &&
				(isSensedSame || task.activity === null) &&
				(before.row.changesAt === null || before.row.changesAt > now);
			const entry = isCurrent
				? before
				: {row: rowOf(task, observed, now, staleScale, senses), task, observed};
			next.set(task.key, entry);
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
};
