import {type Attachment, createAttachment, foldersToWatch} from './attachment.ts';
import type {Backend, BackendListener, CreateBackend} from './backend.ts';
import {chooseBackend} from './choose-backend.ts';
import type {Territory} from './territory.ts';
import {watchTrouble} from './trouble.ts';

/** The backend together with the folders it watches and what is wrong with it. */
export type Watcher = {
	/** Settled when changes in all folders known so far are reported, or cannot be. */
	readonly start: () => Promise<void>;
	/**
	Watches what has come to matter; arguments and answer as for an attachment.
	*/
	readonly follow: (entered: readonly string[]) => readonly string[];
	readonly isWatched: (folder: string) => boolean;
	/** How many folders are watched; null: not begun. */
	readonly count: () => number | null;
	/** Why not all changes are reported, or null when they are. */
	readonly trouble: () => string | null;
	/** Tries again what could not be watched. */
	readonly retry: () => void;
	readonly close: () => Promise<void>;
};

export const createWatcher = (options: {
	readonly territory: Territory;
	readonly onHint: BackendListener['onHint'];
	readonly onTrouble: () => void;
	readonly createBackend?: CreateBackend;
}): Watcher => {
	const {territory, onHint, onTrouble} = options;
	let backend: Backend | null = null;
	let attachment: Attachment | null = null;
	let trouble: string | null = null;
	let isClosed = false;

	const onBackendTrouble = (error: unknown, folder: string | null): void => {
		const reason = watchTrouble(error);
		if (reason === null) {
			return;
		}

		trouble = reason;
		if (folder !== null) {
			attachment?.noteTrouble(folder);
		}

		onTrouble();
	};

	return {
		async start() {
			const create = options.createBackend ?? (await chooseBackend(foldersToWatch(territory).size));
			try {
				const created = await create({onHint, onTrouble: onBackendTrouble});
				if (isClosed) {
					await created.close();
					return;
				}

				backend = created;
				attachment = createAttachment(territory, created);
				attachment.sync([]);
				await created.whenReady();
			} catch (error) {
				trouble = watchTrouble(error) ?? 'changes are not reported';
				onTrouble();
			}
		},
		follow: (entered) => attachment?.sync(entered) ?? [],
		count: () => attachment?.count() ?? null,
		isWatched: (folder) => attachment?.isWatched(folder) ?? false,
		trouble: () => trouble,
		retry() {
			if (trouble !== null && attachment && attachment.unwatched() > 0) {
				attachment.retry();
				if (attachment.unwatched() === 0) {
					trouble = null;
					onTrouble();
				}
			}
		},
		async close() {
			isClosed = true;
			await backend?.close();
		},
	};
};
