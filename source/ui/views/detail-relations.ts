import {statusGlyphs} from '../../model/status-glyphs.ts';
import {displayWidth, truncate, truncateStart, wrap} from '../../text/width.ts';
import {severityGlyphs, severityTones} from './severity.ts';
import {
	type DetailLine,
	field,
	heading,
	labelWidth,
	originText,
	paragraph,
	type Section,
} from './detail-parts.ts';

export const dependencies: Section = ({row: {task}, width, rowOf}) =>
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

export const review: Section = ({row: {task}, width}) =>
	task.review === null || task.review.state === 'not-applicable'
		? []
		: [
				heading('review'),
				...field(task.review.state, task.review.detail, width, {
					tone: task.review.state === 'failed' ? 'failed' : undefined,
				}),
			];

/** The path, and behind it what it is, or that it is not there. */
const artifactText = (path: string, remark: string | null, width: number): DetailLine => [
	{text: truncateStart(path, width - (remark === null ? 0 : displayWidth(remark) + 1))},
	{text: remark === null ? '' : ` ${remark}`, tone: remark === 'missing' ? 'failed' : 'dim'},
];

export const artifacts: Section = ({row: {task}, width}) =>
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
						...artifactText(path, exists === false ? 'missing' : type, width - 2),
					],
					...(summary === null
						? []
						: wrap(summary, width - 2)
								.slice(0, 2)
								.map((line): DetailLine => [{text: `  ${line}`, tone: 'dim'}])),
				]),
			];

export const facts: Section = ({row: {task}, width}) =>
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

export const findings: Section = ({row: {task}, problems, width}) => {
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

export const files: Section = ({row: {task}, width}) => [
	heading('files', task.files.length),
	...task.files.map((origin): DetailLine => [
		{text: truncateStart(originText(origin, task.workspace), width), tone: 'dim'},
	]),
];
