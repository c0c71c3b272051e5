import {createDependencyBook} from '../../source/analysis/dependencies/dependencies.ts';
import {workPlanOf} from '../../source/analysis/dependencies/work-plan.ts';
import {errorReportOf} from '../../source/analysis/errors/error-report.ts';
import {parseFilter} from '../../source/analysis/filter.ts';
import {attemptsOf} from '../../source/analysis/metrics/attempts-of.ts';
import {metricsOf} from '../../source/analysis/metrics/metrics.ts';
import {wholeTime} from '../../source/analysis/metrics/population.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import type {ExportInput, Pieces} from '../../source/export/exporter.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import type {Task} from '../../source/model/task.ts';
import {noon} from '../analysis/tasks.ts';

/** Everything that can be exported of some tasks at noon, without a filter. */
export const inputOf = (tasks: readonly Task[], more: Partial<ExportInput> = {}): ExportInput => {
	const dependencies = createDependencyBook()(new Map(tasks.map((task) => [task.key, task])));
	const rows = tasks.map((task) => rowOf(task, undefined, noon));
	const attempts = attemptsOf(rows);
	return {
		rows,
		allRows: rows,
		findings: [],
		attempts: () => attempts,
		transitions: () => [],
		metrics: () =>
			metricsOf({
				attempts,
				rows,
				window: wholeTime,
				filter: parseFilter(''),
				thresholds: defaultSettings.metrics,
				offsetMs: 0,
			}),
		errors: () =>
			errorReportOf({attempts, window: null, hourOf: (at) => new Date(at).getUTCHours()}),
		workPlan: () => workPlanOf(dependencies, rows),
		cycles: dependencies.cycles,
		isSelected: () => true,
		workspaces: ['/code'],
		filter: '',
		window: wholeTime,
		now: noon,
		timeText: (at) => {
			const date = new Date(at);
			return Number.isNaN(date.getTime())
				? 'unknown'
				: date.toISOString().slice(0, 16).replace('T', ' ');
		},
		...more,
	};
};

export const textOf = (pieces: Pieces): string => [...pieces].join('');
