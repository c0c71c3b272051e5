/*
Counts everything there is to count about so many attempts. Prints the time beside that of the least there is
to do: grouping them by task, and sorting their lengths once.

Arguments: how many attempts.
*/
import process from 'node:process';
import {parseFilter} from '../../source/analysis/filter.ts';
import {metricsOf} from '../../source/analysis/metrics/metrics.ts';
import {wholeTime} from '../../source/analysis/metrics/population.ts';
import type {Attempt} from '../../source/model/attempt.ts';
import {createRandom} from '../workspaces/prose.ts';

const count = Number(process.argv[2]);
const random = createRandom(count);
const start = Date.UTC(2026, 0, 1);

const attempts = Array.from({length: count}, (_, index): Attempt => {
	const durationMs = Math.round(Math.exp(random.below(1000) / 100) * 500);
	const endedAt = start + index * 30_000 + durationMs;
	return {
		task: `task ${random.below(count / 5)}`,
		id: `T${index}`,
		title: `Task ${index}`,
		format: 'kiro',
		workspace: '/w',
		group: 'specs',
		agent: `agent ${random.below(20)}`,
		kind: `kind ${random.below(10)}`,
		stages: [
			{name: 'plan', durationMs: durationMs / 3},
			{name: 'code', durationMs: (2 * durationMs) / 3},
		],
		ordinal: 1,
		startedAt: endedAt - durationMs,
		endedAt,
		durationMs,
		outcome: random.below(10) < 7 ? 'completed' : 'failed',
		error: null,
		priority: random.below(4),
		points: random.below(8),
		dependencies: random.below(4),
		source: 'observed',
	};
});

const timed = (work: () => void): number => {
	const begin = performance.now();
	work();
	return performance.now() - begin;
};

const floor = timed(() => {
	Map.groupBy(attempts, ({task}) => task);
	new Float64Array(attempts.map(({durationMs}) => durationMs ?? 0)).sort();
});
const countAll = (): void => {
	metricsOf({
		attempts,
		rows: [],
		window: wholeTime,
		filter: parseFilter(''),
		thresholds: {slowSeconds: 300, oftenRetried: 3},
		offsetMs: 0,
	});
};

const measured = timed(countAll);
// As on a screen, where it is counted again and again.
for (let round = 0; round < 4; round++) {
	countAll();
}

const again = timed(countAll);
process.stdout.write(JSON.stringify({floor, measured, again}));
