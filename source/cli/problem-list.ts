import path from 'node:path';
import type {Tone} from '../analysis/columns.ts';
import type {Finding} from '../export/finding.ts';
import {countBySeverity} from '../export/validate-report.ts';
import {type Severity, severities} from '../model/problem.ts';
import {type Paint, painter} from './sgr.ts';

const tones: Readonly<Record<Severity, Tone>> = {error: 'failed', warning: 'warning', info: 'dim'};

/** The answer of `metawatch validate` for people: a heading per file, its problems by line, a total. */
export const problemList = (
	findings: readonly Finding[],
	{
		workspaces,
		files,
		isColored,
	}: {readonly workspaces: readonly string[]; readonly files: number; readonly isColored: boolean},
): string => {
	const paint = painter(isColored);
	const byFile = Map.groupBy(findings, (finding) => finding.path);
	const blocks = [...byFile.entries()]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([file, own]) =>
			[paint(shownPath(file, workspaces), 'strong'), ...linesOf(own, paint)].join('\n'),
		);
	return `${[...blocks, total(findings, files, paint)].join('\n\n')}\n`;
};

const shownPath = (file: string, workspaces: readonly string[]): string => {
	if (workspaces.length !== 1) {
		return file;
	}

	const relative = path.relative(workspaces[0]!, file);
	return relative === '' || relative.startsWith('..') ? file : relative;
};

const linesOf = (findings: readonly Finding[], paint: Paint): string[] =>
	findings
		.toSorted(
			(a, b) =>
				(a.line ?? 0) - (b.line ?? 0) ||
				severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
				(a.code < b.code ? -1 : 1),
		)
		.map(({line, column, severity, code, message}) => {
			const place = line === null ? '-' : column === null ? `${line}` : `${line}:${column}`;
			return `${place.padStart(7)}  ${paint(severity.padEnd(7), tones[severity])}  ${message}  ${paint(code, 'dim')}`;
		});

const counted = (count: number, word: string): string =>
	`${count} ${word}${count === 1 ? '' : 's'}`;

const total = (findings: readonly Finding[], files: number, paint: Paint): string => {
	const looked = `in ${counted(files, 'file')}`;
	if (findings.length === 0) {
		return paint(`no problems ${looked}`, 'completed');
	}

	const count = countBySeverity(findings);
	return paint(
		`${counted(count.error, 'error')}, ${counted(count.warning, 'warning')}, ${count.info} info ${looked}`,
		count.error > 0 ? 'failed' : 'warning',
	);
};
