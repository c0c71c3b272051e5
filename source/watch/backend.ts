import {joinPath, nameOf} from './territory.ts';

/**
Tells when something happens in folders. It need not be right about what: every hint is checked against
the disk. One folder at a time, without those in it; which ones matter is decided elsewhere.
*/
export type Backend = {
	/** Reports what is done directly in this folder from now on. A second time begins afresh. */
	readonly watch: (folder: string) => void;
	readonly unwatch: (folder: string) => void;
	/** Settled when the folders given so far are watched, or have been reported as trouble. */
	readonly whenReady: () => Promise<void>;
	readonly close: () => Promise<void>;
};

export type BackendListener = {
	/**
	Something may be different about this path.

	@param isStructural something came, went or got another name; not only other content.
	*/
	readonly onHint: (path: string, isStructural: boolean) => void;
	/** @param folder the one that cannot be watched, or null when that is not known. */
	readonly onTrouble: (error: unknown, folder: string | null) => void;
};

/**
Passes on what the system says about a watched folder.

@param name of the entry in the folder; null when the system does not tell.
*/
export const tell = (
	{onHint}: BackendListener,
	folder: string,
	event: string,
	name: string | null,
): void => {
	const isStructural = event === 'rename';
	onHint(name === null ? folder : joinPath(folder, name), isStructural || name === null);
	if (isStructural && name === nameOf(folder)) {
		// When the folder itself goes away it sounds as if something of its name in it did.
		onHint(folder, true);
	}
};

export type CreateBackend = (listener: BackendListener) => Promise<Backend>;
