import type {Insights} from '../analysis/insights.ts';
import type {Metrics} from '../analysis/metrics/metrics.ts';
import {populationText} from '../analysis/metrics/population.ts';
import type {Group} from '../analysis/metrics/durations.ts';
import type {Outstanding} from '../analysis/metrics/outstanding.ts';
import {forecastReport} from './insight-report.ts';
import type {StatsReport} from './stats-schema.ts';
import {errorGroupReport} from './tables/errors.ts';
import {writtenTime, writtenTimeOrNull} from './written-time.ts';

export type StatsInput = {
	readonly metrics: Metrics;
	/** Absent: not looked into. */
	readonly insights?: Insights;
	readonly workspaces: readonly string[];
	/** Epoch milliseconds. */
	readonly now: number;
};

/** The document of `stats --json`; the order of its keys is part of the contract. */
export const statsReport = ({metrics, insights, workspaces, now}: StatsInput): StatsReport => {
	const {groups, retries, throughput, thresholds} = metrics;
	return {
		version: 1,
		generatedAt: writtenTime(now),
		workspaces: [...workspaces],
		population: populationReport(metrics.population),
		success: {
			tasks: metrics.tasks,
			attempts: metrics.attempts,
			interrupted: metrics.interrupted,
			cancelled: metrics.cancelled,
		},
		durations: {
			completed: metrics.durations.completed,
			failed: metrics.durations.failed,
			histogram: [...metrics.durations.histogram],
		},
		by: {
			format: groups.format.map(groupReport),
			agent: groups.agent.map(groupReport),
			kind: groups.kind.map(groupReport),
		},
		stages: metrics.stages.map(({name, attempts, durations, share, failures}) => ({
			name,
			attempts,
			durations,
			share,
			failures,
		})),
		throughput: throughput && {
			unit: throughput.unit,
			perDay: throughput.perDay,
			buckets: throughput.buckets.map(({at, completed, failed}) => ({
				at: writtenTimeOrNull(at),
				completed,
				failed,
			})),
			earlier: throughput.earlier,
			later: throughput.later,
		},
		retries: {
			total: retries.total,
			tasks: retries.tasks,
			recovered: retries.recovered,
			tries: [...retries.tries],
		},
		slow: metrics.slow.map(outstandingReport),
		oftenRetried: metrics.oftenRetried.map(outstandingReport),
		thresholds: {slowSeconds: thresholds.slowSeconds, oftenRetried: thresholds.oftenRetried},
		correlations: metrics.correlations.map(({id, title, count, correlation, says}) => ({
			id,
			title,
			tasks: count,
			rho: correlation?.rho ?? null,
			isBeyondChance: correlation?.isBeyondChance ?? null,
			says,
		})),
		anomalies: metrics.anomalies.map(({kind, task, id, at, score, reason}) => ({
			kind,
			key: task,
			id,
			at: writtenTimeOrNull(at),
			score,
			reason,
		})),
		errors: insights ? insights.errors.groups.map(errorGroupReport) : null,
		forecast: insights ? forecastReport(insights.prospects, now) : null,
	};
};

const populationReport = (population: Metrics['population']): StatsReport['population'] => ({
	text: populationText(population, (at) => (writtenTimeOrNull(at) ?? 'unknown').slice(0, 10)),
	attempts: population.attempts,
	tasks: population.tasks,
	known: population.known,
	from: writtenTimeOrNull(population.from),
	until: writtenTimeOrNull(population.until),
	formats: [...population.formats],
	since: writtenTimeOrNull(population.window.since),
	before: writtenTimeOrNull(population.window.until),
	filter: population.filter === '' ? null : population.filter,
	withoutDuration: population.withoutDuration,
	withoutTime: population.withoutTime,
	running: population.running,
	sources: population.sources,
});

const groupReport = ({name, attempts, success, completed, failed}: Group) => ({
	name,
	attempts,
	success,
	completed,
	failed,
});

const outstandingReport = ({task, id, title, value, attempts}: Outstanding) => ({
	key: task,
	id,
	title,
	value,
	attempts,
});
