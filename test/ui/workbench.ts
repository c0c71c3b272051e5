import {vi} from 'vitest';
import type {Effects} from '../../source/commands/context.ts';
import type {Health} from '../../source/model/health.ts';
import type {Problem} from '../../source/model/problem.ts';
import {defaultSettings, type Settings} from '../../source/model/settings.ts';
import type {Task} from '../../source/model/task.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import type {Store} from '../../source/store/store.ts';
import type {PanelKeys} from '../../source/ui/overlays/overlay.ts';
import type {RecoveryDesk} from '../../source/ui/recovery/desk.ts';
import type {Work, WorkStart} from '../../source/ui/work/create-work.ts';
import {createController} from '../../source/ui/controller.ts';
import type {ExpectationPace} from '../../source/ui/expectations/expectation-book.ts';
import type {HistorySource} from '../../source/ui/history-source.ts';
import type {AttemptSource} from '../../source/ui/attempt-source.ts';
import type {Frame} from '../../source/ui/frame.ts';
import {noon} from '../analysis/tasks.ts';

/** A store that holds what a test puts into it: formats and files are tested elsewhere. */
const storeWith = (tasks: readonly Task[], problems: readonly Problem[] = []) => {
	const stateOf = (
		tasks: readonly Task[],
		problems: readonly Problem[],
		revision: number,
	): State => ({
		...emptyState,
		tasks: new Map(tasks.map((task) => [task.key, task])),
		problems,
		revision,
	});
	let state = stateOf(tasks, problems, 1);
	const listeners = new Set<() => void>();
	const store: Store = {
		getState: () => state,
		apply() {
			throw new Error('Use put().');
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
	return {
		store,
		put: (tasks: readonly Task[], problems: readonly Problem[] = []): void => {
			state = stateOf(tasks, problems, state.revision + 1);
			for (const listener of listeners) {
				listener();
			}
		},
		listeners: () => listeners.size,
	};
};

const live: Health = {mode: 'live', reason: null, files: 37, folders: 12, missed: 0};

export const watchWith = (first: Partial<Health> = {}) => {
	let health: Health = {...live, ...first};
	const listeners = new Set<() => void>();
	return {
		watch: {
			health: () => health,
			subscribe(listener: () => void) {
				listeners.add(listener);
				return () => {
					listeners.delete(listener);
				};
			},
		},
		report: (next: Partial<Health>): void => {
			health = {...live, ...next};
			for (const listener of listeners) {
				listener();
			}
		},
		listeners: () => listeners.size,
	};
};

export const silentEffects = () => ({
	quit: vi.fn<Effects['quit']>(),
	suspend: vi.fn<Effects['suspend']>(),
	copy: vi.fn<Effects['copy']>(),
	openInEditor: vi.fn<Effects['openInEditor']>(),
	rescan: vi.fn<Effects['rescan']>(),
	redraw: vi.fn<Effects['redraw']>(),
	acknowledgeAlerts: vi.fn<Effects['acknowledgeAlerts']>(),
	muteAlerts: vi.fn<Effects['muteAlerts']>(),
	openExport: vi.fn<Effects['openExport']>(),
});

/** A desk at which nothing can be done: recovery is tested with real files. */
export const emptyDesk: RecoveryDesk = {
	offers: async () => await Promise.resolve({nothing: 'nothing to recover'}),
	apply: async () => await Promise.resolve({isDone: false, message: 'nothing to apply'}),
	lastPlan: async () => await Promise.resolve({nothing: 'nothing to undo'}),
	undo: async () => await Promise.resolve({isDone: false, message: 'nothing to undo'}),
	recoverOne: async () => await Promise.resolve('nothing to recover'),
};

export type WorkbenchOptions = {
	readonly problems?: readonly Problem[];
	readonly health?: Partial<Health>;
	readonly settings?: Partial<Settings>;
	readonly now?: () => number;
	readonly paneLength?: (frame: Frame) => number;
	readonly desk?: RecoveryDesk;
	readonly startWork?: (start: WorkStart) => Work;
	/** What was kept of attempts. */
	readonly attempts?: AttemptSource;
	/** Absent: nothing is expected. */
	readonly expectationPace?: ExpectationPace;
	/** Takes keys in the panel of exports. */
	readonly exports?: PanelKeys;
	/** What is kept of earlier times; absent: nothing. */
	readonly history?: Pick<HistorySource, 'memories'>;
};

/** A controller with all it needs, at noon. */
export const workbench = (
	tasks: readonly Task[],
	{
		problems = [],
		health = {},
		settings = {},
		now = () => noon,
		paneLength = () => 0,
		desk = emptyDesk,
		startWork,
		attempts,
		expectationPace,
		exports,
		history,
	}: WorkbenchOptions = {},
) => {
	const {store, put, ...storeSide} = storeWith(tasks, problems);
	const {watch, report, ...watchSide} = watchWith(health);
	const effects = silentEffects();
	const controller = createController({
		store,
		watch,
		settings: {...defaultSettings, ...settings},
		effects,
		desk,
		startWork,
		paneLength,
		attempts,
		expectationPace,
		exports,
		history,
		offsetAt: () => 0,
		now,
	});
	return {
		controller,
		put,
		report,
		effects,
		listeners: () => storeSide.listeners() + watchSide.listeners(),
		press(...keys: readonly string[]) {
			for (const key of keys) {
				controller.press(key);
			}
		},
		/** Ids of the tasks, as they stand in the list. */
		ids: () => controller.frame().model.items.map(({row}) => row?.task.id ?? ''),
		selected: () => controller.frame().selected?.row?.task.id ?? null,
		screen: () => controller.frame().screen,
		message: () => controller.frame().screen.message?.text ?? null,
	};
};

export const problemOf = (known: Partial<Problem> & {readonly code: string}): Problem => ({
	severity: 'warning',
	message: `About ${known.code}`,
	format: 'tasks-meta',
	task: null,
	path: '/code/specs/001-login/tasks.md',
	line: null,
	...known,
});
