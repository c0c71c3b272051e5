import type {RowEdit} from '../../../model/edit.ts';
import {type Option, ready, refused} from '../../recovery.ts';
import {executionTables} from '../parse-database.ts';
import {type GroupAgain, lookAtGroup} from './again.ts';
import {copyCommand} from './copy-command.ts';
import {type GroupSituation, shownPath} from './situation.ts';

/** How a row of each table is named: by a column, and in words. */
const namings: Readonly<
	Record<(typeof executionTables)[number], {readonly column: string; readonly what: string}>
> = {
	task_executions: {column: 'task_id', what: 'execution'},
	execution_history: {column: 'id', what: 'history row'},
	performance_metrics: {column: 'task_id', what: 'row of metrics'},
};

const emptied = executionTables.map((table) => ({table, ...namings[table]}));

const nothingIn = (name: string): string => `${name} has no executions to reset`;

/** Everything that was executed is forgotten; metadata and schema stay. */
export const resetAll = (situation: GroupSituation): readonly Option[] => {
	const {database, input} = situation;
	if (!database) {
		return [];
	}

	const name = shownPath(input, database.path);
	const running = input.subjects.filter(({status}) => status === 'running').length;
	return [
		{
			id: 'reset-all',
			title: 'reset everything that was executed',
			scope: 'group',
			isGrave: true,
			because: 'to begin anew with all tasks: the backlog alone counts then',
			against: [
				...(running > 0
					? [`${running === 1 ? 'a task seems' : `${running} tasks seem`} to be worked on`]
					: []),
				'how long tasks took and how often they failed is not known any more afterwards',
			],
			refusal: database.obstacle ?? (database.isBlank ? nothingIn(name) : null),
			changes: [`${name}: all rows of ${emptied.map(({table}) => table).join(', ')} removed`],
			command: null,
			draft: (disk) =>
				lookAtGroup(situation, disk, {database: true}, (again) => {
					const removed = emptied.map((one) => ({...one, ...removals(again, one)}));
					const broken = removed.find(({refusal}) => refusal !== null);
					if (broken) {
						return refused(`${name}: ${broken.refusal}`);
					}

					const edits = removed.flatMap((one) => one.edits);
					return edits.length === 0
						? refused(nothingIn(name))
						: ready(edits, {
								lost: removed
									.filter((one) => one.edits.length > 0)
									.map(({edits: {length}, what}) =>
										length === 1 ? `one ${what}` : `${length} ${plural(what)}`,
									),
								notes: [
									'no copy of the file is made: every row is kept in the journal, and undo puts all of them back',
								],
								byHand: copyCommand(database.path, input.moment.now),
							});
				}),
		},
	];
};

const plural = (what: string): string => (what.startsWith('row') ? 'rows of metrics' : `${what}s`);

const removals = (
	{database}: GroupAgain,
	{table, column}: (typeof emptied)[number],
): {readonly edits: readonly RowEdit[]; readonly refusal: string | null} => {
	const {path, tables} = database!;
	const rows = tables[table]?.rows ?? [];
	const keys = rows.map((row) => row[column] ?? null);
	if (keys.includes(null) || new Set(keys).size < keys.length) {
		return {edits: [], refusal: `rows of ${table} can't be told apart by their ${column}`};
	}

	return {
		edits: rows.map((row, index) => ({
			type: 'row',
			path,
			table,
			key: {[column]: keys[index]!},
			before: row,
			after: null,
		})),
		refusal: null,
	};
};
