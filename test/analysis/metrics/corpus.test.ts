import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {parseFilter} from '../../../source/analysis/filter.ts';
import {attemptsOf} from '../../../source/analysis/metrics/attempts-of.ts';
import {mergeAttempts} from '../../../source/analysis/metrics/merge-attempts.ts';
import {metricsOf} from '../../../source/analysis/metrics/metrics.ts';
import {wholeTime} from '../../../source/analysis/metrics/population.ts';
import {rowOf} from '../../../source/analysis/rows.ts';
import {attemptsInDatabases} from '../../../source/history/import/databases.ts';
import {reduce} from '../../../source/store/reduce.ts';
import {emptyState} from '../../../source/store/state.ts';
import {corpusFolder} from '../../helpers/corpus.ts';
import {databaseChange} from '../../formats/backlog/read-project.ts';

/** What a scan of the tables by other means has found; what the writer itself says of them is wrong. */
const cases = [
	{name: '2025-08-07-baseline', retries: 49, tasks: 85.53, attempts: 54.74},
	{name: '2025-08-13-heavy-retries', retries: 108, tasks: 72.86, attempts: 31.63},
	{name: '2025-08-18-ascii-hyphens', retries: 7, tasks: 89.58, attempts: 80.65},
];

/** The database alone: the plan beside it counts boxes, not executions. */
const metricsIn = async (name: string) => {
	const workspace = path.join(corpusFolder!, 'backlog', name);
	const file = path.join(workspace, 'task_execution.db');
	const readAt = Date.UTC(2025, 9);
	const state = reduce(emptyState, [await databaseChange(workspace, file, readAt)], readAt, true);
	const executed = attemptsInDatabases(state).flatMap(({attempts}) => attempts);
	const rows = [...state.tasks.values()].map((task) => rowOf(task, undefined, readAt));
	return {
		executed: executed.length,
		metrics: metricsOf({
			attempts: mergeAttempts([executed, attemptsOf(rows)]),
			rows,
			window: wholeTime,
			filter: parseFilter(''),
			thresholds: {slowSeconds: 300, oftenRetried: 3},
			offsetMs: 0,
		}),
	};
};

describe.skipIf(corpusFolder === null)(
	'figures of real databases (skipped without shared/corpus beside the project)',
	() => {
		test.each(cases)('$name', async ({name, retries, tasks, attempts}) => {
			const {executed, metrics} = await metricsIn(name);
			expect.soft(metrics.retries.total).toBe(retries);
			expect.soft((metrics.attempts?.share ?? 0) * 100).toBeCloseTo(attempts, 2);
			expect.soft((metrics.tasks?.share ?? 0) * 100).toBeCloseTo(tasks, 2);
			// What the files say at present is the last of those, and not counted again.
			expect
				.soft(metrics.population.attempts - metrics.population.running - metrics.interrupted)
				.toBe(executed);
		});
	},
);
