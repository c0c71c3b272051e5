import {type FSWatcher, watch} from 'node:fs';
import type {CreateBackend} from './backend.ts';
import {joinPath, nameOf} from './territory.ts';

/**
One `fs.watch` for each folder: nothing is remembered about their content, so ten thousand of them take
31 ms and 11 MB. For Linux; docs/decisions/watching.md has the figures.
*/
export const createFolderBackend: CreateBackend = async ({onHint, onTrouble}) => {
	const watchers = new Map<string, FSWatcher>();
	const unwatch = (folder: string): void => {
		watchers.get(folder)?.close();
		watchers.delete(folder);
	};

	return {
		watch(folder) {
			unwatch(folder);
			try {
				const watcher = watch(folder, (event, name) => {
					const isStructural = event === 'rename';
					onHint(name === null ? folder : joinPath(folder, name), isStructural);
					if (isStructural && name === nameOf(folder)) {
						// The folder itself went away: told as if something of its name in it had.
						onHint(folder, true);
					}
				});
				watcher.on('error', (error) => {
					unwatch(folder);
					onTrouble(error, folder);
				});
				watchers.set(folder, watcher);
			} catch (error) {
				onTrouble(error, folder);
			}
		},
		unwatch,
		whenReady: () => Promise.resolve(),
		async close() {
			for (const folder of watchers.keys()) {
				unwatch(folder);
			}
		},
	};
};
