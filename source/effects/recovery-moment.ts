import {randomInt} from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Characters in a token: enough that nobody has used it before. */
const tokenLength = 24;

/** Now, as recoveries need it: the time, the zone of this machine, and a token nobody has used. */
export const momentAt = (
	now: number,
): {
	readonly now: number;
	readonly offsetAt: (instant: number) => number;
	readonly token: string;
} => ({
	now,
	offsetAt: (instant) => -new Date(instant).getTimezoneOffset(),
	token: Array.from({length: tokenLength}, () => letters[randomInt(letters.length)]).join(''),
});
