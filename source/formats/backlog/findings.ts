import type {Problem} from '../../model/problem.ts';
import {isSettled} from '../../model/status.ts';
import type {Task} from '../../model/task.ts';
import {lastTraceOf} from './activity.ts';
import type {Entry} from './entries.ts';
import {problem} from './problems.ts';
import {retryingOf} from './retrying.ts';
import type {Context} from './task.ts';

/** A row with what it was made from. */
export type Made = {
	readonly entry: Entry;
	readonly task: Task;
	readonly finishedBlockers: readonly string[];
};

/** What is wrong with single rows. */
export const findingsOf = (made: Made, context: Context): readonly Problem[] => {
	const {entry, task, finishedBlockers} = made;
	const {item, together, recorded} = entry;
	const path = task.files[0]?.path ?? context.project;
	const at = (field: 'status' | 'priority' | 'dependencies') => {
		const origin = task.sources[field] ?? task.files[0];
		return {path: origin?.path ?? path, line: origin?.line ?? null, task: task.key};
	};
	const found: Problem[] = [];
	if (item?.conflict) {
		const [one, other] = item.conflict;
		found.push(
			problem(
				'status-disagrees',
				`${task.id} is "${one.value}" in line ${one.origin.line} and "${other.value}" in line ${other.origin.line}`,
				{path: one.origin.path, line: one.origin.line, task: task.key},
			),
		);
	}

	if (together.disagree) {
		found.push(
			problem(
				'status-disagrees',
				`the backlog says ${task.id} is "${item?.status?.raw ?? ''}", the database says ${recorded}`,
				{...planPlace(entry, path), task: task.key},
			),
		);
	}

	if (item?.status?.status === 'unknown') {
		found.push(
			problem('status-off-vocabulary', `"${item.status.raw}" is no status of ${task.id}`, {
				...planPlace(entry, path),
				task: task.key,
			}),
		);
	} else if (recorded === 'unknown') {
		found.push(
			problem(
				'status-off-vocabulary',
				`"${entry.record?.execution?.status ?? ''}" is no status of ${task.id}`,
				{path: context.databasePath ?? path, task: task.key},
			),
		);
	}

	if (finishedBlockers.length > 0) {
		found.push(
			problem(
				'blocker-stale',
				`${task.id} is blocked by ${finishedBlockers.join(', ')}, which is completed`,
				at('status'),
			),
		);
	}

	if (!isSettled(task.status)) {
		for (const finding of openFindings(made, at)) {
			found.push(finding);
		}
	}

	return [...found, ...executionFindings(made, context)];
};

const planPlace = ({item}: Entry, path: string): {path: string; line: number | null} =>
	item?.field('status')?.origin ?? item?.places[0]?.origin ?? {path, line: null};

type Place = (field: 'status' | 'priority' | 'dependencies') => {
	path: string;
	line: number | null;
	task: string;
};

const openFindings = ({task}: Made, at: Place): Problem[] => [
	...(task.priority?.rank === null
		? [problem('priority-unknown', `"${task.priority.raw}" is no priority`, at('priority'))]
		: []),
	...task.dependencies.flatMap(({state, id, raw}) =>
		state === 'missing'
			? [
					problem(
						'dependency-unknown',
						`${task.id} depends on ${id}, which nothing declares`,
						at('dependencies'),
					),
				]
			: state === 'external'
				? [
						problem(
							'dependency-external',
							`${task.id} waits for something that is no task here: ${raw.slice(0, 120)}`,
							at('dependencies'),
						),
					]
				: [],
	),
];

const executionFindings = ({entry, task}: Made, {databasePath, rhythm}: Context): Problem[] => {
	if (!entry.record || databasePath === null) {
		return [];
	}

	const place = {path: databasePath, task: task.key};
	const retrying = retryingOf(entry);
	const last = lastTraceOf(entry.record);
	return [
		...(retrying.isExhausted
			? [
					problem(
						'retries-exhausted',
						`${task.id} failed and all ${retrying.allowed} retries for this kind of error are used`,
						place,
					),
				]
			: []),
		...(task.status === 'running' && entry.recorded === 'running' && last !== null
			? [
					problem(
						'task-silent',
						`${task.id} is running and nothing was written about it for long`,
						{
							...place,
							activeFrom: last + rhythm.silentAfterMs,
						},
					),
				]
			: []),
	];
};

/** What is wrong between rows: ids used twice. */
export const findingsBetween = (made: readonly Made[]): readonly Problem[] => {
	const reused = Map.groupBy(
		made.filter(({entry}) => entry.item),
		({entry}) => entry.foldedId,
	);
	return [...reused.values()].filter((tasks) => tasks.length > 1).map(reusedProblem);
};

const reusedProblem = (made: readonly Made[]): Problem => {
	const [first, second] = [made[0]!, made[1]!];
	const titles = made.slice(0, 4).map(({task}) => {
		const line = task.files[0]?.line ?? null;
		return `"${task.title.slice(0, 60)}"${line === null ? '' : ` (line ${line})`}`;
	});
	const more = made.length > titles.length ? ` and ${made.length - titles.length} more` : '';
	return problem(
		'id-reused',
		`${first.task.id} names ${made.length} tasks: ${titles.join(', ')}${more}`,
		{
			path: second.task.files[0]!.path,
			line: second.task.files[0]!.line,
			task: first.task.key,
		},
	);
};
