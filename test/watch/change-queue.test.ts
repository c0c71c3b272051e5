import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {createChangeQueue, type Hint} from '../../source/watch/change-queue.ts';

describe('the queue of changes', () => {
	const batches: (readonly (readonly [string, Hint])[])[] = [];
	let release: (() => void) | null = null;
	let isHeld = false;
	let doesSomethingCome = true;
	const create = () =>
		createChangeQueue(async (batch) => {
			batches.push([...batch]);
			if (isHeld) {
				await new Promise<void>((resolve) => {
					release = resolve;
				});
			}

			return doesSomethingCome;
		});

	beforeEach(() => {
		vi.useFakeTimers();
		batches.length = 0;
		isHeld = false;
		doesSomethingCome = true;
		release = null;
	});

	afterEach(() => {
		vi.useRealTimers();
	});

	test('hands on a single change at once', async () => {
		const queue = create();
		queue.add('a', {});
		expect(queue.has('a')).toBe(true);
		await vi.advanceTimersByTimeAsync(0);
		expect(batches).toEqual([[['a', {}]]]);
		expect(queue.has('a')).toBe(false);
	});

	test('joins what is said about one path', async () => {
		const queue = create();
		queue.add('a', {isStructural: true});
		queue.add('a', {});
		queue.add('a', {isGraceOver: true});
		queue.add('b', {});
		await vi.advanceTimersByTimeAsync(0);
		expect(batches).toEqual([
			[
				['a', {isStructural: true, isGraceOver: true}],
				['b', {}],
			],
		]);
	});

	test('a second of changes takes thirty batches', async () => {
		const queue = create();
		for (let count = 0; count < 1000; count++) {
			queue.add(`file ${count % 10}`, {});
			await vi.advanceTimersByTimeAsync(1);
		}

		await vi.advanceTimersByTimeAsync(100);
		expect(batches.length).toBeGreaterThan(25);
		expect(batches.length).toBeLessThan(33);
	});

	test('a change right after a batch of which nothing came does not wait', async () => {
		const queue = create();
		doesSomethingCome = false;
		queue.add('state.json.tmp', {isStructural: true});
		await vi.advanceTimersByTimeAsync(0);
		doesSomethingCome = true;
		queue.add('state.json', {isStructural: true});
		await vi.advanceTimersByTimeAsync(1);
		expect(batches).toHaveLength(2);
		queue.add('state.json', {});
		await vi.advanceTimersByTimeAsync(30);
		expect(batches).toHaveLength(2);
		await vi.advanceTimersByTimeAsync(5);
		expect(batches).toHaveLength(3);
	});

	test('never runs two batches at a time, and loses nothing meanwhile', async () => {
		const queue = create();
		isHeld = true;
		queue.add('a', {});
		await vi.advanceTimersByTimeAsync(0);
		queue.add('a', {});
		queue.add('b', {});
		await vi.advanceTimersByTimeAsync(1000);
		expect(batches).toHaveLength(1);
		let isIdle = false;
		const idle = queue.whenIdle().then(() => {
			isIdle = true;
			return isIdle;
		});
		isHeld = false;
		release?.();
		await vi.advanceTimersByTimeAsync(0);
		expect(await idle).toBe(true);
		expect(batches[1]).toEqual([
			['a', {}],
			['b', {}],
		]);
	});

	test('takes nothing after it is closed, and lets those go who wait', async () => {
		const queue = create();
		queue.add('a', {});
		const idle = queue.whenIdle();
		await queue.close();
		await idle;
		queue.add('b', {});
		await vi.advanceTimersByTimeAsync(1000);
		expect(batches).toEqual([]);
	});
});
