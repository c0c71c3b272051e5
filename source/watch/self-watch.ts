import type {Pass, Vitals} from '../model/health.ts';
import {formatDuration} from '../text/duration.ts';
import {createLagMeter} from './lag-meter.ts';
import {createPulse} from './pulse.ts';
import {createSelfMeter} from './self-meter.ts';

/** What a watch knows about itself beside its health. */
export type SelfWatch = {
	readonly applied: (changedAt: readonly number[]) => void;
	readonly drawn: (isShown: boolean) => void;
	/** A pass that began at `startedAt` (as `performance.now()` has it) is through. */
	readonly passed: (startedAt: number, different: number) => void;
	readonly vitals: () => Vitals;
	/** Why everything shown may be old although changes are reported; null: it is not. */
	readonly heldUp: () => string | null;
	readonly close: () => void;
};

/** Beats between two samples of what metawatch itself takes, while nobody asks. */
const sampleBeats = 10;

/** @param onHeldUp metawatch did nothing for a while and does not know what it missed. */
export const createSelfWatch = (options: {
	readonly now: () => number;
	readonly isWatching: () => boolean;
	readonly watchedFolders: () => number | null;
	readonly onHeldUp: () => void;
}): SelfWatch => {
	const {now, isWatching, watchedFolders, onHeldUp} = options;
	const lag = createLagMeter();
	const self = createSelfMeter();
	let lastPass: Pass | null = null;
	let heldUp: {readonly reason: string; readonly at: number} | null = null;
	let beats = 0;
	const pulse = createPulse({
		onLate(ms) {
			if (isWatching()) {
				heldUp = {
					reason: `held up for ${formatDuration(ms)}: what is shown may be that old; comparing all files`,
					at: performance.now(),
				};
				onHeldUp();
			}
		},
		onBeat() {
			beats++;
			if (beats % sampleBeats === 0) {
				self.sample();
			}
		},
	});
	return {
		applied(changedAt) {
			if (isWatching()) {
				lag.applied(changedAt, now());
			}
		},
		drawn: (isShown) => lag.drawn(now(), isShown),
		passed(startedAt, different) {
			lastPass = {at: now(), tookMs: performance.now() - startedAt, different};
			if (heldUp !== null && startedAt >= heldUp.at) {
				heldUp = null;
			}
		},
		vitals: () => ({
			lag: lag.appliedLag(),
			drawnLag: lag.drawnLag(),
			...self.sample(),
			watchedFolders: watchedFolders(),
			lastPass,
		}),
		heldUp: () => heldUp?.reason ?? null,
		close: pulse.close,
	};
};
