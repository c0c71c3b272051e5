import type {Command} from './command.ts';
import type {CommandContext} from './context.ts';

const keysOf = ({items}: CommandContext): readonly string[] => [
	...new Set(items.flatMap(({row}) => row?.task.key ?? [])),
];

/** Several tasks at once: what is marked is recovered together. */
export const markCommands: readonly Command[] = [
	{
		id: 'task.mark',
		title: 'mark for recovery, or unmark, and go on to the next',
		group: 'Task',
		keys: ['m'],
		disabledReason: ({selected}) => (selected?.row ? null : 'this line is not about one task'),
		run({selected, items, index, dispatch}) {
			dispatch({type: 'mark', keys: [selected!.row!.task.key]});
			const next = items[index + 1];
			if (next) {
				dispatch({type: 'select', key: next.key, index: index + 1});
			}
		},
	},
	{
		id: 'task.mark-all',
		title: 'mark all tasks that are listed, or unmark them',
		group: 'Task',
		keys: ['M'],
		disabledReason: (context) => (keysOf(context).length > 0 ? null : 'no task is listed'),
		run: (context) => context.dispatch({type: 'mark', keys: keysOf(context)}),
	},
];
