import {
	array,
	type Arbitrary,
	constant,
	constantFrom,
	integer,
	option,
	record,
	string,
	uniqueArray,
} from 'fast-check';
import {type Row, rowOf} from '../../source/analysis/rows.ts';
import {attentionCodes} from '../../source/model/attention.ts';
import {formatNames} from '../../source/model/format-name.ts';
import {statuses} from '../../source/model/status.ts';
import {blankTask, type Task} from '../../source/model/task.ts';

/** 2026-03-01 14:00:00 UTC: the moment at which all tests take place. */
export const noon = Date.UTC(2026, 2, 1, 14);

export const minute = 60_000;
export const hour = 60 * minute;

/** A task with an id, and whatever else a test is about. */
export const taskOf = ({id, ...known}: Partial<Task> & {readonly id: string}): Task => ({
	...blankTask({
		key: `tasks-meta:/code/${id}`,
		id,
		title: `Task ${id}`,
		format: 'tasks-meta',
		workspace: '/code',
		group: 'specs/001-login',
	}),
	files: [{path: '/code/specs/001-login/tasks.md', line: 7}],
	...known,
});

/** The row of such a task at noon. */
export const rowAtNoon = (known: Partial<Task> & {readonly id: string}): Row =>
	rowOf(taskOf(known), undefined, noon);

/** Evidence that somebody was at work so many milliseconds before noon. */
export const seenAgo = (milliseconds: number): Task['activity'] => ({
	signals: [
		{
			signal: 'lock-heartbeat',
			weight: 'life',
			at: noon - milliseconds,
			says: 'heartbeat of the lock',
		},
	],
	silentAfterMs: 20 * minute,
	interruptedAfterMs: 2 * hour,
	usualMs: 4 * minute,
});

/** One kind of evidence that has been silent beyond the threshold for long: stuck. */
export const stuckFor = (milliseconds: number): Task['activity'] => ({
	...seenAgo(milliseconds)!,
	interruptedAfterMs: 30 * minute,
});

/** Two independent kinds of evidence that were last heard of so many milliseconds before noon. */
export const silentFor = (milliseconds: number): Task['activity'] => {
	const seen = seenAgo(milliseconds)!;
	const [sign] = seen.signals;
	return {...seen, signals: [sign!, {...sign!, signal: 'file-changed', says: 'its file changed'}]};
};

const orNull = <Value>(values: Arbitrary<Value>) => option(values, {nil: null});

const momentBefore = orNull(
	integer({min: 0, max: 5}).map((hours) => ({at: noon - hours * hour, source: 'file changed'})),
);

/** Any rows, with few different values, so that there are many ties. */
export const anyRows: Arbitrary<readonly Row[]> = uniqueArray(
	record({
		key: string({minLength: 1, maxLength: 4}),
		id: constantFrom('1', '2', '10', 'T001', 'T002', 'a', 'A', ''),
		title: string({maxLength: 12}),
		format: constantFrom(...formatNames),
		group: constantFrom('a', 'b', ''),
		order: integer({min: 0, max: 3}),
		status: constantFrom(...statuses),
		agent: orNull(constantFrom('jules', 'kiro', 'Kiro')),
		startedAt: momentBefore,
		updatedAt: momentBefore,
		durationMs: orNull(integer({min: 0, max: 3}).map((minutes) => minutes * minute)),
		priority: orNull(record({raw: constant('high'), rank: orNull(integer({min: 0, max: 2}))})),
		score: orNull(integer({min: 0, max: 2})),
		attention: array(record({code: constantFrom(...attentionCodes), message: constant('look')}), {
			maxLength: 2,
		}),
	}),
	{selector: ({key}) => key, maxLength: 30},
).map((tasks) => tasks.map((task) => rowOf(taskOf(task), undefined, noon)));
