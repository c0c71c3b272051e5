import type {Column} from '../../source/export/column.ts';
import {outputFormats} from '../../source/export/exporter.ts';
import {exporters} from '../../source/export/exporters.ts';
import {reportsAs} from '../../source/export/report.ts';
import {type ReportName, reportNames} from '../../source/export/report-names.ts';
import {dependencyColumns} from '../../source/export/tables/dependencies.ts';
import {errorColumns} from '../../source/export/tables/errors.ts';
import {executionColumns} from '../../source/export/tables/executions.ts';
import {historyColumns} from '../../source/export/tables/history.ts';
import {problemColumns} from '../../source/export/tables/problems.ts';
import {taskColumns} from '../../source/export/tables/tasks.ts';

type Named = Pick<Column<never>, 'name' | 'description'>;

const columnsOf: Readonly<Record<ReportName, readonly Named[]>> = {
	tasks: taskColumns,
	problems: problemColumns,
	metrics: executionColumns,
	errors: errorColumns,
	history: historyColumns,
	dependencies: dependencyColumns,
};

/** The schema of the JSON; metrics are what `stats --json` writes. */
const schemaOf = (name: ReportName): string => (name === 'metrics' ? 'stats' : name);

const intro = `# Exports

\`metawatch export\` writes reports: for other programs as JSON, JSON lines or CSV, for people as Markdown or HTML. On the screen \`e\` does the same.

\`\`\`sh
metawatch export --output report.html                         # everything, for people who were not there
metawatch export --what tasks --filter status:failed --output failed.csv
metawatch export --what history --since 7d --format jsonl | jq .
metawatch export --watch                                      # goes on, a JSON document a line
\`\`\`

- **Filter and time.** \`--filter\` is the filter of the screen; a term that only problems have (\`severity:error\`) chooses the tasks that have such problems, and the other way round. \`--since\` and \`--until\` (\`90m\`, \`12h\`, \`7d\`, \`4w\` or a date) keep the tasks that were worked on in that time, the attempts that ended and the changes that happened in it, and the problems of files that were changed in it. Tasks of which nothing tells when they were worked on are left out then, and their number is said on stderr.
- **Whole or not at all.** A file is written beside its place and put there at the end: whatever happens in the middle, no half file is left under its name. One that is there is replaced only with \`--force\` or when you confirm it.
- **CSV** follows RFC 4180: UTF-8 without a mark at its start, commas, CRLF, titles in the first line. What is not known is an empty cell. Times are ISO 8601 in UTC. A cell that a spreadsheet would take for a formula (it begins with \`=\`, \`+\`, \`-\`, \`@\`, a tab or a carriage return) begins with an apostrophe; numbers are numbers. Columns may be added at any place: read them by their names.
- **JSON** is one document with \`"version": 1\`; its schemas lie in \`schema/\`. Fields may be added, none is taken away. **jsonl** holds the items of the same document, one a line.
- **Markdown** shows as it is on GitHub and GitLab; what would mean something there is escaped.
- **HTML** is one file without scripts, pictures or styles from elsewhere, and forbids browsers to fetch any. Long tables are shown up to a limit that is said below them; CSV and JSON hold everything.
- Nothing is asked of the network, and nothing is written but the file.

This page is made from the program (\`npm run documents\`).
`;

const liveText = `## \`--watch\`

One JSON document a line ([schema](../schema/live.schema.json)), written as soon as it happens:

- \`start\`: what is watched, and how many tasks and problems there are.
- \`transition\`: a task appeared or vanished, or its status, stage, error or retries changed. A task that is called interrupted because it has gone silent is one as well.
- \`problem-appeared\`, \`problem-cleared\`: with the problem.
- \`alert\`: what the screen would tell of (see the settings of \`alerts\`), folded in the same way.
- \`end\`: after Ctrl+C or SIGTERM. When its reader goes away it ends without a word.

A reader that takes its time loses nothing but steps in between: each line tells what has changed against what was told before.
`;

const table = (columns: readonly Named[]): string =>
	[
		'| column | meaning |',
		'| --- | --- |',
		...columns.map(
			({name, description}) => `| \`${name}\` | ${description.replaceAll('|', '\\|')} |`,
		),
	].join('\n');

/** `docs/exports.md`, made from the tables of columns. */
export const exportsDocument = (): string =>
	[
		intro,
		...reportNames.map((name) =>
			[
				`## \`${name}\`\n`,
				`${exporters[name].description[0]!.toUpperCase()}${exporters[name].description.slice(1)}. As ${outputFormats.filter((format) => reportsAs(format).includes(name)).join(', ')}; [schema of the JSON](../schema/${schemaOf(name)}.schema.json).\n`,
				`${table(columnsOf[name])}\n`,
			].join('\n'),
		),
		liveText,
	].join('\n');
