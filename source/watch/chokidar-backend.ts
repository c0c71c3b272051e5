import type {CreateBackend} from './backend.ts';

/**
chokidar, one folder deep for each folder given. No `atomic`: it holds a removal back for 100 ms, which
is done here for all backends alike; no `awaitWriteFinish`: a change is shown before the writer rests.
*/
export const createChokidarBackend: CreateBackend = async ({onHint, onTrouble}) => {
	const {FSWatcher} = await import('chokidar');
	const watcher = new FSWatcher({ignoreInitial: true, depth: 0, atomic: false});
	const watched = new Set<string>();
	watcher.on('all', (event, path) => {
		onHint(path, event !== 'change');
	});
	watcher.on('error', (error) => {
		onTrouble(error, null);
	});
	const ready = new Promise<void>((resolve) => {
		watcher.once('ready', resolve);
	});
	return {
		watch(folder) {
			if (watched.has(folder)) {
				watcher.unwatch(folder);
			}

			watched.add(folder);
			watcher.add(folder);
		},
		unwatch(folder) {
			// Only forgotten: what chokidar no longer watches it also ignores when it comes back, and of
			// a folder that is gone it lets go by itself.
			watched.delete(folder);
		},
		async whenReady() {
			if (watched.size > 0) {
				await ready;
			}
		},
		close: () => watcher.close(),
	};
};
