import type {Command} from './command.ts';

/** Pressed again in the list it opens, its key says that all of it has been seen. */
export const showAlerts: Command = {
	id: 'alerts.show',
	title: 'alerts: what happened meanwhile; again: seen',
	group: 'Program',
	keys: ['a'],
	run: ({dispatch}) => dispatch({type: 'open', overlay: 'alerts'}),
};

/** Works in the list, too. */
export const muteAlerts: Command = {
	id: 'alerts.mute',
	title: 'keep alerts quiet for a while, or no longer',
	group: 'Program',
	keys: ['A'],
	run: ({effects}) => effects.muteAlerts(),
};

/** What happened while one looked elsewhere. */
export const alertCommands: readonly Command[] = [showAlerts, muteAlerts];
