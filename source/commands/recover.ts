import type {Command} from './command.ts';
import type {CommandContext, RecoveryTarget} from './context.ts';

/** What a recovery would be about: the marked tasks; else the selected one, or the file of a problem. */
const targetOf = ({screen, selected}: CommandContext): RecoveryTarget | null => {
	if (screen.marked.size > 0) {
		return {type: 'tasks', keys: [...screen.marked]};
	}

	if (selected?.row) {
		return {type: 'tasks', keys: [selected.row.task.key]};
	}

	return selected?.problem ? {type: 'file', path: selected.problem.path} : null;
};

export const recoveryCommands: readonly Command[] = [
	{
		id: 'recovery.open',
		title: 'recover: what can be done for the task, or for all marked ones',
		hint: 'recover',
		group: 'Task',
		keys: ['r'],
		isForNow: true,
		disabledReason: (context) => (targetOf(context) ? null : 'nothing is selected'),
		run(context) {
			const {selected, index, dispatch, recover} = context;
			if (selected) {
				// What one is busy with stays selected, wherever its recovery moves it.
				dispatch({type: 'select', key: selected.key, index});
			}

			recover(targetOf(context)!);
		},
	},
	{
		id: 'recovery.undo',
		title: 'undo: take the latest recovery back',
		group: 'Task',
		keys: ['u'],
		isForNow: true,
		run: ({undo}) => undo(),
	},
];
