/**
Times as files write them. Nothing here decides whether a time is believable; that needs to know
who wrote it, and is the formats' business. This only says what was written, exactly.
*/
export type WrittenTime = {
	/** Epoch milliseconds; a naive time is read as if its zone were `naiveOffsetMs` east of UTC. */
	readonly at: number;
	/** `utc` (Z), `offset` (+02:00), `naive` (no zone: whose clock is a guess), `date` (no time). */
	readonly zone: 'utc' | 'offset' | 'naive' | 'date';
	/** Hours, minutes and seconds are all zero: usually invented. */
	readonly isMidnight: boolean;
};

const pattern =
	/^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|z|UTC|[+-]\d\d:?\d\d)?)?\s*$/;

/** No time is longer; the pattern tries every split of the blanks before a zone, so it gets few. */
const longest = 80;

/** Minutes east of UTC of an offset such as `-07:00` or `+0530`. */
const offsetMinutes = (zone: string): number => {
	const sign = zone.startsWith('-') ? -1 : 1;
	const digits = zone.replaceAll(/\D/g, '');
	return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4)));
};

/**
Reads an ISO 8601 or SQL time. Returns null for anything else, for dates that no calendar has, and
for values that are not text.

@param naiveOffsetMs how far east of UTC a time without zone is to be read (default: as UTC).
*/
export const readTime = (text: unknown, naiveOffsetMs = 0): WrittenTime | null => {
	if (typeof text !== 'string' || text.length > longest) {
		return null;
	}

	const match = pattern.exec(text);
	if (!match) {
		return null;
	}

	const [, year, month, day, hours, minutes, seconds = '0', fraction = '', zone] = match;
	const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
	const back = new Date(0);
	// Not Date.UTC: it takes the years 0 to 99 for those of the last century.
	back.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
	back.setUTCHours(Number(hours ?? 0), Number(minutes ?? 0), Number(seconds), milliseconds);
	const civil = back.getTime();
	const offset = zone === undefined || /^[zu]/i.test(zone) ? 0 : offsetMinutes(zone);
	const isReal =
		back.getUTCMonth() === Number(month) - 1 &&
		back.getUTCDate() === Number(day) &&
		Number(hours ?? 0) < 24 &&
		Number(minutes ?? 0) < 60 &&
		Number(seconds) < 60 &&
		Math.abs(offset) < 24 * 60;
	if (!isReal) {
		return null;
	}

	const isMidnight = Number(hours ?? 0) + Number(minutes ?? 0) + Number(seconds) === 0;
	if (hours === undefined) {
		return {at: civil - naiveOffsetMs, zone: 'date', isMidnight: true};
	}

	if (zone === undefined) {
		return {at: civil - naiveOffsetMs, zone: 'naive', isMidnight};
	}

	return /^[zu]/i.test(zone)
		? {at: civil, zone: 'utc', isMidnight}
		: {at: civil - offset * 60_000, zone: 'offset', isMidnight};
};
