import {describe, expect, test} from 'vitest';
import {createRowBook} from '../../source/analysis/row-book.ts';
import {noSenses} from '../../source/analysis/senses.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import type {Task} from '../../source/model/task.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import {minute, noon, seenAgo, taskOf} from './tasks.ts';

const stateOf = (tasks: readonly Task[], known: Partial<State> = {}): State => ({
	...emptyState,
	tasks: new Map(tasks.map((task) => [task.key, task])),
	...known,
});

const first = taskOf({id: '1', status: 'pending'});
const second = taskOf({id: '2', status: 'completed'});
// Heard of 19 minutes ago: silent in one minute.
const quiet = taskOf({id: '3', status: 'running', activity: seenAgo(19 * minute)});

describe('a row book', () => {
	test('gives the rows of a state, in its order', () => {
		const page = createRowBook(1)(stateOf([second, first]), noon);
		expect(page.rows).toEqual([
			rowOf(second, undefined, noon, 1),
			rowOf(first, undefined, noon, 1),
		]);
		expect(page.changesAt).toBeNull();
	});

	test('gives the same page for the same tasks, whatever else happened', () => {
		const book = createRowBook(1);
		const page = book(stateOf([first, second]), noon);
		expect(book(stateOf([first, second], {revision: 7}), noon + 1)).toBe(page);
		expect(book(stateOf([first, second]), noon + 1_000_000)).toBe(page);
	});

	test('knows its rows again when tasks come, go and change places', () => {
		const book = createRowBook(1);
		const before = book(stateOf([first, second, quiet]), noon);
		const third = taskOf({id: '4', status: 'failed'});
		const after = book(stateOf([third, quiet, first]), noon + 1);
		expect(after.rows.map(({task}) => task.id)).toEqual(['4', '3', '1']);
		expect(after.rows[1]).toBe(before.rows[2]);
		expect(after.rows[2]).toBe(before.rows[0]);
	});

	test('makes only the row of the task that changed', () => {
		const book = createRowBook(1);
		const before = book(stateOf([first, second]), noon);
		const after = book(stateOf([{...first, status: 'failed'}, second]), noon);
		expect(after).not.toBe(before);
		expect(after.rows[0]!.status).toBe('failed');
		expect(after.rows[1]).toBe(before.rows[1]);
	});

	test.for([
		['one more', [first, second], 2],
		['one less', [], 0],
		['another order', [second, first], 2],
	] as const)('turns the page for %s', ([, tasks, length]) => {
		const book = createRowBook(1);
		const before = book(
			stateOf(tasks.length === 2 && tasks[0] === second ? [first, second] : [first]),
			noon,
		);
		const after = book(stateOf(tasks), noon);
		expect(after).not.toBe(before);
		expect(after.rows).toHaveLength(length);
	});

	test('makes a row again when its time has come, and not before', () => {
		const book = createRowBook(1);
		const state = stateOf([first, quiet]);
		const before = book(state, noon);
		expect(before.changesAt).toBe(noon + minute);
		expect(book(state, noon + minute - 1)).toBe(before);
		const after = book(state, noon + minute);
		expect(after).not.toBe(before);
		expect(after.rows[0]).toBe(before.rows[0]);
		expect(after.rows[1]!.attention).toEqual([{code: 'quiet', message: 'silent 20m (usually 4m)'}]);
		expect(after.changesAt).toBe(noon + 2 * minute);
	});

	test('names the nearest of several moments', () => {
		const book = createRowBook(1);
		const later = taskOf({
			id: '4',
			status: 'pending',
			attention: [{code: 'quiet', message: 'soon', activeFrom: noon + 1000}],
		});
		expect(book(stateOf([quiet, later]), noon).changesAt).toBe(noon + 1000);
		expect(book(stateOf([quiet, later]), noon + 1000).changesAt).toBe(noon + minute);
	});

	test('stretches silences by the scale', () => {
		expect(createRowBook(2)(stateOf([quiet]), noon).changesAt).toBe(noon + 21 * minute);
		expect(createRowBook(0.5)(stateOf([quiet]), noon).rows[0]!.liveness!.verdict).toBe('quiet');
	});

	test('sees since when a run was observed', () => {
		const book = createRowBook(1);
		const running = taskOf({id: '5', status: 'running'});
		const observed = (statusSince: number) =>
			new Map([[running.key, {firstSeenAt: noon - 5, statusSince, isWitnessed: true}]]);
		const before = book(stateOf([running], {observed: observed(noon)}), noon);
		expect(before.rows[0]!.runningSince).toBe(noon);
		const after = book(stateOf([running], {observed: observed(noon + 5)}), noon + 5);
		expect(after.rows[0]!.runningSince).toBe(noon + 5);
	});
});

test('what is sensed makes only those rows anew that it says something about', () => {
	const other = taskOf({id: '4', status: 'running', activity: seenAgo(minute)});
	const state = stateOf([quiet, other, taskOf({id: '5', status: 'completed'})]);
	const pageAt = createRowBook(1);
	const before = pageAt(state, noon).rows;
	const threshold = {
		quietAfterMs: 5 * minute,
		silentAfterMs: 10 * minute,
		usualMs: null,
		basis: 'learned',
	};
	const senses = {
		...noSenses,
		thresholdOf: ({id}: {readonly id: string}) => (id === quiet.id ? threshold : undefined),
	};
	const after = pageAt(state, noon, senses).rows;
	expect(after.map((row, index) => row === before[index])).toEqual([false, true, true]);
	expect(after[0]!.liveness!.verdict).toBe('stuck');
	expect(pageAt(state, noon, {...senses}).rows).toBe(after);
});

test('a copy goes on by itself, with the rows it has', () => {
	const done = taskOf({id: '5', status: 'completed'});
	const state = stateOf([quiet, done]);
	const book = createRowBook(1);
	const {rows} = book(state, noon);
	const copy = book.copy();
	expect(copy(state, noon).rows).toBe(rows);
	const renamed = stateOf([quiet, {...done, title: 'another'}]);
	const after = copy(renamed, noon).rows;
	expect(after.map((row, index) => row === rows[index])).toEqual([true, false]);
	expect(book(state, noon).rows).toBe(rows);
});
