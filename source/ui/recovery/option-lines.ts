import {displayWidth, fit, truncate, wrap} from '../../text/width.ts';
import type {Segment} from '../line.tsx';
import type {ListedOption, OptionsPanel} from './panel.ts';

type Line = readonly Segment[];

/** Columns before the words of an option: its bar, its key and the blanks around them. */
const indent = 5;
const labelWidth = 8;

/**
The options of a task, each with its key. All of them say why, what against and what they change where
the screen is high enough; else only the selected one does.
*/
export const optionLines = (
	panel: OptionsPanel,
	{width, height}: {readonly width: number; readonly height: number},
): readonly Line[] => {
	const head = headLines(panel, width);
	const whole = linesWith(panel, width, () => true);
	return [
		...head,
		...(head.length + whole.length <= height
			? whole
			: linesWith(panel, width, (index) => index === panel.index)),
	];
};

/** First line to show so that the selected option can be read as far as the screen is high. */
export const topForSelected = (lines: readonly Line[], height: number): number => {
	const start = lines.findIndex(([first]) => first?.text === bar);
	const end = lines.findIndex((line, index) => index > start && line.length === 0);
	// One line more: the last one may have to say that others follow.
	const wanted = (end === -1 ? lines.length : end) - height + 2;
	return lines.length <= height ? 0 : Math.max(0, Math.min(start, wanted));
};

const bar = '▌';

const headLines = ({title, state, refusal}: OptionsPanel, width: number): readonly Line[] => [
	[
		{text: 'RECOVER ', tone: 'dim', style: {bold: true}},
		{text: truncate(title, width - 8), tone: 'strong'},
	],
	...wrap(state, width).map((text): Line => [{text, tone: 'dim'}]),
	...(refusal === null
		? []
		: [
				[] as Line,
				...wrap(`not possible: ${refusal}`, width).map((text): Line => [{text, tone: 'failed'}]),
			]),
	[],
];

const linesWith = (
	{options, index}: OptionsPanel,
	width: number,
	isWhole: (index: number) => boolean,
): readonly Line[] =>
	options.flatMap((option, position) => [
		nameLine(option, {
			isSelected: position === index,
			isWhole: isWhole(position),
			width,
		}),
		...(isWhole(position) ? [...reasonLines(option, width), []] : []),
	]);

const nameLine = (
	option: ListedOption,
	{isSelected, isWhole, width}: {isSelected: boolean; isWhole: boolean; width: number},
): Line => {
	const {key, title, refusal, possible, total} = option;
	const notes = [
		total > 1 ? `${possible} of ${total} tasks` : null,
		workedText(option),
		refusal === null ? null : isWhole ? 'not now' : `not now: ${refusal}`,
	].filter((text) => text !== null);
	// The name of an option is never cut for what is said about it.
	const room = Math.max(8, width - indent);
	const note = truncate(notes.join(' · '), Math.max(0, room - displayWidth(title) - 2));
	return [
		{text: isSelected ? bar : ' ', tone: 'accent'},
		{
			text: fit(refusal === null ? key : '–', 2, 'right'),
			tone: refusal === null ? 'accent' : 'dim',
		},
		{text: '  '},
		{
			text: truncate(title, room),
			tone: refusal === null ? (isSelected ? 'strong' : 'plain') : 'dim',
		},
		...(note === '' ? [] : [{text: `  ${note}`, tone: 'dim' as const}]),
	];
};

const workedText = ({worked}: ListedOption): string | null =>
	worked === null || worked.tries === 0
		? null
		: `worked ${worked.successes} of ${worked.tries} times`;

const reasonLines = (option: ListedOption, width: number): readonly Line[] => {
	const parts: readonly (readonly [string, string | null, Segment['tone']])[] = [
		['not now', option.refusal, 'warning'],
		['why', option.because, 'plain'],
		...option.changes.map((text, index) => [index === 0 ? 'changes' : '', text, 'plain'] as const),
		...option.against.map(
			(text, index) => [index === 0 ? 'against' : '', text, 'warning'] as const,
		),
		['then', option.command, 'accent'],
		['runs', option.runs, 'accent'],
	];
	const room = Math.max(8, width - indent - labelWidth - 1);
	return parts.flatMap(([label, text, tone]) =>
		text === null || text === ''
			? []
			: wrap(text, room).map((line, index): Line => [
					{text: ' '.repeat(indent)},
					{text: `${fit(index === 0 ? label : '', labelWidth)} `, tone: 'dim'},
					{text: line, tone},
				]),
	);
};
