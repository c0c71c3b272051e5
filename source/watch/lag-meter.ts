import type {Lag} from '../model/health.ts';

/**
Measures how far metawatch is behind the disk.

The clock starts when the file system notes the change (`ctime`, which a rename sets too), and not when
metawatch hears of it: so the way of the event, the wait for a burst or for a writer to rest, reading and
parsing all count, and a change that only a pass found counts with all of its delay. Left out are files
not known before, as one that is moved here brings its old times along, and changes from the time before
watching began. Where the clock of the file system is ahead of ours (a network mount) nothing is known.
*/
export type LagMeter = {
	/** Changes made at these moments (epoch ms) have been applied just now. */
	readonly applied: (changedAt: readonly number[], now: number) => void;
	/**
	What was applied so far has been given to the terminal.

	@param isShown false: the screen stands still, on purpose.
	*/
	readonly drawn: (now: number, isShown: boolean) => void;
	/** Null while nothing was measured. */
	readonly appliedLag: () => Lag | null;
	readonly drawnLag: () => Lag | null;
};

/** So many latest samples count. */
const mostSamples = 512;

/** How exact two clocks of one machine are beside each other. */
const clockStepMs = 20;

export const createLagMeter = (): LagMeter => {
	const toApplied: number[] = [];
	const toDrawn: number[] = [];
	let waiting: number[] = [];
	return {
		applied(changedAt, now) {
			for (const at of changedAt) {
				keep(toApplied, now - at);
			}

			waiting.push(...changedAt);
			// Without a screen nothing is ever drawn.
			waiting = waiting.slice(-mostSamples);
		},
		drawn(now, isShown) {
			for (const at of isShown ? waiting : []) {
				keep(toDrawn, now - at);
			}

			waiting = [];
		},
		appliedLag: () => lagOf(toApplied),
		drawnLag: () => lagOf(toDrawn),
	};
};

const keep = (samples: number[], lag: number): void => {
	if (lag >= -clockStepMs) {
		samples.push(Math.max(0, lag));
	}

	if (samples.length > mostSamples) {
		samples.shift();
	}
};

const lagOf = (samples: readonly number[]): Lag | null => {
	if (samples.length === 0) {
		return null;
	}

	const sorted = samples.toSorted((a, b) => a - b);
	return {
		p50Ms: nearestRank(sorted, 0.5),
		p95Ms: nearestRank(sorted, 0.95),
		samples: sorted.length,
	};
};

/** The smallest sample that at least this share of all does not exceed, in whole milliseconds. */
const nearestRank = (sorted: readonly number[], share: number): number =>
	Math.round(sorted[Math.ceil(share * sorted.length) - 1]!);
