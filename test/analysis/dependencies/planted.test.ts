import {describe, expect, test} from 'vitest';
import {createDependencyBook} from '../../../source/analysis/dependencies/dependencies.ts';
import {standingsOf} from '../../../source/analysis/dependencies/standing.ts';
import type {Dependency} from '../../../source/model/task.ts';
import {type Given, inWords, keyOf, missing, on, tasksWith} from './given.ts';

/** What is planted: the codes it has to be told by, and the ids of the tasks it must be told of. */
type Planted = {readonly code: string; readonly id: string};

/**
A healthy graph of completed tasks that wait for up to three earlier ones, with every kind of defect in
it, at the end as well as at the beginning. Every defect has tasks of its own.
*/
const plant = (
	size: number,
): {readonly given: readonly Given[]; readonly planted: readonly Planted[]} => {
	const given: Given[] = [];
	const planted: Planted[] = [];
	let seed = size;
	const below = (limit: number): number => {
		seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
		return Math.floor((seed / 2 ** 31) * limit);
	};

	const defects = (place: string): void => {
		const id = (name: string): string => `${name} ${place}`;
		const open = (
			name: string,
			dependencies: readonly Dependency[],
			more: Partial<Given> = {},
		): void => {
			given.push({id: id(name), dependencies, ...more});
		};

		open('missing', [missing('nobody')]);
		open('ambiguous', [{raw: 'x', id: 'x', key: null, state: 'ambiguous'}]);
		open('self', [on(id('self'))]);
		open('words', [inWords('the weather')]);
		open('fails', [], {status: 'failed'});
		open('behind failure', [on(id('fails'))]);
		open('gone', [], {status: 'cancelled'});
		open('behind gone', [on(id('gone'))]);
		open('open', []);
		open('waits', [on(id('open'))]);
		open('too early', [on(id('open'))], {status: 'running'});
		open('done early', [on(id('open'))], {status: 'completed'});
		open('late wave', [], {status: 'completed', wave: 3});
		open('early wave', [on(id('late wave'))], {wave: 2});
		open('free', [on(id('late wave'))], {status: 'blocked'});
		open('twice', [on(id('late wave')), on(id('late wave'))]);
		open('ring a', [on(id('ring b'))]);
		open('ring b', [on(id('ring c'))]);
		open('ring c', [on(id('ring a'))]);
		open('innocent', [on(id('ring c'))]);
		for (const [code, name] of [
			['dependency-unknown', 'missing'],
			['dependency-ambiguous', 'ambiguous'],
			['dependency-self', 'self'],
			['dependency-external', 'words'],
			['dependency-failed', 'behind failure'],
			['dependency-cancelled', 'behind gone'],
			['dependency-unmet', 'waits'],
			['dependency-unmet', 'ring a'],
			['dependency-unmet', 'ring b'],
			['dependency-unmet', 'ring c'],
			['dependency-unmet', 'innocent'],
			['dependency-started-early', 'too early'],
			['dependency-completed-early', 'done early'],
			['dependency-order', 'early wave'],
			['blocker-stale', 'free'],
			['dependency-duplicate', 'twice'],
			['dependency-cycle', 'ring a'],
		] as const) {
			planted.push({code, id: id(name)});
		}
	};

	defects('first');
	for (let number = 0; number < size; number++) {
		const needs = number === 0 ? [] : [1, 2, 3].map(() => Math.max(0, number - 1 - below(30)));
		given.push({
			id: String(number),
			status: 'completed',
			needs: [...new Set(needs)].map(String),
		});
	}

	defects('last');
	return {given, planted};
};

describe.each([10, 1000, 10_000, 100_000])('among %d healthy tasks', (size) => {
	const {given, planted} = plant(size);
	const {findings, cycles, graph} = createDependencyBook()(tasksWith(...given));

	test('every planted defect is told, of its own task, and nothing else', () => {
		const told = findings.map(({code, task}) => `${code} of ${task}`).sort();
		expect(told).toEqual(planted.map(({code, id}) => `${code} of ${keyOf(id)}`).sort());
	});

	test('the cycles name who is in them, and no innocent one', () => {
		const ids = (places: readonly number[]) => places.map((place) => graph.tasks[place]!.id);
		expect(cycles.map(({way}) => ids(way))).toEqual([
			['ring a first', 'ring b first', 'ring c first'],
			['ring a last', 'ring b last', 'ring c last'],
		]);
	});

	test('ready is who can start', () => {
		const {standings} = standingsOf(graph);
		const ready = graph.tasks.flatMap(({id}, place) => (standings[place] === 'ready' ? [id] : []));
		expect(ready).toEqual(
			['first', 'last'].flatMap((place) =>
				['words', 'open', 'early wave', 'twice'].map((name) => `${name} ${place}`),
			),
		);
	});
});

test('the cost grows with the size, and not faster', () => {
	const costOf = (size: number): number => {
		const tasks = tasksWith(...plant(size).given);
		return Math.min(
			...[1, 2, 3].map(() => {
				const begin = performance.now();
				createDependencyBook()(tasks);
				return performance.now() - begin;
			}),
		);
	};
	costOf(1000);
	// Ten times as many may cost ten times as much, and some more on a busy machine: never a hundred times.
	expect(costOf(100_000)).toBeLessThan(costOf(10_000) * 40 + 50);
});
