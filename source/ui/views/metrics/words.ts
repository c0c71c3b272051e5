import type {Rate} from '../../../analysis/metrics/rates.ts';
import {formatDuration} from '../../../text/duration.ts';

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** A length of time or nothing. */
export const lengthText = (milliseconds: number | undefined): string =>
	milliseconds === undefined
		? ''
		: milliseconds > 0 && milliseconds < 1000
			? `${Math.max(1, Math.round(milliseconds))}ms`
			: formatDuration(milliseconds);

export const number = (value: number): string => value.toLocaleString('en-US');

/** Where a share may lie by chance: the ends of its 95 % interval. */
export const rangeText = ({low, high}: Rate): string =>
	`${Math.round(low * 100)}–${Math.round(high * 100)}%`;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
Writes moments as days: `14 Nov`, with the year when it is not that of `now`.

@param offsetMs how far east of UTC days begin, in milliseconds.
*/
export const dayWriter = (now: number, offsetMs: number): ((at: number) => string) => {
	const yearOf = (at: number): number => new Date(at + offsetMs).getUTCFullYear();
	return (at) => {
		const date = new Date(at + offsetMs);
		const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
		return Number.isNaN(date.getTime())
			? 'unknown'
			: yearOf(at) === yearOf(now)
				? day
				: `${day} ${date.getUTCFullYear()}`;
	};
};
