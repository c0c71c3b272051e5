import type {Metrics} from '../../analysis/metrics/metrics.ts';
import {populationText} from '../../analysis/metrics/population.ts';
import {formatDuration} from '../../text/duration.ts';
import type {ReadableColumn} from '../column.ts';
import type {ExportInput} from '../exporter.ts';
import {executionsOf, readableExecutionColumns} from '../tables/executions.ts';
import {barChart} from './chart.ts';
import {element, line} from './element.ts';
import {htmlTable} from './table.ts';

const most = 500;

/** How long work takes, how much gets done, and what retries achieve. */
export function* metricsHtml(input: ExportInput): Generator<string, void, undefined> {
	const metrics = input.metrics();
	const {population, retries} = metrics;
	yield line(
		'p',
		{class: 'about'},
		populationText(population, (at) => dayText(input, at)),
	);
	if (population.attempts === 0) {
		yield line('p', {}, nothingKnown);
		return;
	}

	yield line(
		'dl',
		{class: 'figures'},
		figuresOf(metrics).map(([name, value]) =>
			element('div', {}, element('dt', {}, name), element('dd', {}, value)),
		),
	);
	yield* throughputChart(input, metrics);
	yield* histogramChart(metrics);
	yield* stageTable(metrics);
	if (retries.total > 0) {
		const {recovered} = retries;
		yield line(
			'p',
			{},
			`${retries.total} retries of ${retries.tasks} tasks.`,
			recovered &&
				` ${recovered.successes} of ${recovered.count} failed attempts were followed by a completion of the same task.`,
		);
	}

	if (metrics.anomalies.length > 0) {
		yield line('h3', {}, 'Unusual');
		yield line(
			'ul',
			{},
			metrics.anomalies.slice(0, 20).map(({id, reason}) => element('li', {}, `${id}: ${reason}`)),
		);
	}

	yield* htmlTable(
		readableExecutionColumns,
		executionsOf(input).toSorted((a, b) => b.total - a.total),
		{caption: 'Attempts by task, most often tried first', most},
	);
}

const nothingKnown =
	'No attempt is known: nothing tells when work began or ended. metawatch history import takes over a past that others have kept.';

const dayText = ({timeText}: ExportInput, at: number): string => timeText(at).slice(0, 10);

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

const figuresOf = ({durations, attempts, throughput, interrupted}: Metrics) => {
	const perDay = throughput?.perDay ?? null;
	return (
		[
			['success of attempts', attempts && percent(attempts.share)],
			['median length', durations.completed && formatDuration(durations.completed.median)],
			['95th percentile', durations.completed && formatDuration(durations.completed.p95)],
			['completed a day', perDay === null ? null : String(Math.round(perDay * 10) / 10)],
			['interrupted', String(interrupted)],
		] as const
	).filter((pair): pair is [(typeof pair)[0], string] => pair[1] !== null);
};

function* throughputChart(
	{timeText}: ExportInput,
	{throughput}: Metrics,
): Generator<string, void, undefined> {
	if (!throughput || throughput.buckets.length < 2) {
		return;
	}

	const {unit, buckets} = throughput;
	const every = Math.ceil(buckets.length / 10);
	const text = (at: number): string =>
		unit === 'hour' ? timeText(at).slice(5, 16) : timeText(at).slice(0, 10);
	const total = buckets.reduce((sum, {completed}) => sum + completed, 0);
	yield barChart({
		title: `Brought to an end, by ${unit} (completed below, failed above)`,
		description: `${total} completed from ${text(buckets[0]!.at)} to ${text(buckets.at(-1)!.at)}`,
		bars: buckets.map(({at, completed, failed}, index) => ({
			label: index % every === 0 ? text(at).slice(unit === 'hour' ? 6 : 5) : null,
			says: `${text(at)}: ${completed} completed, ${failed} failed`,
			parts: [
				{tone: 'completed', value: completed},
				{tone: 'failed', value: failed},
			],
		})),
	}).markup;
}

function* histogramChart({durations}: Metrics): Generator<string, void, undefined> {
	const {histogram, completed} = durations;
	if (!completed) {
		return;
	}

	yield barChart({
		title: 'How long completed attempts took',
		description: `median ${formatDuration(completed.median)}, 95th percentile ${formatDuration(completed.p95)}, of ${completed.count}`,
		bars: histogram.map(({from, until, count}) => ({
			label: formatDuration(from),
			says: `${formatDuration(from)} to ${until === null ? 'any length' : formatDuration(until)}: ${count}`,
			parts: [{tone: 'partial', value: count}],
		})),
	}).markup;
}

const stageColumns: readonly ReadableColumn<Metrics['stages'][number]>[] = [
	{title: 'Stage', text: ({name}) => name},
	{title: 'Attempts', text: ({attempts}) => String(attempts), isNumber: true},
	{
		title: 'Median',
		text: ({durations}) => (durations ? formatDuration(durations.median) : ''),
		isNumber: true,
	},
	{
		title: 'Share of time',
		text: ({share}) => (share === null ? '' : percent(share)),
		isNumber: true,
	},
	{
		title: 'Ended there without success',
		text: ({failures}) => (failures ? `${failures.successes} of ${failures.count}` : ''),
		isNumber: true,
	},
];

function* stageTable({stages}: Metrics): Generator<string, void, undefined> {
	if (stages.length > 0) {
		yield* htmlTable(stageColumns, stages, {
			caption: 'Stages, the one that takes most time first',
			most: 30,
		});
	}
}
