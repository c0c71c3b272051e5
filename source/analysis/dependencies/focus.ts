import {type Edges, targetsOf} from './graph.ts';
import {blankLine, type OutlineLine, type SectionName} from './outline.ts';
import type {WorkPlan} from './work-plan.ts';

/** One task with everything it waits for above it, and everything that waits for it below. */
export const focusOf = ({standings: {graph}}: WorkPlan, focus: number): readonly OutlineLine[] => {
	const line = (section: SectionName, position: number, depth: number): OutlineLine => ({
		...blankLine,
		key: `${section}:${graph.tasks[position]!.key}`,
		section,
		depth,
		position,
	});
	const part = (section: SectionName, edges: Edges): readonly OutlineLine[] => {
		const found = walk(edges, focus);
		return [
			{
				...blankLine,
				key: `section:${section}`,
				type: 'section',
				section,
				text: String(found.length),
			},
			...found.map(({position, depth}) => line(section, position, depth)),
		];
	};

	return [
		line('focus', focus, 0),
		...part('upstream', graph.needs),
		...part('downstream', graph.holds),
	];
};

/** All that can be reached, each once and as near as it stands, what is behind it indented below it. */
const walk = (
	edges: Edges,
	start: number,
): readonly {readonly position: number; readonly depth: number}[] => {
	const parents = new Map<number, number>([[start, -1]]);
	const queue = [start];
	for (const position of queue) {
		for (const target of targetsOf(edges, position)) {
			if (!parents.has(target)) {
				parents.set(target, position);
				queue.push(target);
			}
		}
	}

	const children = Map.groupBy(queue.slice(1), (position) => parents.get(position)!);
	const found: {position: number; depth: number}[] = [];
	const stack = [{position: start, depth: -1}];
	while (stack.length > 0) {
		const {position, depth} = stack.pop()!;
		if (position !== start) {
			found.push({position, depth});
		}

		for (const child of (children.get(position) ?? []).toReversed()) {
			stack.push({position: child, depth: depth + 1});
		}
	}

	return found;
};
