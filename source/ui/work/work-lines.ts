import {isOverIn} from '../../recovery/campaign/canary/state.ts';
import type {Hint} from '../hint.ts';
import type {Segment} from '../line.tsx';
import {canaryLines} from './canary-lines.ts';
import {runLines} from './run-lines.ts';
import {setupLines, sprintLines} from './sprint-lines.ts';
import {sprintKey, type WorkPanel} from './work-panel.ts';

/** The lines of what goes on beside the lists. */
export const workLines = (
	panel: WorkPanel,
	size: {readonly width: number; readonly height: number},
	now: number,
	formatTime: (at: number) => string,
): readonly (readonly Segment[])[] => {
	switch (panel.type) {
		case 'looking': {
			return [[{text: 'looking at what can start …', tone: 'dim'}]];
		}

		case 'runs': {
			return runLines(panel, size, now);
		}

		case 'canary': {
			return canaryLines(panel.state, size.width, now);
		}

		case 'sprint-setup': {
			return setupLines(panel, size.width);
		}

		case 'sprint': {
			return sprintLines(panel, size.width, now, formatTime);
		}
	}
};

const close: Hint = {key: 'Esc', hint: 'close'};

/** What the keys do there. */
export const workHints = (panel: WorkPanel): readonly Hint[] => {
	switch (panel.type) {
		case 'looking': {
			return [close];
		}

		case 'runs': {
			const isRunning = panel.runs[panel.index]?.end() === null;
			return [
				...(panel.runs.length > 1 ? [{key: '↑↓', hint: 'choose'}] : []),
				...(isRunning ? [{key: 's', hint: panel.isEnding ? 'again ends it' : 'end it'}] : []),
				close,
			];
		}

		case 'canary': {
			const {state, isEnding} = panel;
			const isWatching = state.items.some(({stage}) => stage.type === 'watched');
			return isOverIn(state)
				? [close]
				: [
						{key: 'p', hint: state.phase === 'paused' ? 'resume' : 'pause'},
						...(isWatching && !state.isProved ? [{key: 'v', hint: 'vouch for it'}] : []),
						{key: 'd', hint: isEnding ? 'again abandons it' : 'abandon'},
						{key: 'Esc', hint: 'close, it goes on'},
					];
		}

		case 'sprint-setup': {
			const canStart = panel.refusal === null && (panel.preview?.tasks.length ?? 0) > 0;
			return [
				...(canStart ? [{key: sprintKey, hint: 'again starts them'}] : []),
				{key: '↑↓', hint: 'in all'},
				{key: '← →', hint: 'side by side'},
				close,
			];
		}

		case 'sprint': {
			const {state, isEnding} = panel;
			return state.isOver
				? [close]
				: [
						...(state.stopping === null ? [{key: 's', hint: 'start nothing more'}] : []),
						{key: 'd', hint: isEnding ? 'again ends all' : 'end all'},
						{key: 'Esc', hint: 'close, it goes on'},
					];
		}
	}
};
