import {describe, expect, test} from 'vitest';
import {createDependencyBook} from '../../source/analysis/dependencies/dependencies.ts';
import {expectationSteps} from '../../source/analysis/forecast/expectations.ts';
import {finished} from '../../source/analysis/forecast/steps.ts';
import {etasOf, expectedEtasOf, lineFiguresOf} from '../../source/analysis/line-figures.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import type {Task} from '../../source/model/task.ts';
import {attemptOf} from './metrics/attempts.ts';
import {minute, noon, seenAgo, taskOf} from './tasks.ts';

const etas = (...tasks: readonly Task[]) =>
	etasOf(
		createDependencyBook()(new Map(tasks.map((task) => [task.key, task]))),
		tasks.map((task) => rowOf(task, undefined, noon)),
		noon,
	);

const done = ['a', 'b', 'c'].map((id) =>
	taskOf({id, status: 'completed', durationMs: 10 * minute}),
);

const running = (id: string, ago: number, known: Partial<Task> = {}): Task =>
	taskOf({
		id,
		status: 'running',
		startedAt: {at: noon - ago, source: 'file'},
		activity: seenAgo(0),
		...known,
	});

describe('when the open work is done', () => {
	test('is taken from expectations where there are any, for workspaces in which something runs', () => {
		const tasks = [
			running('r', 0),
			taskOf({id: 'p', status: 'pending', workspace: '/idle', key: 'p'}),
		];
		const rows = tasks.map((task) => rowOf(task, undefined, noon));
		const dependencies = createDependencyBook()(new Map(tasks.map((task) => [task.key, task])));
		const expected = (count: number) =>
			expectedEtasOf(
				finished(
					expectationSteps({
						attempts: Array.from({length: count}, (_, index) =>
							attemptOf({task: `p${index}`, durationMs: 10 * minute + index}),
						),
						settled: [],
						rows,
						dependencies,
						now: noon,
					}),
				),
				rows,
			);
		const etas = expected(20)!;
		expect([...etas.keys()]).toEqual(['/code']);
		expect(Math.abs(etas.get('/code')! - noon - 10 * minute)).toBeLessThan(minute);
		expect(expected(7)).toBeNull();
	});

	test('is worked out from the middle of what such tasks took, with as many side by side as run', () => {
		const open = ['1', '2'].map((id) => taskOf({id, status: 'pending'}));
		expect(etas(...done, running('r', 4 * minute), ...open)).toEqual(
			new Map([['/code', noon + (6 + 20) * minute]]),
		);
	});

	test('is told for every workspace in which something runs', () => {
		const elsewhere = running('e', 0, {workspace: '/other', key: 'e'});
		expect(etas(...done, running('r', 4 * minute), elsewhere)).toEqual(
			new Map([
				['/code', noon + 6 * minute],
				['/other', noon + 10 * minute],
			]),
		);
	});

	test('is not told when nothing runs, or nothing is known', () => {
		expect(etas(...done, taskOf({id: '1', status: 'pending'})).size).toBe(0);
		expect(etas(running('r', minute), taskOf({id: '1', status: 'pending'})).size).toBe(0);
	});
});

test('figures are those of the header', () => {
	const rows = [...done, running('r', 0)].map((task) => rowOf(task, undefined, noon));
	expect(lineFiguresOf(rows, {alerts: 2, etaAt: 3})).toMatchObject({
		byStatus: {completed: 3, running: 1, failed: 0},
		attention: 0,
		alerts: 2,
		etaAt: 3,
	});
});
