import type {Problem} from '../../model/problem.ts';
import type {Task} from '../../model/task.ts';
import type {Assembled, Document} from '../format.ts';
import {folderOf} from './claims.ts';
import {remember} from './memo.ts';
import {checkpointProblems} from './rows/checkpoint-problems.ts';
import {checkpointRow} from './rows/checkpoint-row.ts';
import {isCheckout} from './rows/freshness.ts';
import {goodValue} from './rows/good-value.ts';
import {join} from './rows/join.ts';
import {type ListRows, rowsOfList} from './rows/list-rows.ts';
import {noSide, sidesOf} from './rows/spec.ts';
import {verdictOf} from './rows/verdict.ts';
import type {Checkpoint, TaskList} from './values.ts';

const rememberList = remember<ListRows | null>();
const rememberCheckpoint = remember<CheckpointRows | null>();

type CheckpointRows = {
	readonly task: Task;
	readonly problems: readonly Problem[];
};

/** Rows of a project: one for every leaf of its specs, and the checkpoint in the row it speaks of. */
export const assemble = (_project: string, documents: readonly Document[]): Assembled => {
	const sides = sidesOf(documents);
	const checkout = isCheckout(documents);
	const lists = documents
		.filter(({kind}) => kind === 'list')
		.map((document) => {
			const side = sides.get(folderOf(document.path)) ?? noSide;
			return rememberList(
				document,
				[side.info, side.config, side.diaries.join('\n'), side.changedAt, checkout],
				() => rowsOfList(document as Document<TaskList>, side, checkout),
			);
		})
		.filter((rows) => rows !== null);
	const state = documents.find(({kind}) => kind === 'state') as Document<Checkpoint> | undefined;
	const own = state ? checkpointRows(state, lists, checkout) : null;
	const tasks = lists.flatMap(({rows}) =>
		own
			? [...rows.values()].map((row) => (row.key === own.task.key ? own.task : row))
			: [...rows.values()],
	);
	const isJoined = own !== null && tasks.includes(own.task);
	return {
		tasks: own && !isJoined ? [own.task, ...tasks] : tasks,
		problems: [...(own?.problems ?? []), ...lists.flatMap(({problems}) => problems)],
	};
};

const checkpointRows = (
	document: Document<Checkpoint>,
	lists: readonly ListRows[],
	checkout: boolean,
): CheckpointRows | null => {
	const {value: checkpoint, staleSince} = goodValue(document);
	if (!checkpoint) {
		return null;
	}

	const joined = join(document, checkpoint, lists);
	// Only the lists of its own spec matter; whether it was archived is asked of all of them.
	return rememberCheckpoint(document, [checkout, lists.length, ...joined.lists], () => {
		const verdict = verdictOf(document, checkpoint, joined);
		const input = {document, checkpoint, staleSince, joined, verdict, isCheckout: checkout};
		const task = checkpointRow(input);
		return {task, problems: checkpointProblems(input, task.key, lists)};
	});
};
