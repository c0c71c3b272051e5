import type {Dependencies} from '../analysis/dependencies/dependencies.ts';
import {focusOf} from '../analysis/dependencies/focus.ts';
import {type OutlineLine, outlineOf} from '../analysis/dependencies/outline.ts';
import {type WorkPlan, workPlanOf} from '../analysis/dependencies/work-plan.ts';
import {matchesFilter, parseFilter} from '../analysis/filter.ts';
import type {Row} from '../analysis/rows.ts';
import type {Item} from '../commands/context.ts';
import type {ScreenState} from '../commands/screen-state.ts';

/** The Dependencies view before it is laid out. */
export type DependencyList = {
	readonly workPlan: WorkPlan;
	readonly items: readonly Item[];
	/** Lines before the filter. */
	readonly total: number;
};

/** Makes the lines of the Dependencies view, and remembers what did not change. */
export const createDependencyItems = () => {
	let plan: {dependencies: Dependencies; rows: readonly Row[]; workPlan: WorkPlan} | null = null;
	let list: {
		workPlan: WorkPlan;
		folds: ScreenState['folds'];
		focus: string | null;
		filter: string;
		list: DependencyList;
	} | null = null;
	return (
		dependencies: Dependencies,
		rows: readonly Row[],
		{folds, focus, filter}: Pick<ScreenState, 'folds' | 'focus' | 'filter'>,
	): DependencyList => {
		if (plan?.dependencies !== dependencies || plan.rows !== rows) {
			plan = {dependencies, rows, workPlan: workPlanOf(dependencies, rows)};
		}

		const {workPlan} = plan;
		if (
			list?.workPlan !== workPlan ||
			list.folds !== folds ||
			list.focus !== focus ||
			list.filter !== filter
		) {
			const made = listOf(workPlan, dependencies, {folds, focus, filter});
			list = {workPlan, folds, focus, filter, list: made};
		}

		return list.list;
	};
};

const listOf = (
	workPlan: WorkPlan,
	dependencies: Dependencies,
	{folds, focus, filter: text}: Pick<ScreenState, 'folds' | 'focus' | 'filter'>,
): DependencyList => {
	const {positions} = dependencies.graph;
	const position = focus === null ? undefined : positions.get(focus);
	const filter = parseFilter(text);
	const isFiltered = filter.terms.length > 0;
	// What is folded away can be found, too.
	const shown = isFiltered ? {turned: new Set<string>(), isUnfolded: true} : folds;
	const lines =
		position === undefined ? outlineOf(workPlan, dependencies, shown) : focusOf(workPlan, position);
	const items = lines.map((outline): Item => ({
		key: outline.key,
		row: rowOf(workPlan, positions, outline),
		problem: outline.finding,
		outline,
	}));
	return {
		workPlan,
		items: isFiltered ? items.filter(({row}) => row !== null && matchesFilter(row, filter)) : items,
		total: items.length,
	};
};

const rowOf = (
	{rows}: WorkPlan,
	positions: ReadonlyMap<string, number>,
	{position, finding, type}: OutlineLine,
): Row | null => {
	const at = position ?? (finding?.task ? positions.get(finding.task) : undefined);
	return at === undefined || type === 'section' ? null : (rows[at] ?? null);
};
