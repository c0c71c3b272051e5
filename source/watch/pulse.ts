/** A beat that shows whether metawatch itself was awake. */
export type Pulse = {readonly close: () => void};

const beatMs = 1000;

/** A beat that comes so much later than it should has been held up. */
const lateMs = 2000;

/**
Beats once a second. A beat comes late when the process was stopped, the machine slept or something took
all the time: whatever was on the screen meanwhile is older than it looks.

Two clocks are asked, as one of them may stand still while the machine sleeps. A clock that was set
forward looks the same, and costs no more than a needless comparison.

@param onLate called with how long the beat was late, in ms.
@param onBeat called with each beat, late or not.
*/
export const createPulse = ({
	onLate,
	onBeat,
}: {
	readonly onLate: (ms: number) => void;
	readonly onBeat: () => void;
}): Pulse => {
	let last = {monotonic: performance.now(), wall: Date.now()};
	const timer = setInterval(() => {
		const now = {monotonic: performance.now(), wall: Date.now()};
		const passed = Math.max(now.monotonic - last.monotonic, now.wall - last.wall);
		last = now;
		if (passed - beatMs >= lateMs) {
			onLate(passed - beatMs);
		}

		onBeat();
	}, beatMs);
	timer.unref();
	return {close: () => clearInterval(timer)};
};
