import {exportHints, exportLines} from '../export/export-lines.ts';
import {topForSelected} from '../recovery/option-lines.ts';
import {panelHints, panelLines} from '../recovery/panel-lines.ts';
import {versionsHints, versionsLines} from '../time-travel/versions-lines.ts';
import {workHints, workLines} from '../work/work-lines.ts';
import {partsOf} from '../work/work-panel.ts';
import type {OverlayContract} from './overlay.ts';
import {pressInPanel} from './presses.ts';

export const recover: OverlayContract = {
	press: pressInPanel(({recovery}) => recovery),
	paste: (text, {recovery}) => recovery.paste(text),
	lines: ({recovery, layout}) =>
		recovery ? panelLines(recovery, {width: layout.columns - 2, height: layout.bodyRows}) : [],
	top: ({recovery, screen, layout}, lines) =>
		recovery?.step === 'options' ? topForSelected(lines, layout.bodyRows) : screen.detailsTop,
	hints: ({recovery}) => (recovery ? panelHints(recovery) : []),
	input({recovery}) {
		const typing = recovery?.step === 'rehearsal' ? recovery.typing : null;
		return recovery?.step === 'rehearsal' && typing
			? {
					prompt: typing.what === 'reason' ? 'why: ' : `type ${recovery.word} to confirm: `,
					input: typing.input,
					notes: () => [
						typing.what === 'reason' ? 'Enter keeps  Esc leaves' : 'Enter confirms  Esc leaves',
					],
				}
			: null;
	},
	parts: ({recovery}) => [recovery],
};

export const work: OverlayContract = {
	press: pressInPanel((reach) => reach.work),
	lines: ({work: {panel}, layout, now}, {formatClock}) =>
		panel
			? workLines(panel, {width: layout.columns - 2, height: layout.bodyRows}, now, (at) =>
					formatClock(at, now),
				)
			: [],
	hints: ({work: {panel}}) => (panel ? workHints(panel) : []),
	parts: ({work: {panel}}) => (panel ? partsOf(panel) : []),
};

export const versions: OverlayContract = {
	press: pressInPanel((reach) => reach.versions),
	lines: ({past, layout}, surroundings) =>
		past.versions
			? versionsLines(past.versions, {
					...surroundings,
					width: layout.columns - 2,
					height: layout.bodyRows,
				})
			: [],
	hints: ({past}) => (past.versions ? versionsHints(past.versions) : []),
	parts: ({past}) => [past.versions],
};

export const exporting: OverlayContract = {
	press: pressInPanel(({exports}) => exports),
	lines: ({screen, layout}) =>
		screen.exporting ? exportLines(screen.exporting, screen.input.text, layout.columns - 2) : [],
	hints: ({screen}) => (screen.exporting ? exportHints(screen.exporting) : []),
	input: ({screen: {exporting: panel, input}}) =>
		panel?.line === 'where' && panel.stage.type === 'choosing'
			? {prompt: 'write to: ', input, notes: () => ['Enter writes  Esc closes']}
			: null,
	parts: ({screen}) => [screen.exporting, screen.input.text],
};
