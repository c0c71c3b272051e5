import {exporters} from './exporters.ts';
import type {ExportInput, OutputFormat, Pieces} from './exporter.ts';
import {htmlPage} from './html/page.ts';
import {markdownReport} from './markdown-report.ts';
import {type ReportName, reportNames} from './report-names.ts';

/** Formats that hold several reports in one file. */
const isJoining = (format: OutputFormat): format is 'markdown' | 'html' =>
	format === 'markdown' || format === 'html';

/** What can be written in a format. */
export const reportsAs = (format: OutputFormat): readonly ReportName[] =>
	isJoining(format)
		? reportNames
		: reportNames.filter((name) => exporters[name].writers[format] !== undefined);

/** What is written when nobody says it: the whole report, or the first that the format can hold. */
export const usualReports = (format: OutputFormat): readonly ReportName[] =>
	isJoining(format) ? reportNames : reportsAs(format).slice(0, 1);

/** Why these reports cannot be written in this format, or null: they can. */
export const reportFlaw = (names: readonly ReportName[], format: OutputFormat): string | null => {
	const wrong = names.find((name) => !reportsAs(format).includes(name));
	if (wrong !== undefined) {
		return `${wrong} cannot be written as ${format}; as ${format} there is ${reportsAs(format).join(', ')}`;
	}

	return names.length > 1 && !isJoining(format)
		? `as ${format} one report is written at a time; markdown and html hold several`
		: null;
};

/** The text of a report in pieces, made while it is written. Names and format fit: `reportFlaw`. */
export const writeReport = (
	names: readonly ReportName[],
	format: OutputFormat,
	input: ExportInput,
): Pieces => {
	if (isJoining(format)) {
		const parts = reportNames
			.filter((name) => names.includes(name))
			.map((name) => ({...exporters[name], name}));
		return format === 'html' ? htmlPage(parts, input) : markdownReport(parts, input);
	}

	return exporters[names[0]!].writers[format]?.(input) ?? [];
};
