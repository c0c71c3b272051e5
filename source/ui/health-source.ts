import type {Health, Vitals} from '../model/health.ts';

/** What the controller needs of the watcher. */
export type HealthSource = {
	readonly health: () => Health;
	/** What the watcher measures about itself, as of now; absent: it does not. */
	readonly vitals?: () => Vitals;
	readonly subscribe: (listener: () => void) => () => void;
};
