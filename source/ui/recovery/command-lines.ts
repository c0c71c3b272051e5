import {wrap} from '../../text/width.ts';
import type {ConfiguredCommand} from '../../recovery/commands/configured-command.ts';
import type {Segment} from '../line.tsx';
import type {CommandPanel, PacePanel} from './panel.ts';
import {paces, paceText} from './pace.ts';

type Line = readonly Segment[];

const named = (name: string, rest: string): Line => [
	{text: name, tone: 'dim', style: {bold: true}},
	{text: `  ${rest}`, tone: 'dim'},
];

/** What is run, argument by argument: what stands here, and nothing else. */
export const commandLines = (panel: CommandPanel, width: number): readonly Line[] => [
	named(
		panel.done === null ? 'COMMAND' : 'APPLIED',
		panel.isArmed ? 'nothing is run yet' : 'what is configured to be run next',
	),
	[],
	...(panel.done === null
		? []
		: [...wrap(panel.done, width).map((text): Line => [{text, tone: 'completed'}]), [] as Line]),
	...configuredLines(panel.commands, width),
];

/** Configured commands, each with where it is run and how. */
export const configuredLines = (
	commands: readonly ConfiguredCommand[],
	width: number,
): readonly Line[] =>
	commands.flatMap(({name, invocation, text, run}) => [
		...wrap(
			invocation === null ? name : `${name} runs ${placeOf(run)}, in ${invocation.folder}`,
			width,
		).map((line): Line => [{text: line, tone: 'dim'}]),
		...wrap(text, width - 2).map((line): Line => [
			{text: `  ${line}`, tone: invocation === null ? 'warning' : 'accent'},
		]),
	]);

const placeOf = (run: ConfiguredCommand['run']): string =>
	run === 'terminal' ? 'in this terminal' : 'in the background';

/** How a canary is to go on: chosen before it starts. */
export const paceLines = ({from, pace, refusal}: PacePanel, width: number): readonly Line[] => [
	named('CANARY', 'nothing is written yet'),
	[],
	...wrap(
		`${from.title}: first for ${from.choices[0]?.id ?? ''}. When that task shows progress, its ${from.choices.length - 1} ${from.choices.length === 2 ? 'other follows' : 'others follow'}; what gets worse stops it all.`,
		width,
	).map((text): Line => [{text}]),
	[],
	...paces.map(({key, pace: offered}): Line => {
		const isChosen = offered.type === pace.type;
		return [
			{text: isChosen ? '▌' : ' ', tone: 'accent'},
			{text: ` ${key}  `, tone: 'accent'},
			{text: paceText(isChosen ? pace : offered), tone: isChosen ? 'strong' : 'plain'},
			...(isChosen && pace.type !== 'all' ? [{text: '  ← → change it', tone: 'dim' as const}] : []),
		];
	}),
	[],
	...from.choices.map(({id, title}): Line => [{text: `  ${id} `}, {text: title, tone: 'dim'}]),
	...(refusal === null
		? []
		: [
				[] as Line,
				...wrap(`refused: ${refusal}`, width).map((text): Line => [{text, tone: 'failed'}]),
			]),
];
