import {tanglesOf} from './components.ts';
import {cheapestCut, type Cut} from './cut.ts';
import {type DependencyGraph, targetsOf} from './graph.ts';
import {shortestCycle} from './shortest-cycle.ts';

/** Tasks that wait for each other. */
export type Cycle = {
	/** The way round, each position once: the first waits for the second, the last for the first. */
	readonly way: readonly number[];
	/** All tasks of the tangle, in the order of files; those on the way among them. */
	readonly members: readonly number[];
	/** False when the tangle is so large that a shorter way may exist. */
	readonly isShortest: boolean;
	readonly cut: Cut;
};

/** One cycle for each tangle. Only tasks that really are on a cycle are named. */
export const cyclesOf = (graph: DependencyGraph): readonly Cycle[] =>
	tanglesOf(graph.needs).map((members) => {
		const local = localEdges(graph, members);
		const {way, isShortest} = shortestCycle(local);
		const {from, to, left} = cheapestCut(local, way);
		return {
			way: way.map((place) => members[place]!),
			members,
			isShortest,
			cut: {from: members[from]!, to: members[to]!, left},
		};
	});

/** The edges inside a tangle, by places in it. */
const localEdges = (
	{needs}: DependencyGraph,
	members: readonly number[],
): readonly (readonly number[])[] => {
	const places = new Map(members.map((member, place) => [member, place]));
	return members.map((member) =>
		[...targetsOf(needs, member)].flatMap((target) => places.get(target) ?? []),
	);
};
