import {formatRoughly} from '../../text/duration.ts';
import {fewestLengths} from './task-forecast.ts';
import type {Range} from './range.ts';
import {scoreSentence} from './score.ts';
import type {SuccessForecast} from './success.ts';
import type {TaskForecast} from './task-forecast.ts';
import type {TrackRecord} from './experience.ts';
import type {WorkForecasts} from './work-forecast.ts';

const tenMinutes = 10 * 60_000;

/** A length of time between two others: `3-9m`, `40s-3m`, `1h-3h`. */
export const lengthRange = ({low, high}: Range): string => {
	const [from, until] = [formatRoughly(low), formatRoughly(high)];
	const isSameUnit = from.at(-1) === until.at(-1);
	return from === until ? from : `${isSameUnit ? from.slice(0, -1) : from}-${until}`;
};

/**
Between which times of day something ends: `15:40-16:55`; a day is named by whoever writes moments.

@param clock writes a moment for people.
*/
const momentRange = ({low, high}: Range, now: number, clock: (at: number) => string): string => {
	// What is told to the minute would change all the time and be no truer.
	const rounded = (at: number, up: boolean): number =>
		(up ? Math.ceil : Math.floor)((now + at) / roundTo(high)) * roundTo(high);
	const [from, until] = [clock(Math.max(now, rounded(low, false))), clock(rounded(high, true))];
	// Days are written with hyphens themselves.
	const between = `${from}${until}`.includes('-') ? ' to ' : '-';
	return from === until ? from : from + between + until;
};

/** "15:40-16:55": between which times everything will be done, nine times of ten; null: nobody can say. */
export const etaRange = (
	work: WorkForecasts,
	now: number,
	clock: (at: number) => string,
): string | null =>
	work.type === 'ranges' && work.all
		? momentRange(work.all.left.nineTenths, now, (at) => withoutSeconds(clock(at)))
		: null;

/** Seconds would be more than anybody knows. */
const withoutSeconds = (clock: string): string => clock.replace(/(:\d\d):\d\d$/, '$1');

const roundTo = (length: number): number => (length > 6 * tenMinutes ? tenMinutes / 2 : 60_000);

/** "done in 3-9m (90 %), basis: 14 runs of implement by codex". */
export const taskSentence = (forecast: TaskForecast): string =>
	forecast.type === 'too-little'
		? `not enough data: ${forecast.count} of ${forecast.needed} runs`
		: `done in ${lengthRange(forecast.left.nineTenths)} (90 %), basis: ${forecast.basis.count} ${forecast.basis.words}${forecast.isSilent ? '; wider because it is silent' : ''}`;

/** "succeeds 83 % (70-92 %), low risk, basis: 14 runs of implement by codex". */
export const successSentence = (forecast: SuccessForecast): string =>
	forecast.type === 'too-little'
		? `not enough data: ${forecast.count} of ${forecast.needed} results`
		: `succeeds ${percent(forecast.probability)} % (${percent(forecast.range.low)}-${percent(forecast.range.high)} %), ${forecast.risk} risk, basis: ${forecast.basis.count} ${forecast.basis.words}`;

const percent = (share: number): number => Math.round(share * 100);

/** "90 % ranges held 87 % of 124 times"; null: none has been judged. */
export const recordSentence = ({of, score}: TrackRecord): string | null =>
	score.ranges === null
		? null
		: `${scoreSentence(score.ranges)}${of === 'tried' ? ', tried on the past' : ''}`;

/** "3 that cannot start by themselves": they wait for a person, or for something that failed. */
export const heldSentence = (count: number): string =>
	`${count} that cannot start by ${count === 1 ? 'itself' : 'themselves'}`;

/**
"likely done 15:40-16:55 (90 %), 2 at once without pauses": when everything will be; null: nothing that
can be done is open, or too little is known.
*/
export const etaSentence = (
	work: WorkForecasts,
	now: number,
	clock: (at: number) => string,
): string | null =>
	work.type === 'ranges' && work.all
		? [
				`likely done ${etaRange(work, now, clock)} (90 %)`,
				`${work.agents} at once without pauses`,
				work.all.without === 0 ? null : `not counting ${heldSentence(work.all.without)}`,
				work.all.silent === 0 ? null : `wider: ${work.all.silent} silent`,
			]
				.filter((part) => part !== null)
				.join(', ')
		: null;

/** What is missing where nothing can be forecast. */
export const tooLittleSentence = (count: number): string =>
	`not enough data: ${count} of ${fewestLengths} completed runs with a known length`;
