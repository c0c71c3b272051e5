import {readTime} from '../../../model/time.ts';
import type {FileStat} from '../../format.ts';
import type {Checkpoint} from '../values.ts';

const day = 86_400_000;

export type Claimed = {
	readonly raw: string;
	/** Epoch ms of a timestamp that may be used; null when it may not. */
	readonly trusted: number | null;
	/** Why it is not used; null when it is. */
	readonly flaw: string | null;
	/** Whether the flaw is worth a finding: not when only the file's own time says nothing. */
	readonly isImplausible: boolean;
};

/**
The timestamp of a checkpoint is made up by a language model: round midnights, days and months early. It
is believed only when the time of the file agrees with it.
*/
export const claimedTime = (
	{stat, readAt}: {readonly stat: Pick<FileStat, 'modifiedAt'>; readonly readAt: number},
	{timestamp}: Checkpoint,
	checkout: boolean,
): Claimed | null => {
	if (!timestamp) {
		return null;
	}

	const raw = timestamp.value;
	const refuse = (flaw: string, isImplausible = true): Claimed => ({
		raw,
		trusted: null,
		flaw,
		isImplausible,
	});
	const time = readTime(raw);
	if (!time) {
		return refuse('not a time');
	}

	if (time.at > readAt) {
		return refuse('in the future');
	}

	if (time.isMidnight) {
		return refuse('exactly midnight');
	}

	if (checkout) {
		return refuse('the file has the time of its checkout', false);
	}

	const apart = Math.abs(time.at - stat.modifiedAt);
	if (apart > day) {
		const days = Math.floor(apart / day);
		const direction = time.at < stat.modifiedAt ? 'before' : 'after';
		return refuse(`${days} ${days === 1 ? 'day' : 'days'} ${direction} the file was written`);
	}

	return time.zone === 'naive'
		? refuse('no time zone', false)
		: {raw, trusted: time.at, flaw: null, isImplausible: false};
};
