import {populationText} from '../analysis/metrics/population.ts';
import {formatDuration} from '../text/duration.ts';
import type {ExportInput} from './exporter.ts';
import {markdownText} from './markdown.ts';
import {markdownList} from './markdown-report.ts';
import {executionsOf, readableExecutionColumns} from './tables/executions.ts';

/** The figures as sentences, and a table of the tasks that were tried. */
export function* metricsMarkdown(input: ExportInput): Generator<string, void, undefined> {
	const metrics = input.metrics();
	const {durations, attempts, retries} = metrics;
	yield `${markdownText(populationText(metrics.population, (at) => input.timeText(at).slice(0, 10)))}\n\n`;
	const lines = [
		attempts &&
			`Success of attempts: ${Math.round(attempts.share * 1000) / 10} % (${attempts.successes} of ${attempts.count})`,
		durations.completed &&
			`Length of a completed attempt: median ${formatDuration(durations.completed.median)}, mean ${formatDuration(durations.completed.mean)}, 95th percentile ${formatDuration(durations.completed.p95)} (of ${durations.completed.count})`,
		retries.total > 0 ? `Retries: ${retries.total} of ${retries.tasks} tasks` : null,
	].filter((line) => line !== null);
	for (const line of lines) {
		yield `- ${line}\n`;
	}

	yield lines.length > 0 ? '\n' : '';
	yield* markdownList(
		readableExecutionColumns,
		executionsOf(input).toSorted((a, b) => b.total - a.total),
		'No attempts are known.',
	);
}
