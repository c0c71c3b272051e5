import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {boxes, listPath, noon, read, removed} from '../store/project.ts';
import {temporaryFolder, watching} from './watching.ts';

let place: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
	place = temporaryFolder();
});

afterEach(() => place.remove());

const second = 1000;

describe('what is recorded', () => {
	test('is read back: transitions, versions, attempts', async () => {
		const {history, notices, apply, getState} = watching(place.folder);
		apply([read(listPath('login'), boxes(' - '))], noon, true);
		history.endFirstRead(getState(), noon);
		history.begin();
		apply([read(listPath('login'), boxes('-x '), noon + 5 * second)], noon + 5 * second);
		apply([read(listPath('login'), boxes('xx-'), noon + 9 * second)], noon + 9 * second);
		await history.whenWritten();

		const queries = (await history.queries())!;
		expect(notices).toEqual([]);
		expect(queries.timeline({}, 100).transitions.toReversed()).toEqual(getState().transitions);
		expect(
			queries.versionsOf(listPath('login')).map(({at, type, id}) => [at, type, queries.textOf(id)]),
		).toEqual([
			[noon + 9 * second, 'read', boxes('xx-')],
			[noon + 5 * second, 'read', boxes('-x ')],
			[noon, 'read', boxes(' - ')],
		]);
		expect(
			queries
				.attempts()
				.map(({id, outcome, startedAt, endedAt, durationMs}) => [
					id,
					outcome,
					startedAt,
					endedAt,
					durationMs,
				]),
		).toEqual([
			// It ran already when watching began: nobody knows since when.
			['2', 'completed', null, noon + 5 * second, null],
			['1', 'completed', noon + 5 * second, noon + 9 * second, 4 * second],
			['3', 'running', noon + 9 * second, null, null],
		]);
		await history.close();
	});

	test('leads back to every moment', async () => {
		const {history, apply, getState} = watching(place.folder);
		const lived = new Map<number, ReturnType<typeof getState>>();
		apply([read(listPath('login'), boxes(' - ')), read(listPath('b'), boxes('  '))], noon, true);
		history.endFirstRead(getState(), noon);
		lived.set(noon, getState());
		history.begin();
		const story = [
			[read(listPath('login'), boxes('-x '), noon + 1)],
			[read(listPath('b'), boxes('-'), noon + 2), read(listPath('c'), boxes('x'), noon + 2)],
			[removed(listPath('b'))],
			[read(listPath('login'), '', noon + 4)],
			[read(listPath('login'), boxes('xxx'), noon + 5)],
			[read(listPath('b'), boxes('x-'), noon + 6)],
		];
		for (const [index, changes] of story.entries()) {
			const at = noon + (index + 1) * second;
			apply(changes, at);
			lived.set(at, getState());
		}

		await history.whenWritten();
		const queries = (await history.queries())!;
		for (const [at, state] of lived) {
			const then = queries.stateAt(at);
			expect([...then.tasks.values()]).toEqual([...state.tasks.values()]);
			expect(then.problems).toEqual(state.problems);
			expect(then.observed).toEqual(state.observed);
			expect(then.transitions).toEqual(state.transitions);
		}

		await history.close();
	});
});
