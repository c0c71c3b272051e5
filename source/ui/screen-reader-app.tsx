import {Box, Text, useInput, usePaste, useWindowSize} from 'ink';
import {type ReactNode, useMemo, useSyncExternalStore} from 'react';
import {noteText, stageText} from '../analysis/columns.ts';
import {commands} from '../commands/index.ts';
import {keyLabel} from '../commands/keymap.ts';
import {searchCommands} from '../commands/palette.ts';
import {statuses} from '../model/status.ts';
import type {Surroundings} from './app.tsx';
import type {Controller} from './controller-options.ts';
import {etaWords} from './expectations/eta-words.ts';
import {keystrokesOf} from './keystrokes.ts';
import type {Segment} from './line.tsx';
import {dependencyLine} from './views/dependency-lines.ts';
import {timelineLine} from './views/timeline-lines.ts';
import {paneLines} from './views/pane-lines.ts';

/**
The same program for people who listen: the line one is on, in words, instead of a picture. No clock
runs in it, so nothing is read out again unless something happened.
*/
export const ScreenReaderApp = ({
	controller,
	surroundings,
}: {
	readonly controller: Controller;
	readonly surroundings: Surroundings;
}): ReactNode => {
	const size = useWindowSize();
	controller.resize(size);
	const frame = useSyncExternalStore(controller.subscribe, controller.frame);
	const {screen, model, health, selected, layout} = frame;
	useInput((input, key) => {
		for (const stroke of keystrokesOf(input, key)) {
			controller.press(stroke);
		}
	});
	usePaste((text) => controller.paste(text));

	const totals = statuses
		.filter((status) => model.summary.byStatus[status] > 0)
		.map((status) => `${model.summary.byStatus[status]} ${status}`)
		.join(', ');
	const eta = etaWords(frame, surroundings.formatClock);
	const what = screen.view === 'tasks' ? 'task' : screen.view === 'problems' ? 'problem' : 'line';
	const moment = frame.past.journey?.at ?? null;
	const mode =
		moment === null
			? screen.isPaused
				? 'paused'
				: health.mode
			: `as it was ${surroundings.formatTime(moment)}, full stop goes back to the present`;
	const lines = [
		`metawatch, ${mode}${health.reason === null ? '' : `: ${health.reason}`}. ${totals || 'No tasks yet'}.${eta === null ? '' : ` Likely done ${eta}.`}`,
		screen.filter === '' && screen.overlay !== 'filter'
			? null
			: `Filter ${screen.filter}: ${frame.metrics?.metrics.population.attempts ?? model.items.length} of ${frame.metrics?.total ?? model.total}.`,
		selected === null
			? frame.metrics
				? 'Metrics:'
				: `No ${what} selected.`
			: `${what} ${model.index + 1} of ${model.items.length}:`,
		selected?.outline && model.dependencyList
			? textOf(
					dependencyLine(model.dependencyList.workPlan, selected.outline, {
						width: 400,
						now: frame.now,
					}),
				).replaceAll(/\s{2,}/g, ', ')
			: selected?.problem
				? `${selected.problem.severity}, ${selected.problem.code}. ${selected.problem.message}`
				: selected?.happening || selected?.day
					? textOf(timelineLine(selected, 200, surroundings.formatClock)).replaceAll(
							/\s{2,}/g,
							', ',
						)
					: selected?.row
						? [
								selected.row.task.id,
								selected.row.task.title,
								selected.row.status,
								stageText(selected.row).replaceAll(/[━─]+ ?/g, ''),
								noteText(selected.row),
							]
								.filter(Boolean)
								.join(', ')
						: null,
		screen.overlay === 'palette'
			? `Command: ${screen.input.text}. ${searchCommands(commands, screen.input.text)[screen.paletteIndex]?.title ?? 'none of that name'}. Enter runs it.`
			: null,
		screen.overlay === 'moment' ? `Go to: ${screen.input.text}. Enter goes.` : null,
		screen.message?.text ?? null,
	].filter((line) => line !== null);
	const isDetailed = layout.details !== 'none' && screen.details === 'shown';
	const isPane =
		(frame.metrics !== null && screen.overlay === null) ||
		screen.overlay === 'watched' ||
		screen.overlay === 'why' ||
		screen.overlay === 'versions' ||
		(screen.overlay !== 'help' && isDetailed);
	// Made anew only when something has happened: a clock in it stands still meanwhile.
	const pane = useMemo(
		() => (isPane ? paneLines(frame, surroundings).map((line) => textOf(line)) : []),
		// oxlint-disable-next-line react/exhaustive-deps -- the frame also changes with the clock
		[
			isPane,
			screen.overlay,
			frame.metrics?.metrics,
			selected,
			model.rows,
			model.problems,
			frame.past.changes,
			frame.past.versions,
			layout.columns,
		],
	);
	return (
		<Box flexDirection="column">
			{[...lines, ...pane].map((line, index) => (
				// oxlint-disable-next-line react/no-array-index-key -- the place is the identity
				<Text key={index}>{line}</Text>
			))}
			{screen.overlay === 'help' &&
				commands
					.filter(({keys}) => keys.length > 0)
					.map(({id, keys, title}) => (
						<Text key={id}>{`${keys.map((key) => keyLabel(key)).join(' or ')}: ${title}`}</Text>
					))}
		</Box>
	);
};

const textOf = (line: readonly Segment[]): string => line.map(({text}) => text).join('');
