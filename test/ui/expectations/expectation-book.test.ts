import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {createDependencyBook} from '../../../source/analysis/dependencies/dependencies.ts';
import {summarise} from '../../../source/analysis/summary.ts';
import {rowOf} from '../../../source/analysis/rows.ts';
import type {Task} from '../../../source/model/task.ts';
import {emptyState} from '../../../source/store/state.ts';
import {attemptsOfRows} from '../../../source/ui/attempt-source.ts';
import {createExpectationBook} from '../../../source/ui/expectations/expectation-book.ts';
import {inSlices} from '../../../source/ui/expectations/in-slices.ts';
import {hour, minute, noon, seenAgo, taskOf} from '../../analysis/tasks.ts';

const pace = {firstMs: 1000, everyMs: 15_000, afterEndMs: 3000};

const running = taskOf({
	id: 'r',
	status: 'running',
	startedAt: {at: noon - minute, source: 'status'},
	activity: seenAgo(0),
});

const done = (id: string): Task =>
	taskOf({
		id,
		status: 'completed',
		durationMs: 10 * minute,
		completedAt: {at: noon - hour, source: 'status'},
	});

const momentOf = (...tasks: readonly Task[]) => {
	const rows = tasks.map((task) => rowOf(task, undefined, noon));
	return {
		rows,
		summary: summarise(rows),
		dependencies: createDependencyBook()(new Map(tasks.map((task) => [task.key, task]))),
	};
};

describe('expectations', () => {
	beforeEach(() => {
		vi.useFakeTimers({now: noon, toFake: ['setTimeout', 'clearTimeout', 'Date']});
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	const opened = (latest = attemptsOfRows.latest) => {
		const onChange = vi.fn<() => void>();
		const load = vi.fn(latest);
		const book = createExpectationBook({
			source: {...attemptsOfRows, latest: load},
			pace,
			onChange,
			now: Date.now,
		});
		/** Lets time pass until they have been made so often. */
		const made = async (times: number): Promise<number> => {
			const begin = Date.now();
			while (onChange.mock.calls.length < times) {
				await vi.advanceTimersByTimeAsync(100);
			}

			return Date.now() - begin;
		};
		return {book, onChange, load, made};
	};

	test('are not made before the first screen, and never while keys are waited for', async () => {
		const {book, made} = opened();
		expect(book.see(momentOf(running), emptyState, true)).toBeNull();
		expect(await made(1)).toBeGreaterThanOrEqual(pace.firstMs);
		expect(book.see(momentOf(running), emptyState, true)?.work.type).toBe('too-little');
		book.close();
	});

	test('are made anew while something runs, sooner after a task has ended', async () => {
		const {book, made} = opened();
		book.see(momentOf(running), emptyState, true);
		await made(1);
		expect(await made(2)).toBeGreaterThan(pace.everyMs - 1000);
		book.see(momentOf(running, done('a')), emptyState, true);
		expect(await made(3)).toBeLessThan(pace.everyMs);
		book.close();
	});

	test('rest while nothing runs and nothing changes', async () => {
		const {book, made, onChange, load} = opened();
		const moment = momentOf(done('a'));
		book.see(moment, emptyState, true);
		// The history is asked a few times: it may not be open yet.
		await made(3);
		await vi.advanceTimersByTimeAsync(hour);
		book.see(moment, emptyState, true);
		expect(vi.getTimerCount()).toBe(0);
		expect(onChange).toHaveBeenCalledTimes(3);
		expect(load).toHaveBeenCalledTimes(3);
		book.close();
	});

	test('do without what cannot be read', async () => {
		const {book, made} = opened(async () => {
			throw new Error('locked');
		});
		book.see(momentOf(running), emptyState, true);
		await made(1);
		expect(book.see(momentOf(running), emptyState, true)).not.toBeNull();
		book.close();
	});

	test('are not made of an earlier moment, nor after the end', async () => {
		const {book, onChange} = opened();
		book.see(momentOf(running), emptyState, false);
		expect(vi.getTimerCount()).toBe(0);
		book.see(momentOf(running), emptyState, true);
		book.close();
		await vi.advanceTimersByTimeAsync(hour);
		expect(onChange).not.toHaveBeenCalled();
	});
});

describe('steps in slices', () => {
	test('give the keys room in between', async () => {
		let others = 0;
		const timer = setInterval(() => others++, 1);
		const made = await inSlices(
			(function* () {
				for (let step = 0; step < 5; step++) {
					const until = performance.now() + 5;
					while (performance.now() < until) {
						// At work.
					}

					yield;
				}

				return 'done';
			})(),
			() => true,
		);
		clearInterval(timer);
		expect(made?.result).toBe('done');
		expect(made?.tookMs).toBeGreaterThanOrEqual(24);
		expect(others).toBeGreaterThanOrEqual(4);
	});

	test('end where they are no longer wanted', async () => {
		let steps = 0;
		const made = await inSlices(
			(function* () {
				for (;;) {
					steps++;
					const until = performance.now() + 5;
					while (performance.now() < until) {
						// At work.
					}

					yield;
				}
			})(),
			() => steps < 3,
		);
		expect(made).toBeNull();
		expect(steps).toBe(3);
	});
});
