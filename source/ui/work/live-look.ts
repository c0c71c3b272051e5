import {createDependencyBook} from '../../analysis/dependencies/dependencies.ts';
import {type WorkPlan, workPlanOf} from '../../analysis/dependencies/work-plan.ts';
import {createRowBook} from '../../analysis/row-book.ts';
import type {Row} from '../../analysis/rows.ts';
import type {Senses} from '../../analysis/senses.ts';
import type {Store} from '../../store/store.ts';

/** The tasks as they stand at this moment, also while the screen is paused. */
export type LiveLook = {
	readonly rows: () => ReadonlyMap<string, Row>;
	readonly workPlan: () => WorkPlan;
	/** Calls back after every change, and now and then, until it is given up. */
	readonly follow: (onChange: () => void) => () => void;
};

/** Time alone changes rows too, and nobody is told of that. */
const everyMs = 1000;

/** Changes come in bursts; one look at the end of it is enough. */
const calmMs = 50;

export const createLiveLook = ({
	store,
	scale,
	senses,
	now,
}: {
	readonly store: Store;
	readonly scale: number;
	readonly senses: () => Senses;
	readonly now: () => number;
}): LiveLook => {
	const book = createRowBook(scale);
	const dependencies = createDependencyBook();
	const rows = (): readonly Row[] => book(store.getState(), now(), senses()).rows;
	let known: {readonly of: readonly Row[]; readonly byKey: ReadonlyMap<string, Row>} | null = null;
	return {
		rows() {
			const all = rows();
			if (known?.of !== all) {
				known = {of: all, byKey: new Map(all.map((row) => [row.task.key, row]))};
			}

			return known.byKey;
		},
		workPlan: () => workPlanOf(dependencies(store.getState().tasks), rows()),
		follow(onChange) {
			let calm: NodeJS.Timeout | null = null;
			const soon = (): void => {
				calm ??= setTimeout(() => {
					calm = null;
					onChange();
				}, calmMs);
			};
			const timer = setInterval(soon, everyMs);
			const unsubscribe = store.subscribe(soon);
			return () => {
				clearInterval(timer);
				unsubscribe();
				if (calm) {
					clearTimeout(calm);
				}
			};
		},
	};
};
