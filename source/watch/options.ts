import type {Format} from '../formats/format.ts';
import type {Settings} from '../model/settings.ts';
import type {Store} from '../store/store.ts';

/** What both the one pass and the lasting watch need to know. */
export type WatchOptions = {
	/** Folders to look through; relative ones start at the working directory. */
	readonly workspaces: readonly string[];
	readonly settings: Settings;
	/** Where everything that was read is applied. */
	readonly store: Store;
	/** Formats that may claim files, before `settings.formats` narrows them; default: all. */
	readonly formats?: readonly Format[];
	/** Called with errors that metawatch itself should not have made; without it, they are thrown. */
	readonly onError?: (error: unknown) => void;
	/** The clock, in epoch milliseconds. */
	readonly now?: () => number;
};
