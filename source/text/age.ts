import {formatDuration} from './duration.ts';

const minute = 60_000;

/**
How long ago something was, in words that change at most once a minute: `just now`, `5m ago`, `3h20m ago`.
Beside a running clock precision matters; in a description it only makes the screen restless.
*/
export const formatAge = (milliseconds: number): string => {
	const minutes = Math.floor(milliseconds / minute);
	if (minutes < 0) {
		return 'in the future';
	}

	if (minutes < 1) {
		return 'just now';
	}

	return minutes < 60 ? `${minutes}m ago` : `${formatDuration(minutes * minute)} ago`;
};

/** Milliseconds until `formatAge` of a growing age reads differently. */
export const untilAgeChanges = (milliseconds: number): number =>
	minute - (((milliseconds % minute) + minute) % minute);
