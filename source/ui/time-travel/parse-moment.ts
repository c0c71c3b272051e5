/** What a person can name a moment by, apart from clocks. */
export type Landmarks = {
	/** Epoch milliseconds. */
	readonly now: number;
	/** When the selected task failed, was interrupted or completed last; null: it was not seen to. */
	readonly lastOf: (status: 'failed' | 'interrupted' | 'completed' | 'running') => number | null;
};

type Parsed = {readonly at: number} | {readonly reason: string};

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

const units: Readonly<Record<string, number>> = {
	s: second,
	sec: second,
	second,
	m: minute,
	min: minute,
	minute,
	h: hour,
	hr: hour,
	hour,
	d: day,
	day,
	w: 7 * day,
	week: 7 * day,
};

const examples = '14:05, 2h ago, yesterday 9:00, before it failed';

/**
The moment that words name, in the time zone of this machine: `14:05`, `9:00:30`, `2h ago`, `1h30m ago`,
`yesterday`, `yesterday 9:00`, `monday 18:00`, `2026-03-01`, `2026-03-01 14:05`, `before it failed`,
`now`. A time of day alone is the latest one that is past.
*/
export const parseMoment = (text: string, landmarks: Landmarks): Parsed => {
	const words = text.trim().toLowerCase().replaceAll(/\s+/g, ' ').slice(0, mostLetters);
	if (words === '') {
		return {reason: `a time, such as ${examples}`};
	}

	for (const read of readers) {
		const parsed = read(words, landmarks);
		if (parsed) {
			return 'at' in parsed && parsed.at > landmarks.now
				? {reason: 'that is still to come'}
				: parsed;
		}
	}

	return {reason: `not understood; try ${examples}`};
};

const mostLetters = 60;

type Reader = (words: string, landmarks: Landmarks) => Parsed | null;

const now: Reader = (words, landmarks) => (words === 'now' ? {at: landmarks.now} : null);

const ago: Reader = (words, landmarks) => {
	const length = /^-?((?:\d{1,6} ?[a-z]{1,7} ?){1,4})(?:ago)?$/.exec(words)?.[1];
	const isAgo = words.startsWith('-') || words.endsWith('ago');
	if (length === undefined || !isAgo) {
		return null;
	}

	let sum = 0;
	for (const [, count, unit] of length.replace(/ago$/, '').matchAll(/(\d+) ?([a-z]+)/g)) {
		const factor = unitOf(unit!);
		if (factor === undefined) {
			return null;
		}

		sum += Number(count) * factor;
	}

	return {at: landmarks.now - sum};
};

const unitOf = (word: string): number | undefined =>
	[word, word.replace(/s$/, '')].flatMap((name) =>
		Object.hasOwn(units, name) ? [units[name]!] : [],
	)[0];

const endings = {
	failed: 'failed',
	'was interrupted': 'interrupted',
	interrupted: 'interrupted',
	completed: 'completed',
	'was done': 'completed',
	started: 'running',
} as const;

const before: Reader = (words, {lastOf}) => {
	const found = /^(before|when) (?:it |the task )?([a-z ]+)$/.exec(words);
	const ending = found?.[2];
	if (ending === undefined || !Object.hasOwn(endings, ending)) {
		return null;
	}

	const at = lastOf(endings[ending as keyof typeof endings]);
	return at === null
		? {reason: `the selected task was not seen to have ${ending.replace('was ', 'been ')}`}
		: {at: found?.[1] === 'before' ? at - 1 : at};
};

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const namedDays: ReadonlyMap<string, number> = new Map([
	['today', 0],
	['yesterday', 1],
]);

/** Days back from today; a weekday is the latest one, at most a week ago. */
const daysBack = (word: string, today: Date): number | null => {
	const weekday = weekdays.findIndex((name) => name === word || name.slice(0, 3) === word);
	return namedDays.get(word) ?? (weekday === -1 ? null : (today.getDay() - weekday + 7) % 7);
};

const date: Reader = (words, landmarks) => {
	const [, year, month, dayOfMonth, clock] =
		/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ](.+))?$/.exec(words) ?? [];
	if (year === undefined) {
		return null;
	}

	const time = clockOf(clock ?? '0:00');
	const start = new Date(Number(year), Number(month) - 1, Number(dayOfMonth));
	return time && start.getMonth() === Number(month) - 1
		? {at: atClock(start, time)}
		: {
				reason: `there is no such day or time; try ${new Date(landmarks.now).getFullYear()}-03-01 14:05`,
			};
};

const clockOnDay: Reader = (words, landmarks) => {
	const [first, ...rest] = words.split(' ');
	const today = new Date(landmarks.now);
	const back = daysBack(first!, today);
	const time = clockOf(back === null ? words : rest.join(' ') || '0:00');
	if (!time) {
		return null;
	}

	const onDay = (days: number): number =>
		atClock(new Date(today.getFullYear(), today.getMonth(), today.getDate() - days), time);
	// What is still to come today was meant of the day, or the week, before.
	return back === null
		? {at: onDay(0) > landmarks.now ? onDay(1) : onDay(0)}
		: {at: onDay(back) > landmarks.now && back === 0 && first !== 'today' ? onDay(7) : onDay(back)};
};

type Clock = readonly [hours: number, minutes: number, seconds: number, milliseconds: number];

const clockOf = (text: string): Clock | null => {
	const [, hours, minutes, seconds = '0', fraction = ''] =
		/^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(text) ?? [];
	const clock = [
		Number(hours),
		Number(minutes),
		Number(seconds),
		Number(fraction.padEnd(3, '0')),
	] as const;
	return hours !== undefined && clock[0] < 24 && clock[1] < 60 && clock[2] < 60 ? clock : null;
};

const atClock = (day: Date, [hours, minutes, seconds, milliseconds]: Clock): number =>
	new Date(
		day.getFullYear(),
		day.getMonth(),
		day.getDate(),
		hours,
		minutes,
		seconds,
		milliseconds,
	).getTime();

const readers: readonly Reader[] = [now, ago, before, date, clockOnDay];
