import {Box, Text, useInput, usePaste, useWindowSize} from 'ink';
import {type ReactNode, useState, useSyncExternalStore} from 'react';
import {noteText, stageText} from '../analysis/columns.ts';
import {statuses} from '../model/status.ts';
import type {Surroundings} from './app.tsx';
import type {Controller} from './controller-options.ts';
import {countsOf} from './counts.ts';
import {etaWords} from './expectations/eta-words.ts';
import {keystrokesOf} from './keystrokes.ts';
import type {Hint} from './hint.ts';
import type {Segment} from './line.tsx';
import {overlayOf} from './overlays/index.ts';
import type {TypedLine} from './overlays/overlay.ts';
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
	const overlay = overlayOf(frame);
	const {shown, total} = countsOf(frame);
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
			: `Filter ${screen.filter}: ${shown} of ${total}.`,
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
		heardInput(overlay?.input?.(frame) ?? null, surroundings),
		screen.message?.text ?? null,
	].filter((line) => line !== null);
	const isDetailed = layout.details !== 'none' && screen.details === 'shown';
	const isPane = overlay?.lines
		? true
		: frame.metrics !== null
			? overlay === null || isDetailed
			: isDetailed;
	const [keep] = useState(createKept<readonly string[]>);
	// Made anew only when something has happened: a clock in it stands still meanwhile.
	const pane = keep(
		[
			isPane,
			screen.overlay,
			screen.isAboutErrors,
			frame.metrics?.metrics,
			selected,
			model.rows,
			model.problems,
			frame.past.changes,
			layout.columns,
			...(overlay?.parts?.(frame) ?? []),
		],
		() =>
			overlay?.heard?.(frame) ??
			(isPane ? paneLines(frame, surroundings).map((line) => heardText(line)) : []),
	);
	const keys = heardKeys(overlay?.hints?.(frame) ?? []);
	return (
		<Box flexDirection="column">
			{[...lines, ...pane, ...(keys === null ? [] : [keys])].map((line, index) => (
				// oxlint-disable-next-line react/no-array-index-key -- the place is the identity
				<Text key={index}>{line}</Text>
			))}
		</Box>
	);
};

/** What was made last, until one of the things it was made from is another. */
const createKept = <Value,>() => {
	let last: {readonly from: readonly unknown[]; readonly value: Value} | null = null;
	return (from: readonly unknown[], make: () => Value): Value => {
		const isSame =
			last?.from.length === from.length &&
			from.every((part, index) => Object.is(part, last?.from[index]));
		last = isSame ? last : {from, value: make()};
		return last!.value;
	};
};

/** What one types, and what Enter will do with it. */
const heardInput = (typed: TypedLine | null, surroundings: Surroundings): string | null =>
	typed === null
		? null
		: typed.heard === undefined
			? `${typed.prompt}${typed.input.text}. ${typed.notes(surroundings)[0] ?? ''}`
			: typed.heard;

/** What the keys would do: without it, one would confirm what one has not heard of. */
const heardKeys = (hints: readonly Hint[]): string | null =>
	hints.length === 0
		? null
		: `Keys: ${hints.map(({key, hint}) => `${key.replaceAll(/[↑↓←→]/gu, (arrow) => ` ${arrows[arrow]} `).trim()} ${hint}`.replaceAll(/ +/g, ' ')).join(', ')}.`;

const arrows: Readonly<Record<string, string>> = {
	'↑': 'up',
	'↓': 'down',
	'←': 'left',
	'→': 'right',
};

/** The mark before the chosen line, as a word. */
const heardText = (line: readonly Segment[]): string => textOf(line).replace(/^[▌›] */, 'chosen: ');

const textOf = (line: readonly Segment[]): string => line.map(({text}) => text).join('');
