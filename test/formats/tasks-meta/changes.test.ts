import {describe, expect, test} from 'vitest';
import type {State} from '../../../source/store/state.ts';
import {emptyState} from '../../../source/store/state.ts';
import {type Change, reduce} from '../../../source/store/reduce.ts';
import {codesOf, inputOf, metadata, now} from './documents.ts';

const read = (path: string, text: string, readAt = now): Change => ({
	type: 'read',
	format: 'tasks-meta',
	input: inputOf(path, text, {readAt}),
});
const path = 'specs/001-labels/tasks_meta.json';
const first = {
	T001: {description: 'A', status: 'completed'},
	T002: {description: 'B', status: 'failed', started_at: '2026-03-01T09:00:01Z'},
};

const after = (...texts: readonly string[]): State => {
	let state = emptyState;
	for (const [index, text] of texts.entries()) {
		state = reduce(state, [read(path, text, now + index)], now + index, index === 0);
	}

	return state;
};

const taskOf = (state: State, id: string) =>
	state.tasks.get(`tasks-meta:/code/specs/001-labels#${id}`);

describe('while a file cannot be read', () => {
	test.each(['', '{"tasks": {'])('its last good rows stay, marked: %j', (text) => {
		const state = after(metadata(first), text);
		expect(taskOf(state, 'T001')).toMatchObject({status: 'completed', staleSince: now + 1});
		const again = reduce(state, [read(path, metadata(first))], now + 5);
		expect(taskOf(again, 'T001')).toMatchObject({status: 'completed', staleSince: null});
		expect(again.problems).toEqual([]);
	});
});

describe('a file that is started over', () => {
	const wiped = after(
		metadata(first),
		'{"feature": "001-labels", "created": "2026-03-02T08:00:03Z", "tasks": {}}',
	);

	test('keeps its old rows as last known, and says so', () => {
		expect(taskOf(wiped, 'T001')).toMatchObject({status: 'completed', staleSince: now + 1});
		expect(taskOf(wiped, 'T001')?.facts[0]?.label).toBe('before re-initialisation');
		expect(codesOf(wiped.problems)).toEqual(['file-reinitialised', 'metadata-partial']);
	});

	test('forgets them as they come back', () => {
		const half = reduce(wiped, [read(path, metadata({T001: first.T001}))], now + 2);
		expect(taskOf(half, 'T001')?.staleSince).toBeNull();
		expect(taskOf(half, 'T002')?.staleSince).toBe(now + 1);
		const all = reduce(half, [read(path, metadata(first))], now + 3);
		expect(all.problems).toEqual([]);
		expect(taskOf(all, 'T002')?.staleSince).toBeNull();
	});

	test('is remembered through a moment in which it cannot be read', () => {
		const torn = reduce(wiped, [read(path, '{')], now + 2);
		const whole = reduce(torn, [read(path, metadata({}))], now + 3);
		expect(taskOf(whole, 'T002')?.status).toBe('failed');
	});
});

describe('attempts', () => {
	const at = (status: string, startedAt: string) =>
		metadata({T001: {description: 'A', status, started_at: startedAt}});

	test('are counted as they are seen', () => {
		const texts = [
			at('in_progress', '2026-03-01T09:00:01Z'),
			at('failed', '2026-03-01T09:00:01Z'),
			at('in_progress', '2026-03-01T09:03:01Z'),
			at('in_progress', '2026-03-01T09:03:01Z'),
			at('in_progress', '2026-03-01T09:04:01Z'),
		];
		expect(
			texts.map((_, index) => taskOf(after(...texts.slice(0, index + 1)), 'T001')?.retries),
		).toEqual([null, null, 1, 1, 2]);
	});
});

describe('one change among many features', () => {
	const features = Array.from({length: 50}, (_, index) => index);
	const all = features.flatMap((index) => [
		read(`specs/${index}-x/tasks_meta.json`, metadata(first)),
		read(`specs/${index}-x/tasks.md`, '- [x] T001 A\n- [ ] T002 B\n- [ ] T003 C\n'),
	]);

	test('leaves every other task the same object', () => {
		const before = reduce(emptyState, all, now, true);
		const next = reduce(
			before,
			[read('specs/7-x/tasks.md', '- [x] T001 A\n- [ ] T002 B\n- [x] T003 C\n')],
			now + 1,
		);
		const changed = [...next.tasks.values()].filter((task) => before.tasks.get(task.key) !== task);
		expect(changed.map(({key, status}) => [key, status])).toEqual([
			['tasks-meta:/code/specs/7-x#T003', 'completed'],
		]);
	});

	test('any order of events ends with the same tasks', () => {
		const forward = reduce(emptyState, all, now, true);
		let backward = emptyState;
		for (const change of all.toReversed()) {
			backward = reduce(backward, [change], now, true);
		}

		expect([...backward.tasks]).toEqual([...forward.tasks]);
	});
});
