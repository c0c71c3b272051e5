import {assert, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cyclesOf} from '../../../source/analysis/dependencies/cycles.ts';
import {graphOf} from '../../../source/analysis/dependencies/graph.ts';
import {anyOrderedTasks, anyTasks, plainEdges, reachable, tasksWith} from './given.ts';

const cyclesIn = (tasks: ReturnType<typeof tasksWith>) => {
	const graph = graphOf(tasks);
	const idOf = (position: number): string => graph.tasks[position]!.id;
	return cyclesOf(graph).map(({way, members, cut, isShortest}) => ({
		way: way.map(idOf).join(' '),
		members: members.map(idOf).join(' '),
		cut: `${idOf(cut.from)} ${idOf(cut.to)}`,
		left: cut.left,
		isShortest,
	}));
};

/** Length of the shortest way from a place back to itself, by breadth, or Infinity. */
const girthAt = (edges: readonly (readonly number[])[], start: number): number => {
	let front = new Set([start]);
	for (let steps = 1; steps <= edges.length; steps++) {
		front = new Set([...front].flatMap((place) => edges[place]!));
		if (front.has(start)) {
			return steps;
		}
	}

	return Number.POSITIVE_INFINITY;
};

describe('cycles, against brute force on small graphs', () => {
	test('one for every set of tasks that reach each other, and no innocent one in it', () => {
		assert(
			property(anyTasks(), (tasks) => {
				const edges = plainEdges(tasks);
				const reach = edges.map((_, place) => reachable(edges, place));
				const expected = new Set(
					edges.flatMap((_, place) =>
						reach[place]!.has(place)
							? [
									edges
										.flatMap((__, other) =>
											reach[place]!.has(other) && reach[other]!.has(place) ? [other] : [],
										)
										.join(),
								]
							: [],
					),
				);
				const cycles = cyclesOf(graphOf(tasks));
				expect(new Set(cycles.map(({members}) => members.join()))).toEqual(expected);
				expect(cycles).toHaveLength(expected.size);
				for (const {way, members} of cycles) {
					expect(new Set(way).size).toBe(way.length);
					for (const [index, place] of way.entries()) {
						expect(members).toContain(place);
						expect(edges[place]).toContain(way[(index + 1) % way.length]);
					}

					expect(way).toHaveLength(Math.min(...members.map((place) => girthAt(edges, place))));
				}
			}),
			{numRuns: 2000},
		);
	});

	test('the cut lies on the cycle, and none leaves fewer tasks in cycles', () => {
		assert(
			property(anyTasks(), (tasks) => {
				const edges = plainEdges(tasks);
				const leftAfter = (members: readonly number[], from: number, to: number): number => {
					const rest = edges.map((targets, place) =>
						targets.filter(
							(target) =>
								members.includes(place) &&
								members.includes(target) &&
								!(place === from && target === to),
						),
					);
					return members.filter((place) => reachable(rest, place).has(place)).length;
				};

				for (const {way, members, cut} of cyclesOf(graphOf(tasks))) {
					const steps = way.map((from, index) => [from, way[(index + 1) % way.length]!] as const);
					expect(steps).toContainEqual([cut.from, cut.to]);
					expect(cut.left).toBe(leftAfter(members, cut.from, cut.to));
					expect(cut.left).toBe(
						Math.min(...steps.map(([from, to]) => leftAfter(members, from, to))),
					);
				}
			}),
			{numRuns: 1000},
		);
	});

	test('there are none where every task waits for earlier ones only', () => {
		assert(
			property(anyOrderedTasks(), (tasks) => {
				expect(cyclesOf(graphOf(tasks))).toEqual([]);
			}),
		);
	});
});

describe('a cycle', () => {
	test('is named on its shortest way, with the cut that frees the most', () => {
		expect(
			cyclesIn(
				tasksWith(
					{id: 'a', needs: ['b']},
					{id: 'b', needs: ['c']},
					{id: 'c', needs: ['a', 'd']},
					{id: 'd', needs: ['c']},
					{id: 'behind', needs: ['a']},
					{id: 'before'},
				),
			),
		).toEqual([{way: 'c d', members: 'a b c d', cut: 'c d', left: 3, isShortest: true}]);
	});

	test('is cut where a task waits for one further down the list', () => {
		expect(
			cyclesIn(
				tasksWith({id: '1', needs: ['3']}, {id: '2', needs: ['1']}, {id: '3', needs: ['2']}),
			),
		).toMatchObject([{way: '1 3 2', cut: '1 3', left: 0}]);
	});

	test('over a hundred thousand tasks is found without recursion, and so is one of two in a chain', () => {
		const count = 100_000;
		const ring = Array.from({length: count}, (_, index) => ({
			id: String(index),
			needs: [String((index + 1) % count)],
		}));
		expect(cyclesOf(graphOf(tasksWith(...ring)))[0]!.way).toHaveLength(count);
		const chain = ring.map(({id, needs}, index) => ({
			id,
			needs: index === count - 1 ? [] : index === 70_001 ? [...needs, '70000'] : needs,
		}));
		expect(cyclesIn(tasksWith(...chain))).toMatchObject([
			{way: '70000 70001', members: '70000 70001', left: 0},
		]);
	});
});
