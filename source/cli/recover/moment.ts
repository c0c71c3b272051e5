import {randomInt} from 'node:crypto';
import type {RecoveryMoment} from '../../formats/recovery.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Sixteen characters that nobody has used before. */
export const newToken = (): string =>
	Array.from({length: 16}, () => letters[randomInt(letters.length)]).join('');

export const momentAt = (now: number): RecoveryMoment => ({
	now,
	offsetAt: (instant) => -new Date(instant).getTimezoneOffset(),
	token: newToken(),
});
