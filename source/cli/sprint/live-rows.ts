import {createDependencyBook} from '../../analysis/dependencies/dependencies.ts';
import {type WorkPlan, workPlanOf} from '../../analysis/dependencies/work-plan.ts';
import {createRowBook} from '../../analysis/row-book.ts';
import type {Row} from '../../analysis/rows.ts';
import {type Settings, staleScaleOf} from '../../model/settings.ts';
import {createStore, type Store} from '../../store/store.ts';
import {createSensing} from '../../ui/sensing.ts';
import {createAgentProcesses} from '../../watch/agent-processes.ts';
import {startWatch} from '../../watch/watch.ts';

/** The rows of some folders, kept up to date without a screen. */
export type LiveRows = {
	readonly store: Store;
	readonly look: () => {readonly rows: readonly Row[]; readonly workPlan: WorkPlan};
	readonly close: () => Promise<void>;
};

/** Time alone changes rows too, and nobody is told of that. */
const everyMs = 1000;

/** Changes come in bursts; one look at the end of it is enough. */
const calmMs = 30;

/**
Reads everything and then follows it. The callback comes after every change, and now and then.

@param onError told of errors that metawatch itself should not have made.
*/
export const followRows = async (
	workspaces: readonly string[],
	settings: Settings,
	{onChange, onError}: {readonly onChange: () => void; readonly onError: (error: unknown) => void},
): Promise<LiveRows> => {
	const store = createStore();
	const watch = startWatch({workspaces, settings, store, onError});
	const scale = staleScaleOf(settings);
	const book = createRowBook(scale);
	const dependencies = createDependencyBook();
	let calm: NodeJS.Timeout | null = null;
	const soon = (): void => {
		calm ??= setTimeout(() => {
			calm = null;
			onChange();
		}, calmMs);
	};

	await watch.whenWatching;
	const sensing = createSensing({
		store,
		scale,
		isFirst: () => !watch.isFirstReadDone(),
		processes: createAgentProcesses({workspaces}),
		now: Date.now,
		onChange: soon,
	});
	const unsubscribe = store.subscribe(soon);
	const timer = setInterval(soon, everyMs);
	return {
		store,
		look() {
			const state = store.getState();
			const {rows} = book(state, Date.now(), sensing.senses());
			sensing.attend(rows);
			return {
				rows,
				// Not everybody who looks wants to know it.
				get workPlan() {
					return workPlanOf(dependencies(state.tasks), rows);
				},
			};
		},
		async close() {
			clearInterval(timer);
			if (calm) {
				clearTimeout(calm);
			}

			unsubscribe();
			sensing.close();
			await watch.close();
		},
	};
};
