import type {DatabaseSync} from 'node:sqlite';
import type {Transition} from '../model/transition.ts';
import {sameMomentMs} from './write-versions.ts';

export type TransitionWriter = {
	/** @returns those that were news: another metawatch that watches the same may have been quicker. */
	readonly write: (transitions: readonly Transition[], run: number) => readonly Transition[];
};

/** Writes transitions, each once. Runs within the caller's transaction. */
export const createTransitionWriter = (database: DatabaseSync): TransitionWriter => {
	const nameId = database.prepare(
		'select id from task_names where task = ? and shown_id = ? and title = ?',
	);
	const insertName = database.prepare(
		'insert into task_names (task, shown_id, title) values (?, ?, ?)',
	);
	const byOthers = database.prepare(`
		select 1 from transitions
		where name_id in (select id from task_names where task = ?)
			and at between ? and ? and run_id <> ? and what = ?
			and from_value is ? and to_value is ?
		limit 1`);
	const insert = database.prepare(`
		insert or ignore into transitions (name_id, at, what, from_value, to_value, status, run_id)
		values (?, ?, ?, ?, ?, ?, ?)`);
	return {
		write: (transitions, run) =>
			transitions.filter(({at, task, id, title, what, from, to, status}) => {
				const [least, most] = [at - sameMomentMs, at + sameMomentMs];
				if (byOthers.get(task, least, most, run, what, from, to)) {
					return false;
				}

				const name =
					nameId.get(task, id, title)?.['id'] ?? insertName.run(task, id, title).lastInsertRowid;
				const added = insert.run(Number(name), Math.trunc(at), what, from, to, status, run);
				return Number(added.changes) > 0;
			}),
	};
};
