import type {ErrorClass} from './error-rules.ts';
import type {ErrorCategory} from './task.ts';

/** How often and how soon work that failed in a category is worth another try. */
export type RetryRule = {
	readonly retries: number;
	/** Seconds before the first retry; each further one waits `factor` times longer, up to `cap`. */
	readonly base: number;
	readonly factor: number;
	readonly cap: number;
	/** The wait is shortened by up to half, so that many tasks do not return at once. */
	readonly hasJitter: boolean;
	/** What a person is told to do, in words. */
	readonly advice: string;
};

const cautious: RetryRule = {
	retries: 3,
	base: 1,
	factor: 2,
	cap: 60,
	hasJitter: true,
	advice: 'retry',
};

/** As documented by ai-dev-tasks; `interruption` is ours: nothing failed, so nothing is to be waited for. */
export const retryRules: Readonly<Record<ErrorCategory, RetryRule>> = {
	network: {...cautious, retries: 5, base: 2},
	file_system: {
		...cautious,
		factor: 1.5,
		cap: 30,
		hasJitter: false,
		advice: 'look at the path it names, then retry',
	},
	database: {...cautious, base: 5, cap: 120},
	permission: {
		...cautious,
		retries: 2,
		factor: 1,
		cap: 10,
		hasJitter: false,
		advice: 'fix the permission it names, then retry',
	},
	timeout: {...cautious, retries: 2, base: 5, advice: 'retry with a longer time limit'},
	validation: {
		retries: 1,
		base: 0,
		factor: 1,
		cap: 0,
		hasJitter: false,
		advice: 'fix the input, then retry once',
	},
	execution: {...cautious, base: 2, factor: 1.5, cap: 30},
	interruption: {...cautious, base: 0, factor: 1, cap: 0, hasJitter: false},
	unknown: cautious,
};

/** Milliseconds to wait before retry number `tried` (from 0): the same twice without jitter. */
export const retryDelay = (
	category: ErrorCategory,
	tried: number,
): {readonly least: number; readonly most: number} => {
	const {base, factor, cap, hasJitter} = retryRules[category];
	const most = Math.min(cap, base * factor ** Math.max(0, tried)) * 1000;
	return {least: hasJitter ? most / 2 : most, most};
};

/** Whether another try is allowed after `tried` retries since the last success. */
export const mayRetry = ({category, severity}: ErrorClass, tried: number): boolean =>
	severity !== 'critical' && tried < retryRules[category].retries;
