const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const two = (value: number): string => String(value).padStart(2, '0');

/**
A length of time in at most six columns: `0s`, `45s`, `2m14s`, `47m`, `3h05m`, `2d04h`, `128d`.
Minutes above ten lose their seconds: nobody reads them, and a screen that changes every second
costs power. Negative lengths (a clock moved) read as `0s`.
*/
export const formatDuration = (milliseconds: number): string => {
	const length = Math.max(0, milliseconds);
	if (length < minute) {
		return `${Math.floor(length / second)}s`;
	}

	if (length < 10 * minute) {
		return `${Math.floor(length / minute)}m${two(Math.floor((length % minute) / second))}s`;
	}

	if (length < hour) {
		return `${Math.floor(length / minute)}m`;
	}

	if (length < day) {
		return `${Math.floor(length / hour)}h${two(Math.floor((length % hour) / minute))}m`;
	}

	if (length < 10 * day) {
		return `${Math.floor(length / day)}d${two(Math.floor((length % day) / hour))}h`;
	}

	return `${Math.floor(length / day)}d`;
};

/** Milliseconds until `formatDuration` of a growing length reads differently. */
export const untilDurationChanges = (milliseconds: number): number => {
	const length = Math.max(0, milliseconds);
	const step =
		length < 10 * minute ? second : length < day ? minute : length < 10 * day ? hour : day;
	return step - (length % step);
};

/**
A length of time in its largest unit, for sentences: `45s`, `4m`, `3h`, `2d`. Changes as rarely as it can
be read.
*/
export const formatRoughly = (milliseconds: number): string => {
	const length = Math.max(0, milliseconds);
	const unit = roughUnit(length);
	return `${Math.floor(length / unit.length)}${unit.letter}`;
};

/** Milliseconds until `formatRoughly` of a growing length reads differently. */
export const untilRoughlyChanges = (milliseconds: number): number => {
	const length = Math.max(0, milliseconds);
	const {length: step} = roughUnit(length);
	return step - (length % step);
};

const roughUnits = [
	{length: day, letter: 'd'},
	{length: hour, letter: 'h'},
	{length: minute, letter: 'm'},
	{length: second, letter: 's'},
] as const;

const roughUnit = (length: number) =>
	roughUnits.find((unit) => length >= unit.length) ?? roughUnits[3];
