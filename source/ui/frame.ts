import type {Item} from '../commands/context.ts';
import type {Expectations} from '../analysis/forecast/expectations.ts';
import type {ScreenState} from '../commands/screen-state.ts';
import type {Health, Vitals} from '../model/health.ts';
import {untilAgeChanges} from '../text/age.ts';
import {untilDurationChanges, untilRoughlyChanges} from '../text/duration.ts';
import {type FittedColumn, type Layout, layoutFor, windowTop} from './layout.ts';
import type {MetricsShown} from './metrics-book.ts';
import type {Panel} from './recovery/panel.ts';
import type {PastFrame} from './time-travel/past.ts';
import type {Judgement} from './sensing.ts';
import type {ViewModel} from './view-model.ts';
import type {WorkPanel} from './work/work-panel.ts';

/** Everything the screen shows at one moment, as a value: the same frame draws the same screen. */
export type Frame = {
	readonly screen: ScreenState;
	readonly model: ViewModel;
	readonly layout: Layout;
	readonly health: Health;
	/** What metawatch measures about itself, while somebody looks at it. */
	readonly vitals: Vitals | null;
	/** How well silences have been judged so far. */
	readonly judgement: Judgement;
	/** The recovery panel, while it is open. */
	readonly recovery: Panel | null;
	/** What the Metrics view shows, while that is open. */
	readonly metrics: MetricsShown | null;
	/** What is to be expected, as far as that has been worked out; null at earlier moments, too. */
	readonly expectations: Expectations | null;
	readonly work: WorkFrame;
	/** What is shown of earlier times. */
	readonly past: PastFrame;
	readonly now: number;
	/** The moment that running clocks show: `now`, as of their last common tick. */
	readonly clockNow: number;
	readonly selected: Item | null;
	/** First visible line of the table. */
	readonly top: number;
	readonly visible: readonly Item[];
	/** Columns of the task table and their widths. */
	readonly fitted: readonly FittedColumn[];
	/** Epoch ms at which the screen will read differently by itself, or null. */
	readonly changesAt: number | null;
};

/** What goes on beside the lists. */
type WorkFrame = {
	/** For the first line; null: nothing goes on. */
	readonly activity: string | null;
	/** What is shown of it, while somebody looks. */
	readonly panel: WorkPanel | null;
};

export const frameOf = ({
	screen,
	model,
	health,
	vitals,
	judgement,
	now,
	size,
	previousTop,
	previousClock,
	recovery,
	metrics,
	expectations,
	work,
	past,
	fit,
}: {
	readonly screen: ScreenState;
	readonly model: ViewModel;
	readonly health: Health;
	readonly vitals: Vitals | null;
	readonly judgement: Judgement;
	readonly now: number;
	readonly size: {readonly columns: number; readonly rows: number};
	/** First visible line of the frame before. */
	readonly previousTop: number;
	/** What running clocks showed in the frame before. */
	readonly previousClock: number;
	readonly recovery: Panel | null;
	readonly metrics: MetricsShown | null;
	readonly expectations: Expectations | null;
	readonly work: WorkFrame;
	readonly past: PastFrame;
	readonly fit: (items: readonly Item[], width: number) => readonly FittedColumn[];
}): Frame => {
	const layout = layoutFor(size, screen.view === 'metrics' ? 'hidden' : screen.details);
	const top = windowTop(previousTop, model.index, layout.tableRows, model.items.length);
	const visible = model.items.slice(top, top + layout.tableRows);
	const selected = model.items[model.index] ?? null;
	const step = tickOf([...visible, selected], now);
	// Never back: which rows are to be seen changes the step, and clocks must not run backwards for it.
	const isPast = (past.journey?.at ?? null) !== null;
	const clockNow = isPast
		? now
		: Math.max(Math.floor(now / step) * step, Math.min(previousClock, now));
	return {
		screen,
		model,
		layout,
		health,
		vitals,
		judgement,
		recovery,
		metrics,
		expectations,
		work,
		past,
		now,
		clockNow,
		selected,
		top,
		visible,
		// A mark before the first column, and a blank after the last.
		fitted: screen.view === 'tasks' ? fit(model.items, layout.tableColumns - 2) : [],
		changesAt:
			screen.isPaused || isPast
				? null
				: earliest([
						model.changesAt,
						metrics?.changesAt ?? null,
						vitals === null ? null : now + vitalsMs,
						work.panel === null ? null : now + second,
						...(isCovered(screen)
							? []
							: shownTimes(screen, layout, visible, selected, clockNow).map((at) =>
									at === null ? null : Math.ceil(at / step) * step,
								)),
					]),
	};
};

const second = 1000;

/** How often figures about metawatch itself are asked again while they are shown. */
const vitalsMs = 2 * second;

/**
How often running clocks are moved on, in ms. All move together: one frame, not one for each. A clock in
its first minute shows its seconds; later five at a time will do, and cost a fifth.
*/
const tickOf = (items: readonly (Item | null)[], now: number): number =>
	items.some((item) => {
		const since = item?.row?.runningSince ?? null;
		return since !== null && now - since < 60 * second;
	})
		? second
		: 5 * second;

/** Nothing of the table and the details is to be seen. */
const isCovered = ({overlay}: ScreenState): boolean => overlay !== null && overlay !== 'filter';

/** When each of the times to be seen reads differently. */
const shownTimes = (
	{view}: ScreenState,
	{details}: Layout,
	visible: readonly Item[],
	selected: Item | null,
	now: number,
): readonly (number | null)[] => [
	...(view === 'tasks' && details !== 'covering'
		? visible.map(({row}) => clockChangesAt(row, now))
		: []),
	...(view === 'dependencies' && details !== 'covering'
		? visible.map(({row}) => roughAgeChangesAt(row, now))
		: []),
	...(details === 'none' || selected?.problem
		? []
		: [clockChangesAt(selected?.row ?? null, now), agesChangeAt(selected, now)]),
];

const earliest = (moments: readonly (number | null)[]): number | null => {
	const known = moments.filter((at) => at !== null);
	return known.length > 0 ? Math.min(...known) : null;
};

/** When the running clock of a row reads differently. */
const clockChangesAt = (row: Item['row'], now: number): number | null =>
	row === null || row.runningSince === null
		? null
		: now + untilDurationChanges(now - row.runningSince);

/** When the length of a run reads differently where it is told in one unit. */
const roughAgeChangesAt = (row: Item['row'], now: number): number | null =>
	row === null || row.runningSince === null
		? null
		: now + untilRoughlyChanges(now - row.runningSince);

/** When one of the ages in the details reads differently. */
const agesChangeAt = (item: Item | null, now: number): number | null => {
	const task = item?.row?.task;
	const moments = [
		...[task?.startedAt, task?.updatedAt, task?.completedAt].map((moment) => moment?.at ?? null),
		...(task?.activity?.signals ?? []).map(({at}) => at),
	];
	return earliest(moments.map((at) => (at === null ? null : now + untilAgeChanges(now - at))));
};
