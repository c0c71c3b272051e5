import {resolveElsewhere} from '../../analysis/dependencies/elsewhere.ts';
import {isMet} from '../../analysis/dependencies/met.ts';
import type {WorkPlan} from '../../analysis/dependencies/work-plan.ts';
import type {Dependency, Task} from '../../model/task.ts';

export const linkStates = [
	'met',
	'unmet',
	'archived',
	'missing',
	'ambiguous',
	'external',
	'self',
] as const;

/** One dependency as it is written, with what it means now. */
export type Link = {
	readonly from: Task;
	/** The task it names; null when it names none that is known. */
	readonly to: Task | null;
	readonly dependency: Dependency;
	/** `archived`: done and moved away; `external`: another project or free text. */
	readonly state: (typeof linkStates)[number];
};

/** Every dependency of every task, in the order of files; one that is named twice stands here twice. */
export const linksOf = ({standings: {graph, statuses}}: WorkPlan): readonly Link[] => {
	const {tasks, positions} = graph;
	const elsewhere = resolveElsewhere(tasks);
	return tasks.flatMap((from) =>
		from.dependencies.map((dependency): Link => {
			const key = elsewhere.get(dependency)?.key ?? dependency.key;
			const position = key === null ? undefined : positions.get(key);
			const to = position === undefined ? null : tasks[position]!;
			if (dependency.state === 'archived' || to === null) {
				const state = dependency.state === 'known' ? 'missing' : dependency.state;
				return {from, to, dependency, state};
			}

			if (to === from) {
				return {from, to, dependency, state: 'self'};
			}

			const isDone = isMet({format: to.format, status: statuses[position!]!});
			return {from, to, dependency, state: isDone ? 'met' : 'unmet'};
		}),
	);
};
