import {type AlertSettings, defaultAlerts, type WebhookSettings} from './alert.ts';
import type {FormatName} from './format-name.ts';
import type {UserCommands} from './user-command.ts';

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
	/** Whether what is seen is kept, how long and how much of it. */
	readonly history: {
		readonly isEnabled: boolean;
		readonly maximumAgeDays: number;
		readonly maximumMegabytes: number;
	};
	/** From where on a task counts as slow (seconds of a mean attempt) or as often retried. */
	readonly metrics: {readonly slowSeconds: number; readonly oftenRetried: number};
	/** What is told to a person who looks elsewhere. */
	readonly alerts: AlertSettings;
	/** Where alerts are sent to; from the user's own config or `--config`, never a workspace's. Null: nowhere. */
	readonly webhook: WebhookSettings | null;
	/** The only commands that are ever run; from the user's own config or `--config`, never a workspace's. */
	readonly commands: UserCommands;
	/** Minutes after which a command that was started is ended, and its task left for a person. */
	readonly commandLimitMinutes: number;
};

export const defaultSettings: Settings = {
	formats: [],
	staleMinutes: null,
	isReadOnly: false,
	color: 'auto',
	theme: 'auto',
	ignoredFolders: [],
	reconcileSeconds: 30,
	history: {isEnabled: true, maximumAgeDays: 90, maximumMegabytes: 200},
	metrics: {slowSeconds: 300, oftenRetried: 3},
	alerts: defaultAlerts,
	webhook: null,
	commands: {},
	commandLimitMinutes: 120,
};

/** The measured silences assume this many minutes; `--stale` stretches or shrinks them all. */
export const measuredStaleMinutes = 30;

/** Factor on every silence, from `--stale`. */
export const staleScaleOf = ({staleMinutes}: Settings): number =>
	staleMinutes === null ? 1 : staleMinutes / measuredStaleMinutes;
