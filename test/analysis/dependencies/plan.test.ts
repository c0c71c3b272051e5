import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {criticalPathOf} from '../../../source/analysis/dependencies/critical-path.ts';
import {estimatesOf} from '../../../source/analysis/dependencies/estimates.ts';
import {graphOf} from '../../../source/analysis/dependencies/graph.ts';
import {planOf} from '../../../source/analysis/dependencies/next.ts';
import {scheduleOf} from '../../../source/analysis/dependencies/schedule.ts';
import {standingsOf} from '../../../source/analysis/dependencies/standing.ts';
import {hour, minute, noon} from '../tasks.ts';
import {anyOrderedTasks, plainEdges, tasksWith, type Given} from './given.ts';

const pathIn = (tasks: ReturnType<typeof tasksWith>, lengths?: Float64Array) => {
	const graph = graphOf(tasks);
	const standings = standingsOf(graph);
	const estimates = estimatesOf(graph.tasks);
	return {graph, standings, estimates, path: criticalPathOf(standings, estimates, lengths)};
};

const lengthsFor = (count: number, seed: number): Float64Array =>
	Float64Array.from({length: count}, (_, index) => 1 + ((seed * (index + 3)) % 7));

describe('the critical path, against brute force', () => {
	test('is the longest of all ways; a task has slack exactly where it may be later', () => {
		fc.assert(
			fc.property(anyOrderedTasks(['pending', 'running', 'failed']), fc.nat(100), (tasks, seed) => {
				const edges = plainEdges(tasks);
				const lengths = lengthsFor(tasks.size, seed);
				const longestFrom = (place: number): number =>
					lengths[place]! +
					Math.max(
						0,
						...edges.flatMap((targets, other) =>
							targets.includes(place) ? [longestFrom(other)] : [],
						),
					);
				const longestTo = (place: number): number =>
					Math.max(0, ...edges[place]!.map((target) => longestTo(target) + lengths[target]!));
				const total = Math.max(...edges.map((_, place) => longestTo(place) + longestFrom(place)));
				const {path} = pathIn(tasks, lengths);
				expect(path.total).toBe(total);
				expect(path.way.reduce((sum, place) => sum + lengths[place]!, 0)).toBe(total);
				for (const [index, place] of path.way.entries()) {
					expect(index === 0 || edges[place]!.includes(path.way[index - 1]!)).toBe(true);
				}

				for (const place of edges.keys()) {
					expect(path.tails[place]).toBe(longestFrom(place));
					expect(path.slacks[place]).toBe(total - longestTo(place) - longestFrom(place));
				}
			}),
			{numRuns: 1000},
		);
	});

	test('leaves out what is done, and what stands in a cycle', () => {
		const {path, graph} = pathIn(
			tasksWith(
				{id: 'done', status: 'completed'},
				{id: 'a', needs: ['done']},
				{id: 'b', needs: ['a']},
				{id: 'x', needs: ['y']},
				{id: 'y', needs: ['x']},
			),
		);
		expect(path.way.map((place) => graph.tasks[place]!.id)).toEqual(['a', 'b']);
		expect(path.total).toBe(2);
	});
});

describe('lengths', () => {
	const completed = (id: string, minutes: number, kind: string | null = null) => ({
		id,
		kind,
		status: 'completed' as const,
		durationMs: minutes * minute,
	});

	test('are those of the same kind, else of the format, and say so', () => {
		const {estimates} = pathIn(
			tasksWith(
				...[2, 4, 6].map((minutes) => completed(`lean ${minutes}`, minutes, 'lean4')),
				...[10, 20, 30, 40].map((minutes) => completed(`other ${minutes}`, minutes)),
				{id: 'open lean', kind: 'lean4'},
				{id: 'open other', kind: 'web'},
			),
		);
		expect(estimates.unit).toBe('milliseconds');
		expect([7, 8].map((place) => estimates.likely[place]! / minute)).toEqual([4, 10]);
		expect([7, 8].map((place) => estimates.basisOf(place))).toEqual([
			'median of 3 completed lean4 tasks',
			'median of 7 completed tasks-meta tasks',
		]);
		expect(estimates.low[7]! / minute).toBe(3);
		expect(estimates.high[7]! / minute).toBe(5);
	});

	test('of two tasks are none', () => {
		const {estimates} = pathIn(tasksWith(completed('1', 2), completed('2', 4), {id: '3'}));
		expect(estimates.unit).toBe('tasks');
		expect(estimates.basisOf(2)).toBe('no lengths known: every task counts one');
	});
});

