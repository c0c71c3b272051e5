import type {Row} from '../../analysis/rows.ts';
import type {Problem} from '../../model/problem.ts';
import {ruleOf} from '../../model/rules/index.ts';
import {type DetailLine, field, originText, paragraph} from './detail-parts.ts';
import {severityGlyphs, severityTones} from './severity.ts';

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
	...ruleLines(problem.code, width),
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

/** What a finding of this kind means and what to do about it. */
const ruleLines = (code: string, width: number): readonly DetailLine[] => {
	const rule = ruleOf(code);
	return rule
		? [
				...field('means', rule.meaning, width),
				...field('to do', rule.remedy, width, {tone: 'accent'}),
				[],
			]
		: [];
};
