import path from 'node:path';
import {type OutputFormat, outputFormats} from '../../export/exporter.ts';
import {reportFlaw, usualReports} from '../../export/report.ts';
import type {ReportName} from '../../export/report-names.ts';
import type {FlagValues} from '../flags.ts';
import {UsageError} from '../usage-error.ts';

/** What is to be written, how, and where to. */
export type Choices = {
	readonly reports: readonly ReportName[];
	readonly format: OutputFormat;
	/** `-`: to stdout. */
	readonly output: string;
};

/** How a file is written that is called so. */
const formatByEnding: Readonly<Record<string, OutputFormat>> = {
	...Object.fromEntries(outputFormats.map((format) => [`.${format}`, format])),
	'.md': 'markdown',
	'.htm': 'html',
	'.ndjson': 'jsonl',
	'.mmd': 'mermaid',
	'.gv': 'dot',
};

/**
What the flags ask for, with what they leave open.

@throws {UsageError} when it cannot be had.
*/
export const choicesOf = ({what, outputFormat, output = '-'}: FlagValues): Choices => {
	const format = outputFormat ?? formatByEnding[path.extname(output).toLowerCase()] ?? 'json';
	const reports = what ?? usualReports(format);
	const flaw = reportFlaw(reports, format);
	if (flaw !== null) {
		throw new UsageError(flaw);
	}

	return {reports, format, output};
};
