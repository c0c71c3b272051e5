import type {Command} from './command.ts';

/** What goes on beside the lists: commands in the background, a canary, a sprint. */
export const workCommands: readonly Command[] = [
	{
		id: 'work.sprint',
		title: 'start what can start, up to a number of tasks',
		group: 'Program',
		keys: ['N'],
		isForNow: true,
		run: ({showWork}) => showWork('sprint'),
	},
	{
		id: 'work.campaign',
		title: 'canary or sprint: how far it is',
		group: 'Program',
		keys: ['C'],
		run: ({showWork}) => showWork('campaign'),
	},
	{
		id: 'work.runs',
		title: 'commands in the background, and what they wrote',
		group: 'Program',
		keys: ['b'],
		run: ({showWork}) => showWork('runs'),
	},
];
