import type {Command} from './command.ts';

/** Earlier times: what was shown then, and what files said. */
export const timelineCommands: readonly Command[] = [
	{
		id: 'time.go',
		title: 'to a moment: all views show how things were then',
		group: 'Time',
		keys: ['T'],
		run: ({dispatch}) => dispatch({type: 'open', overlay: 'moment'}),
	},
	{
		id: 'time.before',
		title: 'to the event before',
		group: 'Time',
		keys: ['['],
		run: ({travel}) => travel.step('before'),
	},
	{
		id: 'time.after',
		title: 'to the event after, and at last to the present',
		group: 'Time',
		keys: [']'],
		disabledReason: ({isPast}) => (isPast ? null : 'this is the present; [ goes back'),
		run: ({travel}) => travel.step('after'),
	},
	{
		id: 'time.here',
		title: 'to the moment of the selected line of the Timeline',
		group: 'Time',
		keys: ['@'],
		disabledReason: ({selected}) =>
			selected?.happening ? null : 'only a line of the Timeline has a moment',
		run: ({travel, selected}) => travel.go(selected!.happening!.at),
	},
	{
		id: 'time.present',
		title: 'back to the present',
		group: 'Time',
		keys: ['.'],
		disabledReason: ({isPast}) => (isPast ? null : 'this is the present'),
		run: ({travel}) => travel.end(),
	},
	{
		id: 'time.versions',
		title: 'versions of its files, and what differs between two of them',
		group: 'Time',
		keys: ['D'],
		disabledReason: ({selected}) =>
			selected?.row || selected?.problem || selected?.happening
				? null
				: 'this line is about no file',
		run: ({travel, selected}) => travel.openVersions(selected!),
	},
];
