import {bar, type Tone} from '../../analysis/columns.ts';
import type {Row} from '../../analysis/rows.ts';
import type {Origin} from '../../model/origin.ts';
import type {Problem} from '../../model/problem.ts';
import type {SourcedField, Task} from '../../model/task.ts';
import {formatAge} from '../../text/age.ts';
import {formatDuration} from '../../text/duration.ts';
import {statusGlyphs} from '../../text/glyphs.ts';
import {displayWidth, fit, truncate, truncateStart, wrap} from '../../text/width.ts';
import type {Segment} from '../line.tsx';

/** What the details are made from; everything a line needs to know. */
export type DetailInput = {
	readonly row: Row;
	readonly problems: readonly Problem[];
	readonly now: number;
	readonly width: number;
	/** Epoch ms -> local date and time, in words. */
	readonly formatTime: (at: number) => string;
	/** Key of a task -> the row, for dependencies. */
	readonly rowOf: (key: string) => Row | undefined;
};

export type DetailLine = readonly Segment[];

const labelWidth = 11;

/** Everything known about a task, as lines of a given width. Pure, so that it can be read in a test. */
export const detailLines = (input: DetailInput): readonly DetailLine[] =>
	sections.flatMap((section) => {
		const lines = section(input);
		return lines.length > 0 ? [...lines, []] : [];
	});

type Section = (input: DetailInput) => readonly DetailLine[];

const heading = (title: string, count?: number): DetailLine => [
	{text: title.toUpperCase(), tone: 'dim', style: {bold: true}},
	...(count === undefined ? [] : [{text: ` ${count}`, tone: 'dim' as const}]),
];

const paragraph = (text: string, width: number, tone?: Tone): readonly DetailLine[] =>
	wrap(text, width).map((line) => [{text: line, tone}]);

/** A label and a value that may take several lines, indented under itself. */
const field = (
	label: string,
	value: string | null,
	width: number,
	{tone, note}: {tone?: Tone; note?: string | null} = {},
): readonly DetailLine[] => {
	if (value === null || value === '') {
		return [];
	}

	const room = Math.max(8, width - labelWidth - 1);
	return [
		...wrap(value, room).map((line, index): DetailLine => [
			{text: fit(index === 0 ? label : '', labelWidth), tone: 'dim'},
			{text: ' '},
			{text: line, tone},
		]),
		...(note
			? [
					[
						{text: ' '.repeat(labelWidth + 1)},
						{text: truncateStart(note, room), tone: 'dim' as const},
					],
				]
			: []),
	];
};

const place = (task: Task, name: SourcedField): string | null => {
	const origin = task.sources[name];
	return origin ? originText(origin, task.workspace) : null;
};

/** Relative to the workspace where it lies inside. */
export const originText = ({path, line}: Origin, workspace: string): string => {
	const relative = path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path;
	return line === null ? relative : `${relative}:${line}`;
};

const title: Section = ({row, width}) => [
	...wrap(row.task.title, width).map((line): DetailLine => [{text: line, tone: 'strong'}]),
	[
		{text: `${statusGlyphs[row.status]} ${row.status}`, tone: row.status},
		...(row.task.rawStatus !== null && row.task.rawStatus !== row.status
			? [{text: `  file says "${truncate(row.task.rawStatus, 30)}"`, tone: 'dim' as const}]
			: []),
	],
	...(row.isStale
		? [[{text: 'the file cannot be read: last good values', tone: 'warning' as const}]]
		: []),
];

const attention: Section = ({row, width}) =>
	row.attention.flatMap(({message}) =>
		wrap(message, width - 2).map((line, index): DetailLine => [
			{text: index === 0 ? '! ' : '  ', tone: 'warning', style: {bold: true}},
			{text: line, tone: 'warning'},
		]),
	);

const failure: Section = ({row: {task}, width}) =>
	task.error === null
		? []
		: [
				heading('error'),
				...paragraph(task.error.message, width, 'failed'),
				...field(
					'kind',
					[task.error.category, task.error.severity].filter(Boolean).join(', '),
					width,
				),
			];

const next: Section = ({row: {task}, width}) =>
	task.nextStep === null && task.command === null
		? []
		: [
				heading('next'),
				...paragraph(task.nextStep ?? '', width),
				...(task.command === null
					? []
					: [
							[
								{text: truncate(task.command, width - 12), tone: 'accent' as const},
								{text: '  y copies', tone: 'dim' as const},
							],
						]),
			];

