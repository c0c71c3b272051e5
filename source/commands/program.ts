import type {Command} from './command.ts';

export const programCommands: readonly Command[] = [
	{
		id: 'program.palette',
		title: 'find a command by its name',
		group: 'Program',
		keys: [':', 'ctrl+p'],
		run: ({dispatch}) => dispatch({type: 'open', overlay: 'palette'}),
	},
	{
		id: 'program.help',
		title: 'this help',
		hint: 'help',
		group: 'Program',
		keys: ['?'],
		run: ({dispatch}) => dispatch({type: 'open', overlay: 'help'}),
	},
	{
		id: 'program.watched',
		title: 'what is watched, and what was found',
		group: 'Program',
		keys: ['i'],
		run: ({dispatch}) => dispatch({type: 'open', overlay: 'watched'}),
	},
	{
		id: 'program.pause',
		title: 'pause: keep what is shown, or go on',
		group: 'Program',
		keys: ['p'],
		isForNow: true,
		run: ({dispatch}) => dispatch({type: 'pause'}),
	},
	{
		id: 'program.rescan',
		title: 'read all files again',
		group: 'Program',
		keys: ['ctrl+r'],
		run: ({effects}) => effects.rescan(),
	},
	{
		id: 'program.redraw',
		title: 'draw the screen again',
		group: 'Program',
		keys: ['ctrl+l'],
		run: ({effects}) => effects.redraw(),
	},
	{
		id: 'program.suspend',
		title: 'back to the shell until fg',
		group: 'Program',
		keys: ['ctrl+z'],
		run: ({effects}) => effects.suspend(),
	},
	{
		id: 'program.quit',
		title: 'quit',
		hint: 'quit',
		group: 'Program',
		keys: ['q', 'ctrl+c'],
		run: ({effects}) => effects.quit(),
	},
];
