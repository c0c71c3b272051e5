import type {ExportPanel} from '../../commands/export-panel.ts';
import {type OutputFormat, outputFormats} from '../../export/exporter.ts';
import {exporters} from '../../export/exporters.ts';
import {reportsAs} from '../../export/report.ts';
import {type ReportName, reportNames} from '../../export/report-names.ts';

const everything = 'everything';

const whats: readonly string[] = [everything, ...reportNames];

const isReport = (what: string): what is ReportName => reportNames.some((name) => name === what);

/** The reports that are meant by a choice. */
export const reportsOf = (what: string): readonly ReportName[] =>
	isReport(what) ? [what] : reportNames;

const howsOf = (what: string): readonly OutputFormat[] =>
	isReport(what)
		? outputFormats.filter((format) => reportsAs(format).includes(what))
		: ['html', 'markdown'];

export const formatNamed = (how: string): OutputFormat =>
	outputFormats.find((format) => format === how) ?? 'json';

const aboutOf = (what: string): string =>
	isReport(what)
		? exporters[what].description
		: 'all reports in one file, for people who were not there';

/** How files of a format are called. */
const endings: Readonly<Partial<Record<OutputFormat, string>>> = {markdown: 'md', mermaid: 'mmd'};

/** `metawatch-tasks-2026-03-01.csv` */
export const usualName = ({what, how}: Pick<ExportPanel, 'what' | 'how'>, day: string): string =>
	`metawatch-${isReport(what) ? what : 'report'}-${day}.${endings[formatNamed(how)] ?? how}`;

/** What is offered at first. */
export const firstPanel = (filter: string): ExportPanel => ({
	line: 'what',
	what: everything,
	about: aboutOf(everything),
	how: 'html',
	hows: howsOf(everything),
	filter,
	stage: {type: 'choosing'},
});

const lines = ['what', 'how', 'where'] as const;

/** The panel after a key; null: it means nothing there. */
export const panelAfter = (panel: ExportPanel, key: string): ExportPanel | null => {
	if (key === 'up' || key === 'down' || key === 'tab') {
		const index = lines.indexOf(panel.line) + (key === 'up' ? -1 : 1);
		return {...panel, line: lines[(index + lines.length) % lines.length]!};
	}

	const step = key === 'right' || key === 'space' ? 1 : key === 'left' ? -1 : 0;
	if (step === 0 || panel.line === 'where') {
		return null;
	}

	if (panel.line === 'how') {
		return {...panel, how: stepped(panel.hows, panel.how, step)};
	}

	const what = stepped(whats, panel.what, step);
	const hows = howsOf(what);
	const how = hows.some((one) => one === panel.how) ? panel.how : hows[0]!;
	return {...panel, what, about: aboutOf(what), hows, how};
};

const stepped = (all: readonly string[], present: string, step: number): string =>
	all[(all.indexOf(present) + step + all.length) % all.length]!;
