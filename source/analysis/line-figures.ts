import type {LineFigures} from '../model/line-figures.ts';
import type {Dependencies} from './dependencies/dependencies.ts';
import type {Expectations} from './forecast/expectations.ts';
import {outlookOf, workPlanOf} from './dependencies/work-plan.ts';
import type {Row} from './rows.ts';
import {summarise} from './summary.ts';

/** The rows of one workspace in a few numbers. */
export const lineFiguresOf = (
	rows: readonly Row[],
	{alerts, etaAt}: Pick<LineFigures, 'alerts' | 'etaAt'>,
): LineFigures => {
	const {byStatus, attention} = summarise(rows);
	return {byStatus, attention, alerts, etaAt};
};

/** Fewer lengths than this say nothing about when something ends. */
const fewestSamples = 3;

/**
Workspace -> when its open work is likely done, if as many tasks as run now go on side by side, each as
long as the middle of its kind. No entry: nothing runs there, or nothing is known about lengths.

@param dependencies of the tasks of all workspaces.
@param now epoch milliseconds.
*/
export const etasOf = (
	dependencies: Dependencies,
	rows: readonly Row[],
	now: number,
): ReadonlyMap<string, number> => {
	const running = Map.groupBy(
		rows.filter(({status}) => status === 'running'),
		({task}) => task.workspace,
	);
	const plan = running.size > 0 ? workPlanOf(dependencies, rows) : null;
	if (!plan || plan.estimates.samples < fewestSamples) {
		return new Map();
	}

	const agents = [...running.values()].reduce((sum, {length}) => sum + length, 0);
	const {assignments} = outlookOf(plan, agents, now).likely;
	const ends = new Map<string, number>();
	for (const {position, end} of assignments) {
		const workspace = plan.rows[position]?.task.workspace ?? '';
		if (running.has(workspace)) {
			ends.set(workspace, Math.max(now + end, ends.get(workspace) ?? 0));
		}
	}

	return ends;
};

/**
The same from expectations, where somebody has them: the moment as likely before the end as after it. Null:
too little is known for a range.
*/
export const expectedEtasOf = (
	{work, madeAt}: Expectations,
	rows: readonly Row[],
): ReadonlyMap<string, number> | null =>
	work.type === 'ranges'
		? new Map(
				[...work.workspaces]
					.filter(([workspace]) =>
						rows.some(({status, task}) => status === 'running' && task.workspace === workspace),
					)
					.map(([workspace, {left}]) => [workspace, madeAt + left.middle]),
			)
		: null;
