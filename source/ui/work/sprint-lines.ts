import {sprintPreviewLines} from '../../recovery/campaign/sprint/preview.ts';
import type {SprintNews, SprintStage} from '../../recovery/campaign/sprint/state.ts';
import {formatDuration} from '../../text/duration.ts';
import {displayWidth, fit, truncate, wrap} from '../../text/width.ts';
import type {Segment} from '../line.tsx';
import type {SprintPanel, SprintSetup} from './work-panel.ts';

type Line = readonly Segment[];

const heading = (text: string): Segment => ({
	text: `${text} `,
	tone: 'dim',
	style: {bold: true},
});

/** What would be started, with every argument. */
export const setupLines = (
	{tasks, sideBySide, preview, refusal}: SprintSetup,
	width: number,
): readonly Line[] => [
	[heading('START WHAT CAN START'), {text: ' nothing is started yet', tone: 'dim'}],
	[],
	[
		{text: '↑↓ in all ', tone: 'dim'},
		{text: String(tasks), tone: 'strong'},
		{text: '   ← → side by side ', tone: 'dim'},
		{text: String(sideBySide), tone: 'strong'},
	],
	[],
	...(refusal === null ? [] : wrap(refusal, width).map((text): Line => [{text, tone: 'warning'}])),
	...(preview
		? sprintPreviewLines(preview).flatMap(({text, tone}) => {
				const indent = /^ */.exec(text)![0];
				return wrap(text.trimStart(), Math.max(8, width - indent.length)).map((line): Line => [
					{text: `${indent}${line}`, tone},
				]);
			})
		: []),
];

/** A sprint: every task that was started, and the latest news. */
export const sprintLines = (
	{state, news, summary}: SprintPanel,
	width: number,
	now: number,
	formatTime: (at: number) => string,
): readonly Line[] => {
	const {tasks, limits, stopping, isOver} = state;
	const ids = Math.min(16, Math.max(0, ...tasks.map(({id}) => displayWidth(id))));
	const why = summary?.reason ?? stopping;
	return [
		[
			heading('SPRINT'),
			{text: `${tasks.length} of up to ${limits.tasks} started`, tone: 'strong'},
			{
				text: `  ${isOver ? 'over' : stopping === null ? 'going' : 'starting nothing more'}`,
				tone: isOver ? 'dim' : stopping === null ? 'running' : 'warning',
			},
		],
		...(why === null ? [] : wrap(why, width).map((text): Line => [{text, tone: 'dim'}])),
		...(summary && summary.notStarted > 0
			? [[{text: `${summary.notStarted} more could have been started`, tone: 'dim'} as const]]
			: []),
		[],
		...tasks.flatMap(({id, title, starts, stage}) => {
			const {glyph, tone, words} = lookOf(stage, now);
			const head = ids + 5;
			const note = `${words}${starts > 1 ? ` (start ${starts})` : ''}`;
			return [
				[
					{text: ` ${glyph} `, tone},
					{text: `${fit(id, ids)}  `, tone: 'strong' as const},
					{text: truncate(title, Math.max(4, width - head))},
				],
				...wrap(note, Math.max(8, width - head)).map((text): Line => [
					{text: ' '.repeat(head)},
					{text, tone},
				]),
			];
		}),
		...(news.length === 0 ? [] : [[] as Line]),
		...news
			.slice(-mostNews)
			.map((one): Line => [
				{text: truncate(`${formatTime(one.at)}  ${newsText(one)}`, width), tone: 'dim'},
			]),
	];
};

/** Lines of news below the tasks. */
const mostNews = 8;

/** "T014 started  Sandbox validation". */
export const newsText = ({what, id, text, delayMs}: SprintNews): string =>
	[
		id,
		what === 'retry' && delayMs !== null
			? `tried again in ${formatDuration(Math.max(1000, delayMs))}`
			: what === 'left'
				? 'left for you'
				: what,
		text === '' ? '' : ` ${text}`,
	]
		.filter(Boolean)
		.join(' ');

const lookOf = (
	stage: SprintStage,
	now: number,
): {
	readonly glyph: string;
	readonly tone: NonNullable<Segment['tone']>;
	readonly words: string;
} => {
	switch (stage.type) {
		case 'running': {
			return {
				glyph: '▶',
				tone: 'running',
				words: `runs for ${formatDuration(Math.max(0, now - stage.since))}`,
			};
		}

		case 'ending': {
			return {glyph: '◌', tone: 'warning', words: `is being ended: ${stage.reason}`};
		}

		case 'settling': {
			return {
				glyph: '◌',
				tone: 'running',
				words: 'its command has ended; its files have not told yet',
			};
		}

		case 'retrying':
		case 'waiting': {
			return {
				glyph: '↻',
				tone: 'warning',
				words: `${stage.error.message}; tried again ${stage.at > now ? `in ${formatDuration(Math.max(1000, stage.at - now))}` : 'soon'}`,
			};
		}

		case 'done': {
			return {glyph: '✔', tone: 'completed', words: 'done'};
		}

		case 'failed': {
			return {glyph: '✖', tone: 'failed', words: `failed: ${stage.reason}`};
		}

		case 'left': {
			return {glyph: '–', tone: 'warning', words: `left for you: ${stage.reason}`};
		}
	}
};