describe('what is next', () => {
	const order = (...given: readonly Given[]) => {
		const {graph, standings, path} = pathIn(tasksWith(...given));
		const {ready, person, others} = planOf(standings, path);
		const idsOf = (places: readonly number[]) =>
			places.map((place) => graph.tasks[place]!.id).join(' ');
		return {ready: idsOf(ready), person: idsOf(person), others: idsOf(others)};
	};

	test('priority, then score, then what waits behind it, then age, then the file', () => {
		const priority = (rank: number | null) => ({raw: String(rank), rank});
		expect(
			order(
				{id: 'no priority'},
				{id: 'unknown priority', priority: priority(null), score: 99},
				{id: 'low', priority: priority(3), score: 9},
				{id: 'high', priority: priority(1)},
				{id: 'high scored', priority: priority(1), score: 2},
				{id: 'high long', priority: priority(1)},
				{id: 'high old', priority: priority(1), updatedAt: {at: noon - hour, source: 'x'}},
				{id: 'behind', needs: ['high long']},
				{id: 'mine', priority: priority(0), humanRequired: 'sign it'},
				{id: 'done', status: 'completed'},
				{id: 'runs', status: 'running'},
			),
		).toEqual({
			ready: 'high scored|high long|high old|high|low|unknown priority|no priority'.replaceAll(
				'|',
				' ',
			),
			person: 'mine',
			others: 'behind runs',
		});
	});
});

describe('a schedule', () => {
	test('keeps the order, gives nobody two things at once, and is as short as it can be proved to be', () => {
		fc.assert(
			fc.property(
				anyOrderedTasks(['pending', 'completed', 'running']),
				fc.integer({min: 1, max: 4}),
				fc.nat(100),
				(tasks, agents, seed) => {
					const lengths = lengthsFor(tasks.size, seed);
					const {standings, path, graph} = pathIn(tasks, lengths);
					const edges = plainEdges(tasks);
					const {assignments, makespan, left} = scheduleOf(standings, agents, lengths, path.tails);
					const open = graph.tasks.flatMap(({status}, place) =>
						status === 'completed' ? [] : [place],
					);
					const places = assignments.map(({position}) => position);
					expect(places.toSorted((a, b) => a - b)).toEqual(open);
					expect(left).toEqual([]);
					const byPlace = new Map(assignments.map((one) => [one.position, one]));
					for (const {position, start, end} of assignments) {
						expect(end - start).toBe(lengths[position]);
						for (const target of graph.tasks[position]!.status === 'running'
							? []
							: edges[position]!) {
							expect(byPlace.get(target)?.end ?? 0).toBeLessThanOrEqual(start);
						}
					}

					for (const one of assignments) {
						const same = assignments.filter(
							({agent}) => agent === one.agent && one.start < Infinity,
						);
						expect(same.filter(({start, end}) => start < one.end && one.start < end)).toHaveLength(
							1,
						);
					}

					const running = graph.tasks.filter(({status}) => status === 'running').length;
					const work = open.reduce((sum, place) => sum + lengths[place]!, 0);
					const hands = Math.max(agents, running);
					expect(makespan).toBeGreaterThanOrEqual(work / hands - 1e-9);
					// Graham's bound for list scheduling; what runs already may run in more hands than there are.
					const bound = work / agents + path.total * (1 - 1 / agents) + 1e-9;
					expect(running > 0 || makespan <= bound).toBe(true);
				},
			),
			{numRuns: 1000},
		);
	});

	test('never has two tasks at the same file side by side, and loses none of them', () => {
		fc.assert(
			fc.property(
				fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), {maxLength: 3}), {
					minLength: 1,
					maxLength: 9,
				}),
				fc.integer({min: 1, max: 4}),
				(files, agents) => {
					const tasks = tasksWith(
						...files.map((paths, index) => ({
							id: String(index),
							artifacts: paths.map((path) => ({path, type: null, summary: null, exists: null})),
						})),
					);
					const lengths = lengthsFor(files.length, 3);
					const {standings, path} = pathIn(tasks, lengths);
					const {assignments} = scheduleOf(standings, agents, lengths, path.tails);
					expect(assignments).toHaveLength(files.length);
					for (const one of assignments) {
						for (const other of assignments) {
							const isShared = files[one.position]!.some((file) =>
								files[other.position]!.includes(file),
							);
							const isBeside = one.start < other.end && other.start < one.end;
							expect(one !== other && isShared && isBeside).toBe(false);
						}
					}
				},
			),
			{numRuns: 500},
		);
	});

	test('leaves to people what only they can move', () => {
		const {standings, path, graph} = pathIn(
			tasksWith(
				{id: '1', humanRequired: 'sign it'},
				{id: '2', needs: ['1']},
				{id: '3', status: 'failed'},
				{id: '4'},
			),
		);
		const {assignments, left} = scheduleOf(standings, 2, lengthsFor(4, 1), path.tails);
		const idOf = (place: number) => graph.tasks[place]!.id;
		expect(assignments.map(({position}) => idOf(position))).toEqual(['4']);
		expect(left.map((place) => idOf(place)).sort()).toEqual(['1', '2', '3']);
	});
});
