import type {Attempt} from '../../model/attempt.ts';
import {classifyError, type ErrorClass} from '../../model/error-rules.ts';
import type {JournalEntry} from '../../model/journal.ts';
import type {ErrorSeverity} from '../../model/task.ts';
import {type Failure, failuresOf, momentOf, type RecoveryRate, recoveryRateOf} from './failures.ts';
import {patternKey, patternOf} from './fingerprint.ts';
import {appliedStepsOf, type OptionResult, optionResultsOf} from './option-results.ts';
import {type Trend, trendOf} from './trend.ts';

/** All failures with the same pattern. */
export type ErrorGroup = ErrorClass & {
	/** The message without what differs from one time to the next; null: nothing was said. */
	readonly pattern: string | null;
	readonly count: number;
	/** Different tasks. */
	readonly tasks: number;
	/** Those it happened to, most often first. */
	readonly agents: readonly string[];
	/** Epoch milliseconds; null: no time of any is known. */
	readonly firstAt: number | null;
	readonly lastAt: number | null;
	/** How often in each hour of the day, 0 to 23. */
	readonly byHour: readonly number[];
	readonly trend: Trend;
	/** The latest of them, in full. */
	readonly example: Attempt;
	readonly recovery: RecoveryRate;
	readonly options: readonly OptionResult[];
};

export type ErrorReport = {
	/** Most often first. */
	readonly groups: readonly ErrorGroup[];
	/** Of all failures and interruptions of the window, also those that say no error. */
	readonly recovery: RecoveryRate;
	/** Attempts of the window that ended. */
	readonly attempts: number;
	/** Failures left out because nothing tells when they happened; only where a window was asked for. */
	readonly withoutTime: number;
};

export type ErrorQuestion = {
	/** All that are known, of the window and of before: trends compare, and recoveries follow later. */
	readonly attempts: readonly Attempt[];
	readonly journal?: readonly JournalEntry[];
	/** Epoch milliseconds; null: everything there is, without a trend. */
	readonly window: {readonly from: number; readonly until: number} | null;
	/** The hour of the day (0 to 23) of a moment, where the reader lives. */
	readonly hourOf: (at: number) => number;
};

/** Errors by pattern: what fails, how often, since when, and what helped. */
export const errorReportOf = ({
	attempts,
	journal = [],
	window,
	hourOf,
}: ErrorQuestion): ErrorReport => {
	const isNow = within(window);
	const isBefore =
		window === null
			? () => false
			: within({from: 2 * window.from - window.until, until: window.from - 1});
	const chances = (isOf: (attempt: Attempt) => boolean): number =>
		attempts.filter((attempt) => attempt.outcome !== 'running' && isOf(attempt)).length;
	const chancesNow = chances(isNow);
	const chancesBefore = chances(isBefore);
	const applied = appliedStepsOf(journal);
	const all = failuresOf(attempts);
	const inWindow = all.filter(({attempt}) => isNow(attempt));
	const failures = inWindow.filter(({attempt}) => tellsError(attempt));
	const before = new Map<string, number>();
	for (const {attempt} of all) {
		if (tellsError(attempt) && isBefore(attempt)) {
			const key = keyOf(attempt);
			before.set(key, (before.get(key) ?? 0) + 1);
		}
	}

	const groups = [...Map.groupBy(failures, ({attempt}) => keyOf(attempt))].map(([key, own]) => ({
		...groupOf(own, hourOf),
		trend: trendOf({now: own.length, before: before.get(key) ?? 0, chancesNow, chancesBefore}),
		options: optionResultsOf(own, applied),
	}));
	return {
		groups: groups.sort(
			(a, b) =>
				b.count - a.count ||
				severityRank[a.severity] - severityRank[b.severity] ||
				(b.lastAt ?? 0) - (a.lastAt ?? 0),
		),
		recovery: recoveryRateOf(inWindow),
		attempts: chancesNow,
		withoutTime: window === null ? 0 : all.filter(({attempt}) => momentOf(attempt) === null).length,
	};
};

/** An interruption is an error where one was told; else nobody knows what it was. */
const tellsError = ({outcome, error}: Attempt): boolean => outcome === 'failed' || error !== null;

const keyOf = ({error}: Attempt): string => (error ? patternKey(patternOf(error.message)) : '');

const within =
	(window: ErrorQuestion['window']) =>
	(attempt: Attempt): boolean => {
		const at = momentOf(attempt);
		return window === null || (at !== null && at >= window.from && at <= window.until);
	};

const severityRank: Readonly<Record<ErrorSeverity, number>> = {
	critical: 0,
	high: 1,
	medium: 2,
	low: 3,
};

const groupOf = (
	failures: readonly Failure[],
	hourOf: ErrorQuestion['hourOf'],
): Omit<ErrorGroup, 'trend' | 'options'> => {
	const example = failures
		.map(({attempt}) => attempt)
		.reduce((latest, attempt) =>
			(momentOf(attempt) ?? -Infinity) >= (momentOf(latest) ?? -Infinity) ? attempt : latest,
		);
	const moments = failures.map(({attempt}) => momentOf(attempt)).filter((at) => at !== null);
	const byHour = Array.from({length: 24}, () => 0);
	for (const at of moments) {
		const hour = hourOf(at);
		byHour[hour] = (byHour[hour] ?? 0) + 1;
	}

	const agents = Map.groupBy(
		failures.flatMap(({attempt: {agent}}) => (agent === null ? [] : [agent])),
		(agent) => agent,
	);
	return {
		...classOf(example),
		pattern: example.error ? patternOf(example.error.message) : null,
		count: failures.length,
		tasks: new Set(failures.map(({attempt}) => attempt.task)).size,
		agents: [...agents]
			.sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
			.map(([agent]) => agent),
		firstAt: moments.reduce<number | null>((least, at) => Math.min(least ?? at, at), null),
		lastAt: moments.reduce<number | null>((most, at) => Math.max(most ?? at, at), null),
		byHour,
		example,
		recovery: recoveryRateOf(failures),
	};
};

const classOf = ({error}: Attempt): ErrorClass => {
	const {category, severity} = classifyError(error?.message ?? '');
	return {category: error?.category ?? category, severity: error?.severity ?? severity};
};
