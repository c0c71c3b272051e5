/** The longest that a timer of Node waits (ms). */
const longest = 2 ** 31 - 1;

/** Calls back at an epoch time; a time that has passed is as good as now. Returns how to give it up. */
export const wakeAt = (at: number, callback: () => void): (() => void) => {
	// Clocks of timers run a little fast: a call too early would be followed by many more.
	const wait = Math.min(longest, Math.max(0, at - Date.now()) + 1);
	const timer = setTimeout(callback, wait);
	return () => clearTimeout(timer);
};
