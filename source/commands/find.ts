import {sorts} from '../analysis/sort.ts';
import type {Command} from './command.ts';
import type {CommandContext} from './context.ts';

const onlyTasks = ({screen}: CommandContext): string | null =>
	screen.view === 'tasks' ? null : 'only the Tasks view can be sorted';

const sortCommands: readonly Command[] = sorts.map(({id, title}) => ({
	id: `sort.${id}`,
	title: `sort by ${title}`,
	group: 'Find',
	keys: [],
	disabledReason: onlyTasks,
	run: ({dispatch}) => dispatch({type: 'sort', sort: id}),
}));

export const findCommands: readonly Command[] = [
	{
		id: 'filter.open',
		title: 'filter the list',
		hint: 'filter',
		group: 'Find',
		keys: ['/'],
		run: ({dispatch, screen}) => dispatch({type: 'open', overlay: 'filter', text: screen.filter}),
	},
	{
		id: 'sort.next',
		title: 'sort by the next column',
		hint: 'sort',
		group: 'Find',
		keys: ['s'],
		disabledReason: onlyTasks,
		run({dispatch, screen}) {
			const index = sorts.findIndex(({id}) => id === screen.sort);
			dispatch({type: 'sort', sort: sorts[(index + 1) % sorts.length]!.id});
		},
	},
	{
		id: 'sort.reverse',
		title: 'turn the order round',
		group: 'Find',
		keys: ['S'],
		disabledReason: onlyTasks,
		run: ({dispatch}) => dispatch({type: 'reverse'}),
	},
	...sortCommands,
];
