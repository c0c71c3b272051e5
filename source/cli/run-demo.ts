import path from 'node:path';
import packageJson from '../../package.json' with {type: 'json'};
import {isFree, openStage, type Stage} from '../demo/stage.ts';
import {ignoreDebuggerSignal, onEndOfTerminal} from '../effects/signals.ts';
import {withHistory} from '../history/with-history.ts';
import {defaultSettings, type Settings} from '../model/settings.ts';
import type {Run} from './command.ts';
import {createInternalErrors} from './internal-errors.ts';
import {writeNotice} from './output.ts';
import {UsageError} from './usage-error.ts';
import {clerkFor} from './screen-clerk.ts';
import {exportsFor} from './screen-export.ts';
import {workFilesFor} from './screen-work.ts';
import {historyFor} from './screen-history.ts';
import {keepHeapSmall} from './small-heap.ts';

/** `metawatch demo`: a simulated agent session, and the screen that watches it. */
export const run: Run = async ({flags}) => {
	const isInteractive = process.stdout.isTTY && process.stdin.isTTY;
	if (!isInteractive && flags.headless === undefined) {
		throw new UsageError(
			'"metawatch demo" needs a terminal; "metawatch demo --headless 60 --directory DIR" only writes the files',
		);
	}

	const directory = flags.directory === undefined ? undefined : path.resolve(flags.directory);
	if (directory !== undefined && !(await isFree(directory))) {
		throw new UsageError(`--directory needs a new or an empty folder, not ${flags.directory}`);
	}

	// Until the screen listens for itself: an end by a signal is an orderly end.
	const stopListening = onEndOfTerminal((exitCode) => process.exit(exitCode));
	const stage = await openStage({seed: flags.seed ?? 1, speed: flags.speed ?? 1, directory});
	try {
		return await (flags.headless === undefined
			? watchIt(stage, settingsOf(flags.color), stopListening)
			: tellFor(stage, flags.headless));
	} finally {
		stopListening();
		await stage.close();
	}
};

const settingsOf = (color: boolean | undefined): Settings => ({
	...defaultSettings,
	...(color !== undefined && {color: color ? 'always' : 'never'}),
});

const watchIt = async (
	stage: Stage,
	settings: Settings,
	stopListening: () => void,
): Promise<number> => {
	ignoreDebuggerSignal();
	keepHeapSmall();
	const screen = import('../ui/screen.tsx');
	const [{createStore}, {startWatch}] = await Promise.all([
		import('../store/store.ts'),
		import('../watch/watch.ts'),
	]);
	const workspaces = [stage.folder];
	const folderOf = (): string => stage.stateFolder;
	const history = historyFor(workspaces, settings, folderOf);
	const store = history ? withHistory(createStore(), history) : createStore();
	const errors = createInternalErrors();
	const watch = startWatch({workspaces, settings, store, onError: errors.note});
	try {
		const {runScreen} = await screen;
		const {version} = packageJson;
		stopListening();
		return await Promise.race([
			runScreen({
				store,
				watch,
				workspaces,
				settings,
				version,
				title: 'demo',
				history,
				...exportsFor(workspaces, settings),
				...workFilesFor(workspaces, () => stage.stateFolder),
				...clerkFor(workspaces, settings, {history, folderOf}),
			}),
			stage.failed,
		]);
	} finally {
		await watch.close();
		await history?.close();
		errors.tell();
	}
};

/** Only writes, for so many seconds; says where on stderr. */
const tellFor = async (stage: Stage, seconds: number): Promise<number> => {
	writeNotice(`the demo is in ${stage.folder}`);
	const {promise: isOver, resolve} = Promise.withResolvers<void>();
	const timer = setTimeout(resolve, seconds * 1000);
	try {
		await Promise.race([isOver, stage.failed]);
	} finally {
		clearTimeout(timer);
	}

	return 0;
};
