import {drawingOf} from './dependencies/drawing.ts';
import {dependenciesDot} from './dependencies/dot.ts';
import {dependenciesJson} from './dependencies/json.ts';
import {dependenciesMermaid} from './dependencies/mermaid.ts';
import {csvLines} from './csv.ts';
import type {Exporter} from './exporter.ts';
import {dependenciesHtml} from './html/dependencies.ts';
import {errorsHtml} from './html/errors.ts';
import {historyHtml} from './html/history.ts';
import {metricsHtml} from './html/metrics.ts';
import {problemsHtml} from './html/problems.ts';
import {tasksHtml} from './html/tasks.ts';
import {headOf, jsonDocument, jsonLines} from './json-document.ts';
import {jsonText} from './json-text.ts';
import {markdownList} from './markdown-report.ts';
import {nothingWatched} from './nothing-watched.ts';
import {metricsMarkdown} from './metrics-markdown.ts';
import type {ReportName} from './report-names.ts';
import {statsReport} from './stats-report.ts';
import {
	dependencyColumns,
	dependencyItems,
	readableDependencyColumns,
} from './tables/dependencies.ts';
import {errorColumns, errorGroupReport, readableErrorColumns} from './tables/errors.ts';
import {executionColumns, executionsOf} from './tables/executions.ts';
import {historyColumns, readableHistoryColumns, transitionReport} from './tables/history.ts';
import {problemColumns, problemItems, readableProblemColumns} from './tables/problems.ts';
import {readableTaskColumns, taskColumns, taskItems} from './tables/tasks.ts';

/** Every report there is. A new one is an entry here and a name in `report-names.ts`. */
export const exporters: Readonly<Record<ReportName, Exporter>> = {
	tasks: {
		description: 'every task with all that is known about it',
		title: 'Tasks',
		writers: {
			json: (input) => jsonDocument(headOf('tasks', input), 'tasks', taskItems(input)),
			jsonl: (input) => jsonLines(taskItems(input)),
			csv: (input) => csvLines(taskColumns, taskItems(input)),
		},
		sections: {
			markdown: (input) => markdownList(readableTaskColumns, taskItems(input), 'No tasks.'),
			html: tasksHtml,
		},
	},
	problems: {
		description: 'every finding: files, consistency, dependencies',
		title: 'Problems',
		writers: {
			json: (input) => jsonDocument(headOf('problems', input), 'problems', input.findings),
			jsonl: ({findings}) => jsonLines(findings),
			csv: (input) => csvLines(problemColumns, problemItems(input)),
		},
		sections: {
			markdown: (input) =>
				markdownList(readableProblemColumns, problemItems(input), 'No problems.'),
			html: problemsHtml,
		},
	},
	metrics: {
		description: 'durations, success, throughput and retries; as CSV a line for every task',
		title: 'Metrics',
		writers: {
			json: (input) => [jsonText(statsReport({...input, metrics: input.metrics()}))],
			jsonl: (input) => jsonLines(executionsOf(input)),
			csv: (input) => csvLines(executionColumns, executionsOf(input)),
		},
		sections: {markdown: metricsMarkdown, html: metricsHtml},
	},
	errors: {
		description: 'what fails, by pattern: how often, since when, what helped',
		title: 'Errors',
		writers: {
			json: (input) =>
				jsonDocument(
					headOf('errors', input),
					'errors',
					input.errors().groups.map(errorGroupReport),
				),
			jsonl: (input) => jsonLines(input.errors().groups.map(errorGroupReport)),
			csv: (input) => csvLines(errorColumns, input.errors().groups),
		},
		sections: {
			markdown: (input) =>
				markdownList(readableErrorColumns(input), input.errors().groups, 'No errors are known.'),
			html: errorsHtml,
		},
	},
	history: {
		description: 'what happened, newest first, as far as it was kept',
		title: 'History',
		writers: {
			json: (input) =>
				jsonDocument(headOf('history', input), 'transitions', transitionReports(input)),
			jsonl: (input) => jsonLines(transitionReports(input)),
			csv: (input) => csvLines(historyColumns, input.transitions()),
		},
		sections: {
			markdown: (input) =>
				markdownList(readableHistoryColumns(input), input.transitions(), nothingWatched(input)),
			html: historyHtml,
		},
	},
	dependencies: {
		description: 'which task waits for which, what is missing, cycles, the critical path',
		title: 'Dependencies',
		writers: {
			json: dependenciesJson,
			jsonl: (input) =>
				jsonLines(
					dependencyItems(input).map(({from, to, dependency, state}) => ({
						from: from.key,
						to: to?.key ?? null,
						raw: dependency.raw,
						state,
					})),
				),
			csv: (input) => csvLines(dependencyColumns, dependencyItems(input)),
			mermaid: dependenciesMermaid,
			dot: dependenciesDot,
		},
		sections: {
			*markdown(input) {
				yield* markdownList(readableDependencyColumns, dependencyItems(input), 'No dependencies.');
				if (drawingOf(input).nodes.length > 0) {
					yield* ['\n```mermaid\n', ...dependenciesMermaid(input), '```\n'];
				}
			},
			html: dependenciesHtml,
		},
	},
};

function* transitionReports(
	input: Parameters<Exporter['sections']['html']>[0],
): Generator<ReturnType<typeof transitionReport>, void, undefined> {
	for (const transition of input.transitions()) {
		yield transitionReport(transition);
	}
}
