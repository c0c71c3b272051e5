import type {Attempt} from '../../model/attempt.ts';
import {type FormatName, formatNames} from '../../model/format-name.ts';

/** A span of time; null: without that end. */
export type Window = {
	/** Epoch milliseconds, both inclusive. */
	readonly since: number | null;
	readonly until: number | null;
};

export const wholeTime: Window = {since: null, until: null};

/** Whom figures are about: a figure without it says nothing. */
export type Population = {
	readonly attempts: number;
	/** Different tasks among them. */
	readonly tasks: number;
	/** All tasks that the figures about tasks count, tried or not. */
	readonly known: number;
	/** Epoch milliseconds of the first start or end and of the last; null: none is known. */
	readonly from: number | null;
	readonly until: number | null;
	readonly formats: readonly FormatName[];
	readonly window: Window;
	/** The filter as it was typed, or nothing. */
	readonly filter: string;
	/** Completed and failed attempts whose length nothing tells credibly: in no duration. */
	readonly withoutDuration: number;
	/** Attempts that nobody can place in time: left out where a window is given. */
	readonly withoutTime: number;
	readonly running: number;
	/** How many attempts were told by what. */
	readonly sources: Readonly<Record<Attempt['source'], number>>;
};

/** When an attempt counts: at its end, or its start while it has none. */
export const timeOf = ({endedAt, startedAt}: Attempt): number | null => endedAt ?? startedAt;

/** The attempts within a window; those of unknown time are in none. */
export const attemptsWithin = (
	attempts: readonly Attempt[],
	{since, until}: Window,
): readonly Attempt[] =>
	since === null && until === null
		? attempts
		: attempts.filter((attempt) => {
				const at = timeOf(attempt);
				return at !== null && at >= (since ?? -Infinity) && at <= (until ?? Infinity);
			});

/** Counts what is known by going through them once; the rest is given. */
export const populationOf = (
	attempts: readonly Attempt[],
	{
		tasks,
		known,
		window,
		filter,
		withoutTime,
	}: Pick<Population, 'tasks' | 'known' | 'window' | 'filter' | 'withoutTime'>,
): Population => {
	const formats = new Set<FormatName>();
	const sources = {observed: 0, files: 0, imported: 0};
	let from: number | null = null;
	let until: number | null = null;
	let withoutDuration = 0;
	let running = 0;
	for (const attempt of attempts) {
		formats.add(attempt.format);
		sources[attempt.source]++;
		running += attempt.outcome === 'running' ? 1 : 0;
		const isEnded = attempt.outcome === 'completed' || attempt.outcome === 'failed';
		withoutDuration += isEnded && attempt.durationMs === null ? 1 : 0;
		const first = attempt.startedAt ?? attempt.endedAt;
		const last = timeOf(attempt);
		from = first === null ? from : Math.min(first, from ?? first);
		until = last === null ? until : Math.max(last, until ?? last);
	}

	return {
		attempts: attempts.length,
		tasks,
		known,
		from,
		until,
		formats: formatNames.filter((name) => formats.has(name)),
		window,
		filter,
		withoutDuration,
		withoutTime,
		running,
		sources,
	};
};

/**
The population in words: "43 attempts of 31 tasks, 14 Nov to 21 Nov, all formats; 6 without a credible
duration left out".

@param date writes a moment as a day, for people.
*/
export const populationText = (population: Population, date: (at: number) => string): string => {
	const {attempts, tasks, known, from, until, formats, window, filter} = population;
	const first = window.since ?? from;
	const last = window.until ?? until;
	const days = [first, last].filter((at) => at !== null).map(date);
	const left = [
		population.running > 0 ? `${population.running} still running` : null,
		population.withoutDuration > 0
			? `${population.withoutDuration} without a credible duration left out of durations`
			: null,
		population.withoutTime > 0 ? `${population.withoutTime} of unknown time left out` : null,
	].filter((part) => part !== null);
	return [
		[
			`${counted(attempts, 'attempt')} of ${counted(tasks, 'task')}${known > tasks ? ` (${known.toLocaleString('en-US')} known)` : ''}`,
			...(days.length === 0 ? ['times unknown'] : [[...new Set(days)].join(' to ')]),
			...(formats.length === 0
				? []
				: [formats.length === formatNames.length ? 'all formats' : formats.join(', ')]),
			...(filter === '' ? [] : [`matching “${filter}”`]),
		].join(', '),
		...left,
	].join('; ');
};

const counted = (count: number, word: string): string =>
	`${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
