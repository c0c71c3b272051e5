import {vi} from 'vitest';
import type {RunEnd} from '../../../source/effects/commands/run.ts';
import type {NamedRun} from '../../../source/effects/commands/runs.ts';
import type {CampaignHost, CurrentCampaign} from '../../../source/ui/work/campaign-host.ts';
import {noon} from '../../analysis/tasks.ts';
import {createWork} from '../../../source/ui/work/create-work.ts';
import type {RunBoard} from '../../../source/ui/work/run-board.ts';

/** A command that runs until the test ends it. */
export const fakeRun = (name: string, known: {end?: RunEnd; lines?: readonly string[]} = {}) => {
	const {promise, resolve} = Promise.withResolvers<RunEnd>();
	let end: RunEnd | null = known.end ?? null;
	const stop = vi.fn<NamedRun['stop']>();
	const run: NamedRun = {
		name,
		invocation: {program: 'agent', arguments: ['do', name], folder: '/code'},
		processId: 1,
		startedAt: noon - 75_000,
		lines: () => known.lines ?? [],
		log: null,
		logProblem: () => null,
		end: () => end,
		ended: promise,
		stop,
	};
	return {
		run,
		stop,
		finish(code: number) {
			end = {code, signal: null, failure: null, isStopped: false};
			resolve(end);
		},
	};
};

/** Work on a screen that a test looks at, with a board and a host of its own. */
export const openWork = ({
	entries = [],
	current = null,
	isReadOnly = false,
}: {
	entries?: readonly NamedRun[];
	current?: CurrentCampaign | null;
	isReadOnly?: boolean;
} = {}) => {
	let now = 0;
	let runs = [...entries];
	const started: string[] = [];
	const board: RunBoard = {
		entries: () => runs,
		running: () => runs.filter((run) => run.end() === null).length,
		ready: async () =>
			await Promise.resolve((_, name) => {
				started.push(name);
				const {run} = fakeRun(name);
				runs = [run, ...runs];
				return run;
			}),
		close: async () => await Promise.resolve(),
		subscribe() {
			// The test looks when it wants to.
		},
	};
	const host = {
		current: vi.fn<CampaignHost['current']>(() => current),
		startCanary: vi.fn<CampaignHost['startCanary']>(() => null),
		sendCanary: vi.fn<CampaignHost['sendCanary']>(),
		previewSprint: vi.fn<CampaignHost['previewSprint']>((tasks, sideBySide) => ({
			most: tasks,
			sideBySide,
			limitMs: 60_000,
			tasks: [
				{
					key: 'k',
					id: 'T001',
					title: 'Build',
					format: 'tasks-meta' as const,
					workspace: '/code',
					command: ['agent', 'T001'],
				},
			],
			cannot: [],
			sharedFiles: [],
		})),
		startSprint: vi.fn<CampaignHost['startSprint']>(async () => await Promise.resolve(null)),
		stopSprint: vi.fn<CampaignHost['stopSprint']>(),
		restore: vi.fn<CampaignHost['restore']>(() => 'a canary is left'),
		close: vi.fn<CampaignHost['close']>(async () => await Promise.resolve()),
	};
	const loadHost = vi.fn<() => Promise<CampaignHost>>(async () => await Promise.resolve(host));
	const runInTerminal = vi.fn<(invocation: NamedRun['invocation']) => Promise<RunEnd>>(
		async () => await Promise.resolve({code: 0, signal: null, failure: null, isStopped: false}),
	);
	const said: string[] = [];
	const closeOverlay = vi.fn<() => void>();
	const work = createWork({
		board,
		loadHost,
		runInTerminal,
		isReadOnly,
		now: () => now,
		say: (text) => said.push(text),
		onChange() {
			// The test looks when it wants to.
		},
		showOverlay() {
			// There is no screen.
		},
		closeOverlay,
	});
	return {
		work,
		host,
		loadHost,
		runInTerminal,
		said,
		started,
		closeOverlay,
		add(run: NamedRun) {
			runs = [run, ...runs];
		},
		wait(milliseconds: number) {
			now += milliseconds;
		},
	};
};

/** Lets promises that are settled already be heard. */
export const settled = async (): Promise<void> => {
	for (let round = 0; round < 20; round++) {
		await Promise.resolve();
	}
};
