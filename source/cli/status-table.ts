import {type Column, columns, type Tone} from '../analysis/columns.ts';
import {waitText} from '../analysis/wait-text.ts';
import type {Row} from '../analysis/rows.ts';
import {sortRows, sorts} from '../analysis/sort.ts';
import {summarise} from '../analysis/summary.ts';
import {countBySeverity} from '../export/validate-report.ts';
import {severities} from '../model/problem.ts';
import {statuses} from '../model/status.ts';
import {statusGlyphs} from '../model/status-glyphs.ts';
import {displayWidth, fit, truncate} from '../text/width.ts';
import {cellGap, fitColumns} from '../ui/layout.ts';
import {type Paint, painter} from './sgr.ts';
import type {Taken} from './snapshot.ts';

/** The answer of `metawatch status` for people: totals, tasks, and how many problems there are. */
export const statusTable = (
	{rows, findings, now}: Pick<Taken, 'rows' | 'findings' | 'now'>,
	{width, isColored}: {readonly width: number; readonly isColored: boolean},
): string => {
	const paint = painter(isColored);
	const sorted = sortRows(rows, sorts[0]!, false);
	const lines = [
		...flow(totals(rows), width, paint),
		...(rows.length > 0 ? ['', ...tableLines(sorted, now, width, paint)] : []),
		...(findings.length > 0 ? ['', ...flow(problemTotals(findings), width, paint)] : []),
	];
	return `${lines.join('\n')}\n`;
};

type Part = {readonly text: string; readonly tone: Tone};

const counted = (count: number, one: string, many: string): string =>
	count === 1 ? `1 ${one}` : `${count} ${many}`;

const totals = (rows: readonly Row[]): Part[] => {
	const {byStatus, total, attention} = summarise(rows);
	return [
		{text: counted(total, 'task', 'tasks'), tone: 'strong'},
		...statuses
			.filter((status) => byStatus[status] > 0)
			.map((status): Part => ({
				text: `${statusGlyphs[status]} ${byStatus[status]} ${status}`,
				tone: status,
			})),
		...(attention > 0
			? [{text: counted(attention, 'needs attention', 'need attention'), tone: 'warning' as const}]
			: []),
	];
};

const problemTotals = (findings: Taken['findings']): Part[] => {
	const count = countBySeverity(findings);
	const words = severities
		.filter((severity) => count[severity] > 0)
		.map((severity) =>
			severity === 'info'
				? `${count.info} info`
				: counted(count[severity], severity, `${severity}s`),
		);
	return [
		{
			text: `${counted(findings.length, 'problem', 'problems')}: ${words.join(', ')}`,
			tone: count.error > 0 ? 'warning' : 'dim',
		},
		{text: 'see "metawatch validate"', tone: 'dim'},
	];
};

/** Parts one after the other, on as many lines as they need. */
const flow = (parts: readonly Part[], width: number, paint: Paint): string[] => {
	const lines: string[] = [];
	let used = 0;
	for (const {text, tone} of parts) {
		const part = truncate(text, width);
		const columnsNeeded = displayWidth(part);
		if (lines.length > 0 && used + 2 + columnsNeeded <= width) {
			lines[lines.length - 1] += `  ${paint(part, tone)}`;
			used += 2 + columnsNeeded;
		} else {
			lines.push(paint(part, tone));
			used = columnsNeeded;
		}
	}

	return lines;
};

/** From this width on the status is also told in a word. */
const wordsFrom = 70;

const statusWord: Partial<Column> = {
	title: 'STATUS',
	minimumWidth: 13,
	maximumWidth: 13,
	text: ({status}) => `${statusGlyphs[status]} ${status}`,
};

/** Widest text of a column with its title; 0 for one that has nothing to tell. */
const contentWidth = (column: Column, texts: readonly string[]): number => {
	const isUniform = texts.length > 1 && texts.every((text) => text === texts[0]);
	const widest = texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
	return widest === 0 || (column.isHiddenWhenUniform && isUniform)
		? 0
		: Math.max(widest, displayWidth(column.title));
};

const tableLines = (rows: readonly Row[], now: number, width: number, paint: Paint): string[] => {
	const printed = columns.map((column) =>
		column.id === 'status' && width >= wordsFrom ? {...column, ...statusWord} : column,
	);
	const byKey = new Map(rows.map((row) => [row.task.key, row]));
	const cells = rows.map((row) => {
		const waits = waitText(row, (key) => byKey.get(key));
		return printed.map((column) => column.text(row, now, waits));
	});
	const contentWidths = new Map(
		printed.map((column, index) => [
			column.id,
			contentWidth(
				column,
				cells.map((texts) => texts[index]!),
			),
		]),
	);
	const fitted = fitColumns(printed, width, contentWidths).map(({column, width: columnWidth}) => ({
		column,
		columnWidth,
		index: printed.indexOf(column),
	}));
	const gap = ' '.repeat(cellGap);
	const line = (cell: (entry: (typeof fitted)[number]) => string): string =>
		fitted.map(cell).join(gap).trimEnd();
	return [
		line(({column, columnWidth}) => paint(fit(column.title, columnWidth, column.align), 'dim')),
		...rows.map((row, rowIndex) =>
			line(({column, columnWidth, index}) =>
				paint(fit(cells[rowIndex]![index]!, columnWidth, column.align), column.tone(row)),
			),
		),
	];
};