const identity: Section = ({row, width}) => {
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

const progress: Section = ({row: {task}, width}) => {
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

const times: Section = ({row, now, width, formatTime}) => {
	const {task} = row;
	const moment = (label: string, value: Task['startedAt']): readonly DetailLine[] =>
		value === null
			? []
			: field(label, `${formatTime(value.at)}  ${formatAge(now - value.at)}`, width, {
					note: value.source,
				});
	const elapsed =
		row.runningSince === null
			? row.durationMs === null
				? []
				: field('took', formatDuration(row.durationMs), width, {note: row.elapsedSource})
			: field('running', formatDuration(now - row.runningSince), width, {
					note: row.elapsedSource,
				});
	const lines = [
		...elapsed,
		...moment('started', task.startedAt),
		...moment('updated', task.updatedAt),
		...moment('completed', task.completedAt),
		...field('retries', task.retries === null ? null : String(task.retries), width),
		...task.claimedTimes.flatMap(({label, raw, flaw}) =>
			field('claimed', `${label} ${raw}`, width, {
				tone: 'dim',
				note: flaw === null ? null : `not used: ${flaw}`,
			}),
		),
	];
	return lines.length === 0 ? [] : [heading('time'), ...lines];
};

const evidence: Section = ({row, width, now}) => {
	const signals = row.task.activity?.signals ?? [];
	return signals.length === 0
		? []
		: [
				heading(`evidence: ${row.liveness?.verdict ?? 'unknown'}`),
				...signals.map(({says, at, weight}): DetailLine => {
					const age = at === null ? '' : formatAge(now - at);
					return [
						{
							text: weight === 'end' ? '✖ ' : weight === 'life' ? '• ' : '  ',
							tone: weight === 'end' ? 'failed' : 'accent',
						},
						{text: fit(says, Math.max(4, width - 3 - displayWidth(age)))},
						{text: ` ${age}`, tone: 'dim'},
					];
				}),
			];
};

const dependencies: Section = ({row: {task}, width, rowOf}) =>
	task.dependencies.length === 0
		? []
		: [
				heading('depends on', task.dependencies.length),
				...task.dependencies.map(({raw, key, state}): DetailLine => {
					const other = key === null ? undefined : rowOf(key);
					return other
						? [
								{text: `${statusGlyphs[other.status]} `, tone: other.status},
								{text: truncate(`${other.task.id} ${other.task.title}`, width - 2)},
							]
						: [
								{
									text: state === 'missing' ? '✖ ' : '· ',
									tone: state === 'missing' ? 'failed' : 'dim',
								},
								{text: truncate(`${raw} (${state})`, width - 2), tone: 'dim'},
							];
				}),
			];

const review: Section = ({row: {task}, width}) =>
	task.review === null || task.review.state === 'not-applicable'
		? []
		: [
				heading('review'),
				...field(task.review.state, task.review.detail, width, {
					tone: task.review.state === 'failed' ? 'failed' : undefined,
				}),
			];

const artifacts: Section = ({row: {task}, width}) =>
	task.artifacts.length === 0
		? []
		: [
				heading('artifacts', task.artifacts.length),
				...task.artifacts.flatMap(({path, type, exists, summary}): DetailLine[] => [
					[
						{
							text: exists === null ? '· ' : exists ? '✔ ' : '✖ ',
							tone: exists === null ? 'dim' : exists ? 'completed' : 'failed',
						},
						{text: truncateStart(path, width - 2 - displayWidth(type ?? '') - 1)},
						{text: type === null ? '' : ` ${type}`, tone: 'dim'},
						...(exists === false ? [{text: ''}] : []),
					],
					...(summary === null
						? []
						: wrap(summary, width - 2)
								.slice(0, 2)
								.map((line): DetailLine => [{text: `  ${line}`, tone: 'dim'}])),
				]),
			];

const facts: Section = ({row: {task}, width}) =>
	task.facts.length === 0
		? []
		: [
				heading('more'),
				...task.facts.flatMap(({label, value}) =>
					displayWidth(label) > labelWidth
						? [
								...paragraph(label, width, 'dim'),
								...wrap(value, width - 2).map((line): DetailLine => [{text: `  ${line}`}]),
							]
						: field(label, value, width),
				),
			];

const findings: Section = ({row: {task}, problems, width}) => {
	const own = problems.filter((problem) => problem.task === task.key);
	return own.length === 0
		? []
		: [
				heading('problems', own.length),
				...own.flatMap(({severity, message}) =>
					wrap(message, width - 2).map((line, index): DetailLine => [
						{
							text: index === 0 ? `${severityGlyphs[severity]} ` : '  ',
							tone: severityTones[severity],
						},
						{text: line},
					]),
				),
			];
};

const files: Section = ({row: {task}, width}) => [
	heading('files', task.files.length),
	...task.files.map((origin): DetailLine => [
		{text: truncateStart(originText(origin, task.workspace), width), tone: 'dim'},
	]),
];

/** In reading order: what presses first, where it all came from last. */
const sections: readonly Section[] = [
	title,
	attention,
	failure,
	next,
	progress,
	times,
	evidence,
	dependencies,
	review,
	artifacts,
	identity,
	facts,
	findings,
	files,
];

export const severityGlyphs: Readonly<Record<Problem['severity'], string>> = {
	error: '✖',
	warning: '⚠',
	info: '·',
};

export const severityTones: Readonly<Record<Problem['severity'], Tone>> = {
	error: 'failed',
	warning: 'warning',
	info: 'dim',
};

/** A problem in full, for the details pane. */
export const problemLines = (
	problem: Problem,
	row: Row | null,
	workspace: string,
	width: number,
): readonly DetailLine[] => [
	[
		{
			text: `${severityGlyphs[problem.severity]} ${problem.severity}`,
			tone: severityTones[problem.severity],
		},
		{text: `  ${problem.code}`, tone: 'dim'},
	],
	[],
	...paragraph(problem.message, width, 'strong'),
	[],
	...field('file', originText(problem, workspace), width),
	...field('column', problem.column === undefined ? null : String(problem.column), width),
	...field('format', problem.format, width),
	...(row
		? [
				...field('task', `${row.task.id} ${row.task.title}`, width),
				...field('status', row.status, width, {tone: row.status}),
			]
		: []),
	[],
	[{text: 'o opens the file at its line', tone: 'dim'}],
	...(row ? [[{text: 't goes to the task', tone: 'dim' as const}]] : []),
];
