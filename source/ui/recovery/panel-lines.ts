import type {Hint} from '../hint.ts';
import type {Segment} from '../line.tsx';
import {optionLines} from './option-lines.ts';
import {commandLines, paceLines} from './command-lines.ts';
import {canaryKey, commandKey, isAdvice, mayTryOne, type Panel, runnable} from './panel.ts';
import {rehearsalLines} from './rehearsal-lines.ts';

type Size = {readonly width: number; readonly height: number};

/** The lines of the recovery panel, whatever step it is at. */
export const panelLines = (panel: Panel, size: Size): readonly (readonly Segment[])[] => {
	switch (panel.step) {
		case 'looking': {
			return [[{text: `looking for ${panel.what} …`, tone: 'dim'}]];
		}

		case 'options': {
			return optionLines(panel, size);
		}

		case 'planning': {
			return [
				[{text: panel.option.title, tone: 'strong'}],
				[],
				[{text: 'looking at the files …', tone: 'dim'}],
			];
		}

		case 'rehearsal': {
			return rehearsalLines(panel, size.width);
		}

		case 'pace': {
			return paceLines(panel, size.width);
		}

		case 'command': {
			return commandLines(panel, size.width);
		}

		case 'writing': {
			return [[{text: panel.title, tone: 'strong'}], [], [{text: 'writing …', tone: 'dim'}]];
		}
	}
};

/** What the keys do at the present step. */
export const panelHints = (panel: Panel): readonly Hint[] => {
	switch (panel.step) {
		case 'options': {
			const keys = panel.options.filter(({refusal}) => refusal === null).map(({key}) => key);
			const selected = panel.options[panel.index];
			return [
				...(keys.length > 0
					? [{key: keys.length > 1 ? `${keys[0]}-${keys.at(-1)}` : keys[0]!, hint: 'rehearse'}]
					: []),
				{key: '↑↓', hint: 'choose'},
				{key: 'c', hint: 'copy resume capsule'},
				...(selected?.command ? [{key: 'y', hint: 'copy command'}] : []),
				{key: 'Esc', hint: 'close'},
			];
		}

		case 'rehearsal': {
			return [
				...(panel.refusal === null && !isAdvice(panel)
					? [
							{
								key: panel.key,
								hint: panel.kind === 'undo' ? 'again takes it back' : 'again applies it',
							},
						]
					: []),
				...(panel.kind === 'apply' && isAdvice(panel) && runnable(panel.commands).length > 0
					? [{key: commandKey, hint: 'run the command'}]
					: []),
				...(panel.refusal === null && mayTryOne(panel)
					? [{key: canaryKey, hint: 'one first'}]
					: []),
				{key: '↑↓', hint: 'scroll'},
				...(panel.kind === 'apply' && panel.refusal === null && !isAdvice(panel)
					? [{key: '+', hint: 'say why'}]
					: []),
				...(panel.plan.steps.some(({command}) => command !== null)
					? [{key: 'y', hint: 'copy command'}]
					: []),
				{key: 'Esc', hint: panel.from ? 'back' : 'close'},
			];
		}

		case 'pace': {
			return [
				{key: canaryKey, hint: 'again starts it'},
				{key: '1-3', hint: 'pace'},
				{key: '← →', hint: 'change'},
				{key: 'Esc', hint: 'back'},
			];
		}

		case 'command': {
			return [
				{key: commandKey, hint: panel.isArmed ? 'again runs it' : 'run the command'},
				{key: '↑↓', hint: 'scroll'},
				{key: 'Esc', hint: panel.from ? 'back' : 'close'},
			];
		}

		case 'looking':
		case 'planning': {
			return [{key: 'Esc', hint: 'back'}];
		}

		case 'writing': {
			return [];
		}
	}
};
