import type {Health} from '../model/health.ts';
import type {Note} from './note.ts';
import type {WatchOptions} from './options.ts';

export type StartOptions = WatchOptions & {
	/** Called with errors that metawatch itself should not have made; the watch goes on. */
	readonly onError?: (error: unknown) => void;
};

export type Watch = {
	readonly health: () => Health;
	/** What the last walk could not do. */
	readonly notes: () => readonly Note[];
	/** Calls back whenever the health is another one; returns how to stop that. */
	readonly subscribe: (listener: () => void) => () => void;
	/** Walks everything again now and applies what differs. */
	readonly rescan: () => Promise<void>;
	readonly isFirstReadDone: () => boolean;
	/** Settled when everything that was there at the start has been applied. */
	readonly whenFirstRead: Promise<void>;
	/** Settled when changes are noticed: the watcher is attached, or polling has begun. */
	readonly whenWatching: Promise<void>;
	/** Ends everything; nothing keeps the process alive afterwards. */
	readonly close: () => Promise<void>;
};

/**
Keeps the store equal to the disk: first read (unless the store holds documents already), then the
references, then the watcher, then a slow pass now and then that catches what the system did not report.
*/
export const startWatch = (_options: StartOptions): Watch => {
	throw new Error('not written yet');
};
