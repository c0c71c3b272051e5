import type {Tone} from '../../../analysis/columns.ts';
import type {WorkPlan} from '../../../analysis/dependencies/work-plan.ts';
import type {FormatName} from '../../../model/format-name.ts';
import type {Task} from '../../../model/task.ts';
import {formatDuration} from '../../../text/duration.ts';
import {invocationText} from '../../commands/fill-command.ts';
import type {StartCommands} from '../../commands/start-commands.ts';
import type {SprintLimits} from './state.ts';

/** What a sprint would start now, task by task, with the exact arguments. */
export type SprintPreview = {
	/** Tasks that are started in all. */
	readonly most: number;
	readonly sideBySide: number;
	readonly limitMs: number;
	readonly tasks: readonly {
		readonly key: string;
		readonly id: string;
		readonly title: string;
		readonly format: FormatName;
		readonly workspace: string;
		/** The program and its arguments. */
		readonly command: readonly string[];
	}[];
	/** Ready, and not to be started. */
	readonly cannot: readonly {
		readonly key: string;
		readonly id: string;
		readonly reason: string;
	}[];
	/** Files in which several of the tasks are recorded, when they may run side by side. */
	readonly sharedFiles: readonly SharedFile[];
};

type SharedFile = {readonly path: string; readonly tasks: readonly string[]};

/** The tasks that can start now, in the order in which they are to be started. */
export const readyTasks = ({plan, standings}: WorkPlan): readonly Task[] =>
	plan.ready.map((position) => standings.graph.tasks[position]!);

export const sprintPreview = (
	ready: readonly Task[],
	commands: StartCommands,
	limits: Pick<SprintLimits, 'tasks' | 'sideBySide' | 'limitMs'>,
): SprintPreview => {
	const all = ready.map((task) => ({task, command: commands.of(task)}));
	const startable = all.flatMap(({task, command}) =>
		'invocation' in command ? [{task, invocation: command.invocation}] : [],
	);
	const first = startable.slice(0, limits.tasks);
	return {
		most: limits.tasks,
		sideBySide: limits.sideBySide,
		limitMs: limits.limitMs,
		tasks: first.map(({task: {key, id, title, format, workspace}, invocation}) => ({
			key,
			id,
			title,
			format,
			workspace,
			command: [invocation.program, ...invocation.arguments],
		})),
		cannot: all.flatMap(({task: {key, id}, command}) =>
			'reason' in command ? [{key, id, reason: command.reason}] : [],
		),
		sharedFiles: limits.sideBySide > 1 ? sharedFilesOf(first.map(({task}) => task)) : [],
	};
};

/** The file that most tasks share first. */
const sharedFilesOf = (tasks: readonly Task[]): readonly SharedFile[] => {
	const owners = new Map<string, Map<string, string>>();
	for (const {key, id, files} of tasks) {
		for (const {path} of files) {
			owners.set(path, (owners.get(path) ?? new Map<string, string>()).set(key, id));
		}
	}

	return [...owners]
		.filter(([, {size}]) => size > 1)
		.map(([path, ids]) => ({path, tasks: [...ids.values()]}))
		.toSorted((a, b) => b.tasks.length - a.tasks.length || (a.path < b.path ? -1 : 1));
};

/** The same as lines for people, wherever they are shown. */
export const sprintPreviewLines = ({
	most,
	sideBySide,
	limitMs,
	tasks,
	cannot,
	sharedFiles,
}: SprintPreview): readonly {readonly text: string; readonly tone: Tone}[] => {
	const head =
		tasks.length === 0
			? 'nothing can be started now'
			: `up to ${most} ${most === 1 ? 'task' : 'tasks'} in all, ${sideBySide === 1 ? 'one after the other' : `${sideBySide} side by side`}, each for at most ${formatDuration(limitMs)}`;
	const more = Math.max(0, most - tasks.length);
	return [
		{text: head, tone: tasks.length === 0 ? 'warning' : 'strong'},
		...tasks.flatMap(({id, title, workspace, command: [program = '', ...rest]}) => [
			{text: `${id} ${title}`, tone: 'plain' as const},
			{
				text: `    in ${workspace} run ${invocationText({program, arguments: rest, folder: workspace})}`,
				tone: 'accent' as const,
			},
		]),
		...(tasks.length > 0 && more > 0
			? [
					{
						text: `and up to ${more} more as they become ready, in the same way`,
						tone: 'dim' as const,
					},
				]
			: []),
		...sharedFiles.slice(0, 1).map(({path, tasks: {length}}) => ({
			text: `${length} of these tasks are recorded in ${path}: agents that write it at the same time can undo each other's work, one after the other is safest`,
			tone: 'warning' as const,
		})),
		...cannot.map(({id, reason}) => ({text: `not ${id}: ${reason}`, tone: 'warning' as const})),
	];
};
