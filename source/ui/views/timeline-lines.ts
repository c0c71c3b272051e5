import type {Tone} from '../../analysis/columns.ts';
import {type Happening, statusOf, subjectOf, whatHappened} from '../../analysis/happening.ts';
import type {Item} from '../../commands/context.ts';
import {statusGlyphs} from '../../model/status-glyphs.ts';
import {fit, truncate} from '../../text/width.ts';
import type {Segment} from '../line.tsx';
import type {FileChangeShown} from '../time-travel/file-changes.ts';
import type {TimelineList} from '../timeline-items.ts';
import {type DetailLine, field, originText, paragraph} from './detail-parts.ts';

/** What changed, by a mark of its own where it is no status. */
const glyphOf = (happening: Happening): {readonly glyph: string; readonly tone: Tone} => {
	if (happening.type === 'recovery') {
		return {glyph: '↺', tone: 'accent'};
	}

	const {what, status} = happening.transition;
	const marks = {
		appeared: {glyph: '+', tone: status},
		vanished: {glyph: '−', tone: 'dim'},
		status: {glyph: statusGlyphs[status], tone: status},
		stage: {glyph: '›', tone: 'dim'},
		error: {glyph: '!', tone: 'failed'},
		retries: {glyph: '#', tone: 'warning'},
	} as const;
	return marks[what];
};

/** What a line says is coloured where it is about a status. */
const toneOf = (happening: Happening): Tone | undefined =>
	happening.type === 'transition' &&
	(happening.transition.what === 'status' || happening.transition.what === 'error')
		? (statusOf(happening) ?? undefined)
		: happening.type === 'recovery'
			? 'accent'
			: undefined;

const clockWidth = 8;

/** One line of the Timeline, after the mark of the selected one. */
export const timelineLine = (
	{day, happening, row}: Item,
	width: number,
	formatClock: (at: number, now: number) => string,
): readonly Segment[] => {
	if (!happening) {
		return [{text: fit(day ?? '', width), tone: 'strong'}];
	}

	const {glyph, tone} = glyphOf(happening);
	const {id, title} = subjectOf(happening);
	const idWidth = width < 60 ? 8 : 12;
	const agentWidth = width < 100 ? 0 : 14;
	const room = Math.max(
		10,
		width - clockWidth - 5 - idWidth - (agentWidth > 0 ? agentWidth + 1 : 0),
	);
	// What happened is said whole before the title is; a recovery has more to say.
	const titleWidth =
		width < 70 ? 0 : Math.floor(room * (happening.type === 'recovery' ? 0.2 : 0.45));
	const whatWidth = room - (titleWidth > 0 ? titleWidth + 1 : 0);
	return [
		{text: `${fit(formatClock(happening.at, happening.at), clockWidth)} `, tone: 'dim'},
		{text: `${glyph} `, tone},
		{text: `${fit(id, idWidth)} `},
		...(titleWidth > 0 ? [{text: `${fit(title, titleWidth)} `}] : []),
		...(agentWidth > 0
			? [{text: `${fit(row?.task.agent ?? '', agentWidth)} `, tone: 'dim' as const}]
			: []),
		{text: fit(whatHappened(happening), whatWidth), tone: toneOf(happening)},
	];
};

/** Above the lines: how much is told, and what is not. */
export const timelineSummary = (
	{total, count, told}: TimelineList,
	width: number,
	{isPast, day}: {readonly isPast: boolean; readonly day: string | null},
): string => {
	const number = (value: number): string => value.toLocaleString('en');
	const gap = {
		off: 'only since metawatch was started: nothing is recorded',
		full: 'older ones: T goes to a moment before',
	};
	const parts = [
		...(day === null ? [] : [day]),
		count === total ? `${number(total)} events` : `${number(count)} of ${number(total)} events`,
		told.hasMore
			? 'older ones follow as you scroll'
			: told.gap === null
				? 'that is all'
				: gap[told.gap],
		isPast ? 'up to this moment' : 'newest first',
	];
	return truncate(parts.join(' · '), width);
};

/** A happening in full, above the details of its task. */
export const happeningLines = (
	happening: Happening,
	changes: readonly FileChangeShown[] | null,
	{
		width,
		workspace,
		formatTime,
		formatClock,
	}: {
		readonly width: number;
		readonly workspace: string;
		readonly formatTime: (at: number) => string;
		readonly formatClock: (at: number, now: number) => string;
	},
): readonly DetailLine[] => {
	const {glyph, tone} = glyphOf(happening);
	const {id, title} = subjectOf(happening);
	const [first = [], ...more] = paragraph(whatHappened(happening), width - 2, 'strong');
	return [
		[{text: `${glyph} `, tone}, ...first],
		...more.map((line): DetailLine => [{text: '  '}, ...line]),
		[],
		...field(
			'seen',
			`${formatTime(happening.at).slice(0, 10)} ${formatClock(happening.at, happening.at)}`,
			width,
		),
		...field('task', `${id} ${title}`, width),
		...recoveryLines(happening, width),
		[],
		...(changes === null
			? [[{text: 'looking for what the files said', tone: 'dim' as const}]]
			: changes.length === 0
				? [[{text: 'no version of a file is kept for this moment', tone: 'dim' as const}]]
				: changes.flatMap(({path, lines}): readonly DetailLine[] => [
						[{text: truncate(originText({path, line: null}, workspace), width), tone: 'dim'}],
						...lines(width),
						[],
					])),
		[{text: '@ shows all views as they were then, D lists versions', tone: 'dim'}],
		[],
	];
};

const recoveryLines = (happening: Happening, width: number): readonly DetailLine[] => {
	if (happening.type !== 'recovery') {
		return [];
	}

	const {who, reason, state, detail, plan} = happening.entry;
	return [
		...field('who', who, width),
		...field('why', reason ?? 'no reason was given', width),
		...field('state', state, width),
		...field('detail', detail, width),
		...field('changes', String(plan.edits.length), width),
		...plan.steps
			.slice(0, mostSteps)
			.flatMap((step) => field('did', `${step.id}: ${step.title}`, width)),
	];
};

const mostSteps = 10;
