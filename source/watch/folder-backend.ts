import {type FSWatcher, watch} from 'node:fs';
import {type CreateBackend, tell} from './backend.ts';

/**
One `fs.watch` for each folder: nothing is remembered about their content, so ten thousand of them take
31 ms and 11 MB. For Linux; docs/decisions/watching.md has the figures.
*/
export const createFolderBackend: CreateBackend = async (listener) => {
	const watchers = new Map<string, FSWatcher>();
	const unwatch = (folder: string): void => {
		const watcher = watchers.get(folder);
		watchers.delete(folder);
		watcher?.close();
	};

	return {
		watch(folder) {
			unwatch(folder);
			try {
				const watcher = watch(folder, (event, name) => {
					tell(listener, folder, event, name);
				});
				watcher.on('error', (error) => {
					unwatch(folder);
					listener.onTrouble(error, folder);
				});
				watcher.on('close', () => {
					// Closed here it is forgotten before: this was the system.
					if (watchers.get(folder) === watcher) {
						watchers.delete(folder);
						listener.onTrouble(new Error('a watch was ended by the system'), folder);
					}
				});
				watchers.set(folder, watcher);
			} catch (error) {
				listener.onTrouble(error, folder);
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
