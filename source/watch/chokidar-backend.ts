import path from 'node:path';
import {type CreateBackend, tell} from './backend.ts';
import {portable} from './roots.ts';

/**
chokidar, one folder deep for each folder given. No `atomic`: it holds a removal back for 100 ms, which
is done here for all backends alike; no `awaitWriteFinish`: a change is shown before the writer rests.

What the system said is listened to beside chokidar's own events: of a file that becomes a folder, and
of a tree deleted and made anew at once, those say nothing.
*/
export const createChokidarBackend: CreateBackend = async (listener) => {
	const {FSWatcher} = await import('chokidar');
	const watcher = new FSWatcher({ignoreInitial: true, depth: 0, atomic: false});
	const watched = new Set<string>();
	watcher.on('all', (event, changed) => {
		listener.onHint(portable(changed), event !== 'change');
	});
	watcher.on('raw', (event, name, details) => {
		const folder = watchedPathOf(details);
		if (folder !== null && (name === null || !path.isAbsolute(name))) {
			tell(listener, portable(folder), event, name);
		}
	});
	watcher.on('error', (error) => {
		listener.onTrouble(error, null);
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

const watchedPathOf = (details: unknown): string | null =>
	typeof details === 'object' &&
	details !== null &&
	'watchedPath' in details &&
	typeof details.watchedPath === 'string'
		? details.watchedPath
		: null;
