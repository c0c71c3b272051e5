import type {RecoveryMoment} from '../../recovery.ts';

const minute = 60_000;

/** The last instant whose year has four digits; files may claim to be of any time. */
const latest = Date.UTC(9999, 11, 30);

const clockAt = (at: number, offsetMinutes: number): Date =>
	new Date(Math.min(Math.max(Number.isFinite(at) ? at : 0, 0), latest) + offsetMinutes * minute);

const two = (value: number): string => String(value).padStart(2, '0');

const zoneOf = (offset: number, separator: string): string =>
	`${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${separator}${two(Math.abs(offset) % 60)}`;

/** As the tool writes times (`date -Iseconds`): `2026-11-21T01:07:28+02:00`. */
export const isoStamp = (at: number, {offsetAt}: RecoveryMoment): string => {
	const offset = offsetAt(at);
	return `${clockAt(at, offset).toISOString().slice(0, 19)}${zoneOf(offset, ':')}`;
};

/** As the writer of 2025-10 has them: `2026-11-20T23:07:28Z`. */
export const utcStamp = (at: number): string => `${clockAt(at, 0).toISOString().slice(0, 19)}Z`;

/** For the name of a file, in local time: `20261121T010728`. */
export const nameStamp = (at: number, {offsetAt}: RecoveryMoment): string =>
	clockAt(at, offsetAt(at)).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** As the plain `date` command prints it: `Fri Nov 20 23:07:29 UTC 2026`; other zones by offset. */
export const dateLine = (at: number, {offsetAt}: RecoveryMoment): string => {
	const offset = offsetAt(at);
	const clock = clockAt(at, offset);
	return [
		days[clock.getUTCDay()],
		months[clock.getUTCMonth()],
		String(clock.getUTCDate()).padStart(2),
		clock.toISOString().slice(11, 19),
		offset === 0 ? 'UTC' : zoneOf(offset, ''),
		clock.getUTCFullYear(),
	].join(' ');
};
