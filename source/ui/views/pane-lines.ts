import {commands} from '../../commands/index.ts';
import type {Surroundings} from '../app.tsx';
import type {Frame} from '../frame.ts';
import type {Segment} from '../line.tsx';
import {detailLines} from './detail-lines.ts';
import {helpLines} from './help-lines.ts';
import {problemLines} from './problem-lines.ts';
import {watchedLines} from './watched-lines.ts';

type PaneLine = readonly Segment[];

/** The lines that scroll: help, what is watched, or details; none while nothing of the kind is open. */
export const paneLines = (frame: Frame, surroundings: Surroundings): readonly PaneLine[] => {
	const {screen, layout} = frame;
	switch (screen.overlay) {
		case 'help': {
			return helpLines(commands, layout.columns - 2);
		}

		case 'watched': {
			return watchedLines(frame, surroundings);
		}

		default: {
			return layout.details === 'none' ? [] : selectedLines(frame, surroundings);
		}
	}
};

const selectedLines = (
	{model, layout, now, selected}: Frame,
	{workspaces, formatTime}: Surroundings,
): readonly PaneLine[] => {
	const width = layout.detailsColumns - 3;
	if (selected?.problem) {
		const {path} = selected.problem;
		const workspace = workspaces.find((folder) => path.startsWith(`${folder}/`));
		return problemLines(selected.problem, selected.row, workspace ?? '', width);
	}

	return selected?.row
		? detailLines({
				row: selected.row,
				problems: model.problems,
				now,
				width,
				formatTime,
				rowOf: (key) => model.rowByKey.get(key),
			})
		: [];
};
