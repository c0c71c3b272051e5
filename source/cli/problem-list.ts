import type {Tone} from '../analysis/columns.ts';
import type {Finding} from '../export/finding.ts';
import {countBySeverity} from '../export/validate-report.ts';
import {type Severity, severities} from '../model/problem.ts';
import {wrap} from '../text/width.ts';
import {shownPath} from './shown-path.ts';
import {type Paint, painter} from './sgr.ts';

const severityTones: Readonly<Record<Severity, Tone>> = {
	error: 'failed',
	warning: 'warning',
	info: 'dim',
};

export type ListOptions = {
	/** Where relative paths start. */
	readonly directory: string;
	/** Files that were read. */
	readonly files: number;
	/** Problems that are left out because they weigh too little. */
	readonly hidden: number;
	/** Columns to wrap at; null: every problem on one line, for pipes. */
	readonly width: number | null;
	/** What the codes mean; null: not asked for, and told how to ask. */
	readonly explanation: string | null;
	readonly isColored: boolean;
};

/**
The answer of `metawatch validate` for people: a heading per file, the file with the gravest problem
first, in it errors first, then by line; and a total. Problems of a kind that a file has many of are
drawn together, errors never.
*/
export const problemList = (findings: readonly Finding[], options: ListOptions): string => {
	const paint = painter(options.isColored);
	const byFile = [...Map.groupBy(findings, (finding) => finding.path)]
		.map(([path, own]) => ({path, own: own.toSorted(bySeverityAndPlace)}))
		.sort((a, b) => rankOf(a.own[0]!) - rankOf(b.own[0]!) || (a.path < b.path ? -1 : 1));
	const blocks = byFile.map(({path, own}) =>
		[
			paint(shownPath(path, options.directory), 'strong'),
			...drawnTogether(own).flatMap((line) => written(line, paint, options.width)),
		].join('\n'),
	);
	const {explanation} = options;
	const parts = [...blocks, ...(explanation ? [explanation] : []), total(findings, options, paint)];
	return `${parts.join('\n\n')}\n`;
};

const rankOf = ({severity}: Finding): number => severities.indexOf(severity);

const bySeverityAndPlace = (a: Finding, b: Finding): number =>
	rankOf(a) - rankOf(b) ||
	(a.line ?? 0) - (b.line ?? 0) ||
	(a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

type Line = {readonly finding: Finding; readonly message: string};

/** Of more than this, only the first ones are written out. */
const mostOfAKind = 6;
const writtenOut = 3;
const mostLines = 40;

const drawnTogether = (findings: readonly Finding[]): readonly Line[] => {
	const kinds = Map.groupBy(findings, ({code, severity}) => `${code} ${severity}`);
	const left = new Map<Finding, readonly Finding[]>();
	const dropped = new Set<Finding>();
	for (const same of kinds.values()) {
		if (same.length > mostOfAKind && same[0]!.severity !== 'error') {
			const rest = same.slice(writtenOut);
			left.set(rest[0]!, rest);
			for (const finding of rest.slice(1)) {
				dropped.add(finding);
			}
		}
	}

	return findings.flatMap((finding): Line[] => {
		const rest = left.get(finding);
		return dropped.has(finding)
			? []
			: [{finding, message: rest ? restWords(rest) : finding.message}];
	});
};

const restWords = (rest: readonly Finding[]): string => {
	const lines = [...new Set(rest.flatMap(({line}) => line ?? []))];
	const shown = lines.slice(0, mostLines).join(', ');
	const more = lines.length > mostLines ? ` and ${lines.length - mostLines} more` : '';
	return lines.length < 2
		? `and ${rest.length} more like this (--json has each)`
		: `and ${rest.length} more like this, in lines ${shown}${more}`;
};

const placeWidth = 7;
const severityWidth = 7;

const written = ({finding, message}: Line, paint: Paint, width: number | null): string[] => {
	const {line, column, severity, code} = finding;
	const place = line === null ? '-' : column === null ? `${line}` : `${line}:${column}`;
	const start = `${place.padStart(placeWidth)}  ${paint(severity.padEnd(severityWidth), severityTones[severity])}  `;
	const indent = placeWidth + severityWidth + 4;
	if (width === null) {
		return [`${start}${message}  ${paint(code, 'dim')}`];
	}

	const room = Math.max(20, width - indent);
	const [first = '', ...others] = wrap(message, room);
	const lines = [first, ...others];
	// The code stands behind the message where there is room for it, else below.
	const last = lines.at(-1)!;
	const isFitting = last.length + 2 + code.length <= room;
	const painted = paint(code, 'dim');
	const all = isFitting ? [...lines.slice(0, -1), `${last}  ${painted}`] : [...lines, painted];
	return all.map((text, index) =>
		index === 0 ? `${start}${text}` : `${' '.repeat(indent)}${text}`,
	);
};

const counted = (count: number, word: string): string =>
	`${count} ${word}${count === 1 ? '' : 's'}`;

const total = (
	findings: readonly Finding[],
	{files, hidden, explanation}: ListOptions,
	paint: Paint,
): string => {
	const looked = `in ${counted(files, 'file')}`;
	const leftOut = hidden > 0 ? paint(` (${hidden} of less weight not shown)`, 'dim') : '';
	if (findings.length === 0) {
		return `${paint(`no problems ${looked}`, 'completed')}${leftOut}`;
	}

	const count = countBySeverity(findings);
	const summary = paint(
		`${counted(count.error, 'error')}, ${counted(count.warning, 'warning')}, ${count.info} info ${looked}`,
		count.error > 0 ? 'failed' : 'warning',
	);
	const hint =
		explanation === null
			? `\n${paint('--explain tells what each code means and what to do', 'dim')}`
			: '';
	return `${summary}${leftOut}${hint}`;
};
