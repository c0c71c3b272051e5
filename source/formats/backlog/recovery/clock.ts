import type {Situation} from './situation.ts';

const minute = 60_000;

/** How the writer of a database, or of a backlog, would put down a moment. */
export type Clock = {
	/** The moment of the plan. */
	readonly now: string;
	readonly at: (instant: number) => string;
	/** No row tells the writer's zone: this machine's was taken. */
	readonly isAssumed: boolean;
};

/** Local time of the writer of the task's execution, or else of the newest row of the database. */
export const clockOf = ({input: {moment}, entry, database}: Situation): Clock => {
	const told = entry.record?.offset ?? database?.offset ?? null;
	const at = (instant: number): string =>
		localTime(instant, told ?? -moment.offsetAt(instant) * minute);
	return {now: at(moment.now), at, isAssumed: told === null};
};

/**
A local time without zone as Python's `isoformat` writes it: microseconds, none where they are zero.

@param offset what is added to the local time to get UTC, in ms.
*/
const localTime = (instant: number, offset: number): string => {
	const text = new Date(instant - offset).toISOString();
	const [seconds, fraction] = text.slice(0, -1).split('.');
	return fraction === '000' ? seconds! : `${seconds}.${fraction}000`;
};

export const assumedZone =
	'no row tells the time zone of the writer: the times are written in the zone of this machine';
