import type {Command} from './command.ts';

/** What happened while one looked elsewhere. */
export const alertCommands: readonly Command[] = [
	{
		id: 'alerts.show',
		title: 'alerts: what happened meanwhile; again: seen',
		group: 'Program',
		keys: ['a'],
		run: ({dispatch}) => dispatch({type: 'open', overlay: 'alerts'}),
	},
	{
		id: 'alerts.mute',
		title: 'keep alerts quiet for a while, or no longer',
		group: 'Program',
		keys: ['A'],
		run: ({effects}) => effects.muteAlerts(),
	},
];
