import type {Window} from '../analysis/metrics/population.ts';
import {readTime} from '../model/time.ts';
import {UsageError} from './usage-error.ts';

const minute = 60_000;

/** Milliseconds of the letters that lengths of time are given in. */
const units: Readonly<Record<string, number>> = {
	m: minute,
	h: 60 * minute,
	d: 24 * 60 * minute,
	w: 7 * 24 * 60 * minute,
};

/**
The span of time that `--since` and `--until` ask for: `7d` is so long before now, anything else a time as
ISO 8601 writes it, without a zone in that of this machine. A date as an end means the end of that day.

@throws {UsageError} when one of them is no time, or nothing lies between them.
*/
export const windowOf = (
	{since, until}: {readonly since?: string; readonly until?: string},
	now: number,
): Window => {
	const window = {
		since: since === undefined ? null : momentOf('since', since, now, false),
		until: until === undefined ? null : momentOf('until', until, now, true),
	};
	if ((window.since ?? -Infinity) >= (window.until ?? Infinity)) {
		throw new UsageError('--since has to be before --until');
	}

	return window;
};

const momentOf = (flag: string, text: string, now: number, isEnd: boolean): number => {
	const length = /^(\d{1,5})([mhdw])$/.exec(text);
	if (length) {
		return now - Number(length[1]) * units[length[2]!]!;
	}

	const written = readTime(text);
	if (!written) {
		throw new UsageError(
			`--${flag} needs a length of time (90m, 12h, 7d, 4w) or a date (2026-03-01), not "${text}"`,
		);
	}

	// A time without a zone is one of this machine.
	const at =
		written.zone === 'naive' || written.zone === 'date'
			? written.at + new Date(written.at).getTimezoneOffset() * minute
			: written.at;
	return written.zone === 'date' && isEnd ? at + units['d']! - 1 : at;
};
