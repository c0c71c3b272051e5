import type {Attempt} from '../model/attempt.ts';
import type {JournalEntry} from '../model/journal.ts';
import type {WorkPlan} from './dependencies/work-plan.ts';
import {type ErrorReport, errorReportOf} from './errors/error-report.ts';
import {type Filter, matchesFilter} from './filter.ts';
import {type Prospects, prospectsOf} from './forecast/prospects.ts';
import type {SettledForecast} from './forecast/record.ts';
import {matchingAttempts} from './metrics/metrics.ts';
import type {Window} from './metrics/population.ts';
import type {Row} from './rows.ts';

/** What figures alone do not tell: what fails and what helped, and what is to be expected. */
export type Insights = {readonly errors: ErrorReport; readonly prospects: Prospects};

export type InsightsInput = {
	/** Each once. */
	readonly attempts: readonly Attempt[];
	readonly rows: readonly Row[];
	readonly plan: WorkPlan;
	readonly window: Window;
	readonly filter: Filter;
	readonly journal?: readonly JournalEntry[];
	readonly settled?: readonly SettledForecast[];
	/** Epoch milliseconds. */
	readonly now: number;
	readonly hourOf: (at: number) => number;
};

/**
Errors are those of the window and the filter, as everywhere. A forecast learns from all that is known and
is about all that is open: only the tasks it names are filtered.
*/
export const insightsOf = (input: InsightsInput): Insights => {
	const {rows, filter, window, journal, settled, now, hourOf} = input;
	const shown = filter.terms.length === 0 ? rows : rows.filter((row) => matchesFilter(row, filter));
	const prospects = prospectsOf({...input, settled});
	const names = new Set(shown.map(({task}) => task.key));
	return {
		errors: errorReportOf({
			attempts: matchingAttempts(input, shown),
			journal,
			window:
				window.since === null && window.until === null
					? null
					: {from: window.since ?? 0, until: window.until ?? now},
			hourOf,
		}),
		prospects: {
			...prospects,
			running: prospects.running.filter(({row}) => names.has(row.task.key)),
		},
	};
};
