const two = (value: number): string => String(value).padStart(2, '0');

/** `14:32:07` today, else `2026-03-01`, in the time zone of this machine. */
export const localClock = (at: number, now: number): string => {
	const date = new Date(at);
	if (date.toDateString() !== new Date(now).toDateString()) {
		return localTime(at).slice(0, 10);
	}

	return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

/** `2026-03-01 14:32`, in the time zone of this machine. */
export const localTime = (at: number): string => {
	const date = new Date(at);
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
};
