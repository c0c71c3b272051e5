import {muteAlerts, showAlerts} from '../../commands/alerts.ts';
import {commands} from '../../commands/index.ts';
import {keyLabel, runCommand} from '../../commands/keymap.ts';
import {alertHints, alertLines} from '../alerts/alert-lines.ts';
import type {Hint} from '../hint.ts';
import {helpLines} from '../views/help-lines.ts';
import {watchedLines} from '../views/watched-lines.ts';
import {whyLines} from '../views/why-lines.ts';
import type {OverlayContract} from './overlay.ts';
import {pressInPage} from './presses.ts';

const close: readonly Hint[] = [{key: 'Esc', hint: 'close'}];

export const help: OverlayContract = {
	press: pressInPage,
	lines: ({layout}) => helpLines(commands, layout.columns - 2),
	hints: () => close,
	heard: () =>
		commands
			.filter(({keys}) => keys.length > 0)
			.map(({keys, title}) => `${keys.map((key) => keyLabel(key)).join(' or ')}: ${title}`),
};

export const why: OverlayContract = {
	press: pressInPage,
	lines: ({selected, now, layout}, {formatTime}) =>
		selected?.row ? whyLines({row: selected.row, now, width: layout.columns - 2, formatTime}) : [],
	hints: () => close,
};

export const watched: OverlayContract = {
	press: pressInPage,
	lines: watchedLines,
	hints: () => close,
};

export const alerts: OverlayContract = {
	press(key, reach) {
		const {dispatch, effects} = reach.context();
		if (muteAlerts.keys.includes(key)) {
			runCommand(muteAlerts, reach.context());
		} else if (showAlerts.keys.includes(key) || key === 'enter') {
			effects.acknowledgeAlerts();
			dispatch({type: 'close-overlay'});
		} else {
			pressInPage(key, reach);
		}
	},
	lines: ({screen, layout, model, now}, {formatClock}) =>
		alertLines(screen.alerts, {
			width: layout.columns - 2,
			clock: (at) => formatClock(at, now),
			rowOf: (key) => model.rowByKey.get(key),
		}),
	hints: () => alertHints,
	parts: ({screen}) => [screen.alerts],
};
