import {
	matchesFilter,
	matchesProblemFilter,
	parseFilter,
	parseProblemFilter,
} from '../analysis/filter.ts';
import {type Window} from '../analysis/metrics/population.ts';
import {type Row, rowOf} from '../analysis/rows.ts';
import {formatNames} from '../model/format-name.ts';
import type {Status} from '../model/status.ts';
import {blankTask, type Task} from '../model/task.ts';
import type {Finding} from './finding.ts';

/** What a filter and a span of time leave of everything. */
export type Selection = {
	readonly rows: readonly Row[];
	readonly findings: readonly Finding[];
	/** Whether a task that stands there is among them. */
	readonly isSelected: (task: string) => boolean;
	/** Whether what is told of a task counts: by the task as it stands, or as it was left when it is gone. */
	readonly isMeant: (told: Told) => boolean;
	/** Tasks left out because nothing tells when anything was done for them. */
	readonly withoutTime: number;
	/** Names before a colon that neither tasks nor problems have. */
	readonly unknownFields: readonly string[];
};

/** What an attempt or a transition tells of its task. */
type Told = Pick<Task, 'id' | 'title'> & {
	readonly task: string;
	readonly status: Status;
	readonly known?: Partial<Pick<Task, 'group' | 'agent' | 'kind' | 'error'>>;
};

export type SelectionInput = {
	readonly rows: readonly Row[];
	readonly findings: readonly Finding[];
	readonly filter: string;
	readonly window: Window;
	/** When a file was last changed (epoch milliseconds), or null. */
	readonly changedAt: (path: string) => number | null;
	/** Epoch milliseconds. */
	readonly now: number;
};

/**
One filter for tasks and for problems: a term that only problems have (`severity:error`) chooses the tasks
that have such problems, one that only tasks have chooses the problems of those tasks.
*/
export const selectionOf = (input: SelectionInput): Selection => {
	const {rows, findings, filter, window, now} = input;
	const ofTasks = parseFilter(filter);
	const ofProblems = parseProblemFilter(filter);
	const unknownFields = ofTasks.unknownFields.filter((name) =>
		ofProblems.unknownFields.includes(name),
	);
	const matching =
		ofTasks.unknownFields.length > unknownFields.length
			? rowsWithProblems(
					rows,
					findings.filter((finding) => matchesProblemFilter(finding, ofProblems)),
				)
			: rows.filter((row) => matchesFilter(row, ofTasks));
	const isWhole = window.since === null && window.until === null;
	const within = isWhole ? matching : matching.filter((row) => isWithin(spanOf(row, now), window));
	const present = new Set(rows.map(({task}) => task.key));
	const matchingKeys = new Set(matching.map(({task}) => task.key));
	const selected = new Set(within.map(({task}) => task.key));
	const isTaskFilter = ofProblems.unknownFields.length > unknownFields.length;
	return {
		rows: within,
		findings: findings.filter((finding) => {
			const at = isWhole ? null : input.changedAt(finding.path);
			return (
				(isWhole || at === null || isWithin([at, at], window)) &&
				((finding.task !== null && ofTasks.terms.length > 0 && matchingKeys.has(finding.task)) ||
					(!isTaskFilter && matchesProblemFilter(finding, ofProblems)))
			);
		}),
		isSelected: (task) => selected.has(task),
		isMeant: (told) =>
			present.has(told.task)
				? matchingKeys.has(told.task)
				: ofTasks.terms.length === 0 || matchesFilter(rowLeftBy(told), ofTasks),
		withoutTime: isWhole ? 0 : matching.filter((row) => spanOf(row, now) === null).length,
		unknownFields,
	};
};

const rowsWithProblems = (rows: readonly Row[], findings: readonly Finding[]): readonly Row[] => {
	const tasks = new Set(findings.map(({task}) => task));
	return rows.filter(({task}) => tasks.has(task.key));
};

type Span = readonly [number, number];

/** From its first known moment to its last; what runs lasts until now. Null: no moment is known. */
const spanOf = ({task, status, runningSince}: Row, now: number): Span | null => {
	const moments = [
		task.startedAt?.at,
		task.updatedAt?.at,
		task.completedAt?.at,
		runningSince,
		status === 'running' ? now : null,
	].filter((at) => at !== null && at !== undefined);
	return moments.length === 0 ? null : [Math.min(...moments), Math.max(...moments)];
};

const isWithin = (span: Span | null, {since, until}: Window): boolean =>
	span !== null && span[1] >= (since ?? -Infinity) && span[0] <= (until ?? Infinity);

/** A key begins with its format. */
const rowLeftBy = ({task: key, id, title, status, known}: Told): Row => {
	const format = formatNames.find((name) => key.startsWith(`${name}:`)) ?? formatNames[0];
	const blank = blankTask({key, id, title, format, workspace: '', group: ''});
	return rowOf({...blank, ...known, status}, undefined, 0);
};
