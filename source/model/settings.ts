import type {FormatName} from './format-name.ts';

/** What a person may choose, by flags or by a config file; flags win. */
export type Settings = {
	/** Only these formats; all when empty. */
	readonly formats: readonly FormatName[];
	/** Silence in minutes after which an active task counts as interrupted; null: measured defaults. */
	readonly staleMinutes: number | null;
	/** Nothing is ever written, not even after a confirmation. */
	readonly isReadOnly: boolean;
	readonly color: 'auto' | 'always' | 'never';
	readonly theme: 'auto' | 'dark' | 'light';
	/** Names of folders never entered, beside the built-in ones. */
	readonly ignoredFolders: readonly string[];
	/** How often the folders are walked again to catch changes nobody reported, in seconds. */
	readonly reconcileSeconds: number;
};

export const defaultSettings: Settings = {
	formats: [],
	staleMinutes: null,
	isReadOnly: false,
	color: 'auto',
	theme: 'auto',
	ignoredFolders: [],
	reconcileSeconds: 30,
};

/** The measured silences assume this many minutes; `--stale` stretches or shrinks them all. */
export const measuredStaleMinutes = 30;

/** Factor on every silence, from `--stale`. */
export const staleScaleOf = ({staleMinutes}: Settings): number =>
	staleMinutes === null ? 1 : staleMinutes / measuredStaleMinutes;
