import type {Origin} from '../model/origin.ts';
import type {Command} from './command.ts';
import type {CommandContext} from './context.ts';

const nothingSelected = ({selected}: CommandContext): string | null =>
	selected ? null : 'nothing is selected';

/** The file and line that say most about the selected line. */
const originOf = ({selected}: CommandContext): Origin | null =>
	selected?.problem
		? {path: selected.problem.path, line: selected.problem.line}
		: (selected?.row?.task.files[0] ?? null);

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
		hint: 'copy command',
		group: 'Task',
		keys: ['y'],
		disabledReason: (context) =>
			nothingSelected(context) ??
			(context.selected?.row?.task.command
				? null
				: 'no command is known for this one; Y copies the path of its file'),
		run: ({selected, effects}) => effects.copy(selected!.row!.task.command!, 'command'),
	},
	{
		id: 'task.copy-path',
		title: 'copy the path and line of its file',
		group: 'Task',
		keys: ['Y'],
		disabledReason: (context) =>
			nothingSelected(context) ?? (originOf(context) ? null : 'no file is known for this task'),
		run(context) {
			const {path, line} = originOf(context)!;
			context.effects.copy(line === null ? path : `${path}:${line}`, 'path');
		},
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
		title: 'from a problem to its task and back',
		group: 'Task',
		keys: ['t'],
		disabledReason: (context) =>
			nothingSelected(context) ??
			(context.screen.view === 'problems' && !context.selected?.row
				? 'this problem is about a file, not about one task'
				: null),
		run({selected, screen, dispatch}) {
			const key = selected!.row!.task.key;
			if (screen.view === 'problems') {
				dispatch({type: 'filter', text: ''});
				dispatch({type: 'view', view: 'tasks'});
				dispatch({type: 'select', key, index: 0});
			} else {
				dispatch({type: 'view', view: 'problems'});
				dispatch({type: 'select', key: `task:${key}`, index: 0});
			}
		},
	},
];
