import stringWidth from 'string-width';
import type {Row} from './question.ts';

const headings = ['', 'measured', 'floor', 'budget', '', 'runs'];

const cellsOf = ({what, measured, floor, budget, isKept, runs}: Row): string[] => [
	`  ${what}`,
	measured,
	floor ?? '—',
	budget ?? '—',
	isKept === null ? '' : isKept ? 'PASS' : 'over',
	String(runs),
];

/** The answers as one aligned table, each below its question. */
export const tableOf = (answers: readonly {question: string; rows: readonly Row[]}[]): string => {
	const all = [headings, ...answers.flatMap(({rows}) => rows.map(cellsOf))];
	const widths = headings.map((_, column) =>
		Math.max(...all.map((cells) => stringWidth(cells[column]!))),
	);
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, column) => cell + ' '.repeat(widths[column]! - stringWidth(cell)))
			.join('  ')
			.trimEnd();
	return [
		line(headings),
		...answers.flatMap(({question, rows}) => [question, ...rows.map((row) => line(cellsOf(row)))]),
	].join('\n');
};
