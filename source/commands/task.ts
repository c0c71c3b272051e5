import type {Origin} from '../model/origin.ts';
import {harmless} from '../text/harmless.ts';
import type {Command} from './command.ts';
import type {CommandContext} from './context.ts';

const nothingSelected = ({selected}: CommandContext): string | null =>
	selected ? null : 'nothing is selected';

/** The file and line that say most about the selected line. */
const originOf = ({selected}: CommandContext): Origin | null =>
	selected?.problem
		? {path: selected.problem.path, line: selected.problem.line}
		: (selected?.row?.task.files[0] ?? null);

/** The way of a cycle or the critical path where the line is one; else the command of its task. */
const copyable = ({selected}: CommandContext): string | null =>
	selected?.outline?.copyText ?? selected?.row?.task.command ?? null;

const noWayAcross = ({screen, selected, problems}: CommandContext): string | null => {
	const task = selected?.row?.task;
	if (screen.view === 'problems') {
		return task ? null : 'this problem is about a file, not about one task';
	}

	if (screen.view === 'dependencies') {
		return task ? null : 'this line is not about one task';
	}

	return problems.some((problem) => problem.task === task?.key)
		? null
		: 'no problem is known for this task';
};

/** Pasted into a shell, a line break in a name would run what follows it. */
const reasonAgainstCopying = (path: string): string | null =>
	harmless(path) === path ? null : 'its path holds control characters: not copied';

export const taskCommands: readonly Command[] = [
	{
		id: 'task.open',
		title: 'open the file at its line',
		hint: 'open',
		group: 'Task',
		keys: ['o'],
		disabledReason: (context) =>
			nothingSelected(context) ?? (originOf(context) ? null : 'no file is known for this task'),
		run(context) {
			const origin = originOf(context)!;
			context.effects.openInEditor(origin.path, origin.line);
		},
	},
	{
		id: 'task.copy-command',
		title: 'copy the command to run next',
		hint: 'copy',
		group: 'Task',
		keys: ['y'],
		disabledReason: (context) =>
			nothingSelected(context) ??
			(copyable(context) !== null
				? null
				: 'no command is known for this one; Y copies the path of its file'),
		run: (context) =>
			context.effects.copy(
				copyable(context)!,
				context.selected?.outline?.copyText ? 'path' : 'command',
			),
	},
	{
		id: 'task.copy-path',
		title: 'copy the path and line of its file',
		group: 'Task',
		keys: ['Y'],
		disabledReason: (context) =>
			nothingSelected(context) ??
			(originOf(context)
				? reasonAgainstCopying(originOf(context)!.path)
				: 'no file is known for this task'),
		run(context) {
			const {path, line} = originOf(context)!;
			context.effects.copy(line === null ? path : `${path}:${line}`, 'path');
		},
	},
	{
		id: 'task.why',
		title: 'why it counts as active, quiet, stuck or interrupted',
		group: 'Task',
		keys: ['w'],
		disabledReason: (context) =>
			nothingSelected(context) ??
			(context.selected?.row?.liveness
				? null
				: 'no file calls this task active, so there is nothing to judge'),
		run: ({dispatch}) => dispatch({type: 'open', overlay: 'why'}),
	},
	{
		id: 'task.pin',
		title: 'pin to the top, or unpin',
		group: 'Task',
		keys: ['space'],
		disabledReason: (context) =>
			context.screen.view === 'tasks' ? nothingSelected(context) : 'only tasks can be pinned',
		run: ({selected, dispatch}) => dispatch({type: 'pin', key: selected!.key}),
	},
	{
		id: 'task.jump',
		title: 'to the task, or from it to its problems',
		group: 'Task',
		keys: ['t'],
		disabledReason: (context) => nothingSelected(context) ?? noWayAcross(context),
		run({selected, screen, dispatch}) {
			const key = selected!.row!.task.key;
			const leadsToTask = screen.view !== 'tasks';
			// What one jumps to must not be filtered out.
			dispatch({type: 'filter', text: ''});
			dispatch({type: 'view', view: leadsToTask ? 'tasks' : 'problems'});
			dispatch({type: 'select', key: leadsToTask ? key : `task:${key}`, index: 0});
		},
	},
];
