import {bar} from '../../analysis/columns.ts';
import {statusGlyphs} from '../../model/status-glyphs.ts';
import type {Status} from '../../model/status.ts';
import {displayWidth, truncate, wrap} from '../../text/width.ts';
import {type DetailLine, field, heading, paragraph, place, type Section} from './detail-parts.ts';

export const title: Section = ({row, width}) => {
	const {rawStatus} = row.task;
	const status = `${statusGlyphs[row.status]} ${row.status}`;
	const says = rawStatus === null || rawStatus === row.status ? '' : `file says "${rawStatus}"`;
	// A long word of the file gets lines of its own.
	const isBeside = displayWidth(status) + 2 + displayWidth(says) <= width;
	return [
		...wrap(row.task.title, width).map((line): DetailLine => [{text: line, tone: 'strong'}]),
		[
			{text: status, tone: row.status},
			...(says !== '' && isBeside ? [{text: `  ${says}`, tone: 'dim' as const}] : []),
		],
		...(isBeside ? [] : paragraph(says, width, 'dim')),
		...(row.isStale
			? paragraph('the file cannot be read: last good values', width, 'warning')
			: []),
	];
};

export const attention: Section = ({row, width}) =>
	row.attention
		// The error says it in full further down.
		.filter(({message}) => message !== row.task.error?.message)
		.flatMap(({message}) =>
			wrap(message, width - 2).map((line, index): DetailLine => [
				{text: index === 0 ? '! ' : '  ', tone: 'warning', style: {bold: true}},
				{text: line, tone: 'warning'},
			]),
		);

/** The error is that of the attempt which is shown, not of one before it. */
const hasEnded = (status: Status): boolean => errorStatuses.has(status);

const errorStatuses: ReadonlySet<Status> = new Set([
	'failed',
	'interrupted',
	'partial',
	'blocked',
	'unknown',
]);

export const failure: Section = ({row, row: {task}, width}) =>
	task.error === null
		? []
		: [
				heading(hasEnded(row.status) ? 'error' : 'earlier error'),
				...paragraph(task.error.message, width, 'failed'),
				...field(
					'kind',
					[task.error.category, task.error.severity].filter(Boolean).join(', '),
					width,
				),
			];

export const next: Section = ({row: {task, attention: reasons}, width}) =>
	task.command === null &&
	(task.nextStep === null || reasons.some(({message}) => message === task.nextStep))
		? []
		: [
				heading('next'),
				...paragraph(task.nextStep ?? '', width),
				...(task.command === null
					? []
					: [
							...paragraph(task.command, width, 'accent'),
							[{text: 'y copies it', tone: 'dim' as const}],
						]),
			];

export const identity: Section = ({row, width}) => {
	const {task} = row;
	return [
		...field('id', task.id, width),
		...field('group', task.group, width),
		...field('section', task.section, width),
		...field('kind', task.kind, width),
		...field('agent', task.agent, width, {note: place(task, 'agent')}),
		...field('session', task.session, width, {note: place(task, 'session')}),
		...field('priority', task.priority?.raw ?? null, width),
		...field('score', task.score === null ? null : String(task.score), width),
		...field('person', task.humanRequired, width, {tone: 'warning'}),
		...field('format', task.format, width),
	];
};

export const progress: Section = ({row: {task}, width}) => {
	const {stage, steps} = task;
	const share =
		stage?.index !== null && stage?.index !== undefined && stage.total
			? stage.index / stage.total
			: task.progress;
	if (stage === null && share === null && steps.length === 0) {
		return [];
	}

	const count =
		stage?.index === null || stage?.index === undefined
			? ''
			: ` ${stage.index}${stage.total === null ? '' : ` of ${stage.total}`}`;
	return [
		heading('progress'),
		...(share === null
			? []
			: [
					[
						{text: bar(share, Math.min(24, width - 10)), tone: 'accent' as const},
						{text: count === '' ? ` ${Math.round(share * 100)}%` : count},
					],
				]),
		...field('stage', stage?.name ?? null, width, {note: place(task, 'stage')}),
		...steps.map((step): DetailLine => [
			{text: `${statusGlyphs[step.status]} `, tone: step.status},
			{
				text: truncate(step.title, width - 2),
				tone: step.status === 'completed' ? 'dim' : undefined,
			},
		]),
	];
};
