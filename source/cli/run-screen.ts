import packageJson from '../../package.json' with {type: 'json'};
import {ignoreDebuggerSignal} from '../effects/signals.ts';
import {createStore} from '../store/store.ts';
import {startWatch} from '../watch/watch.ts';
import type {Run} from './command.ts';
import {createInternalErrors} from './internal-errors.ts';
import {withHistory} from '../history/with-history.ts';
import {keepMemorySmall} from './memory.ts';
import {settingsFor} from './settings.ts';
import {stateFolder, surroundings} from './user-folders.ts';
import {checkWorkspaces} from './workspaces.ts';
import {clerkFor} from './screen-clerk.ts';
import {exportsFor} from './screen-export.ts';
import {workFilesFor} from './screen-work.ts';
import {historyFor} from './screen-history.ts';
import {keepHeapSmall} from './small-heap.ts';

/** `metawatch`: the live screen; where no screen can be drawn, one snapshot. */
export const run: Run = async (invocation) => {
	if (!canDraw()) {
		const {run: printStatus} = await import('./run-status.ts');
		return await printStatus(invocation);
	}

	keepHeapSmall();
	const workspaces = await checkWorkspaces(invocation.paths);
	const settings = await settingsFor(invocation.flags, workspaces[0]!);
	ignoreDebuggerSignal();
	// The screen takes longest to load; the files are read meanwhile.
	const screen = import('../ui/screen.tsx');
	const history = historyFor(workspaces, settings);
	const store = history ? withHistory(createStore(), history) : createStore();
	const errors = createInternalErrors();
	const watch = startWatch({workspaces, settings, store, onError: errors.note});
	// What is being recorded is held until it has been written.
	const whenSettled = Promise.all([watch.whenWatching, history?.whenFirstWritten]);
	void keepMemorySmall(store, whenSettled).catch(errors.note);
	try {
		const {runScreen} = await screen;
		return await runScreen({
			store,
			watch,
			workspaces,
			settings,
			version: packageJson.version,
			history,
			figuresFolderOf:
				settings.formats.length === 0
					? (workspace) => stateFolder(surroundings(), workspace)
					: undefined,
			...exportsFor(workspaces, settings),
			...workFilesFor(workspaces),
			...clerkFor(workspaces, settings, {history}),
		});
	} finally {
		await watch.close();
		await history?.close();
		errors.tell();
	}
};

/** A screen needs keys, a place to draw, and a terminal that can move its cursor. */
const canDraw = (): boolean =>
	process.stdout.isTTY && process.stdin.isTTY && process.env['TERM'] !== 'dumb';
