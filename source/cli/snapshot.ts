import {
	createDependencyBook,
	type Dependencies,
	withDependencyProblems,
} from '../analysis/dependencies/dependencies.ts';
import {problemsBetween} from '../analysis/problems-between.ts';
import {type Row, rowOf} from '../analysis/rows.ts';
import {noSenses, type Senses} from '../analysis/senses.ts';
import {type Finding, findingsAt} from '../export/finding.ts';
import {type Settings, staleScaleOf} from '../model/settings.ts';
import type {State} from '../store/state.ts';
import {createStore} from '../store/store.ts';
import type {TornFile} from '../store/torn-files.ts';
import {createAgentProcesses} from '../watch/agent-processes.ts';
import {readSnapshot} from '../watch/snapshot.ts';
import type {Invocation} from './command.ts';
import {settingsFor} from './settings.ts';
import {checkWorkspaces} from './workspaces.ts';

/** Everything there is to say about some folders at one moment. */
export type Taken = {
	readonly workspaces: readonly string[];
	readonly settings: Settings;
	readonly state: State;
	/** In the order of groups and files. */
	readonly rows: readonly Row[];
	readonly findings: readonly Finding[];
	readonly dependencies: Dependencies;
	readonly health: {
		readonly files: number;
		readonly folders: number;
		readonly memoryBytes: number;
	};
	/** Files that cannot be read to their end. */
	readonly torn: readonly TornFile[];
	/** Epoch milliseconds. */
	readonly now: number;
};

/** Reads the folders once, for the commands that answer and end. */
export const takeSnapshot = async ({paths, flags}: Invocation): Promise<Taken> => {
	const workspaces = await checkWorkspaces(paths);
	const settings = await settingsFor(flags, workspaces[0]!);
	const store = createStore();
	const {files, folders, notes} = await readSnapshot({
		workspaces,
		settings,
		store,
		withReferences: true,
	});
	const now = Date.now();
	const state = store.getState();
	const {tasks, observed, problems, torn} = state;
	const scale = staleScaleOf(settings);
	const dependencies = createDependencyBook()(tasks);
	const processes = createAgentProcesses({workspaces});
	if ([...tasks.values()].some(({activity}) => activity !== null)) {
		processes.look();
	}

	const senses: Senses = {...noSenses, presenceOf: processes.presenceOf};
	const rows = [...tasks.values()].map((task) =>
		rowOf(task, observed.get(task.key), now, scale, senses),
	);
	const all = [
		...withDependencyProblems(problems, dependencies.findings),
		...problemsBetween(rows),
	];
	return {
		workspaces,
		settings,
		state,
		rows,
		findings: findingsAt(all, notes, now),
		dependencies,
		health: {files, folders, memoryBytes: process.memoryUsage.rss()},
		torn: [...torn.values()],
		now,
	};
};
