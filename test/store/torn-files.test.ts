import {describe, expect, test} from 'vitest';
import {type Change, reduce} from '../../source/store/reduce.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import {checkpoint, inputOf, noon, removed, statePath} from './project.ts';

const whole = checkpoint('1', 'in_progress');
const half = whole.slice(0, 40);

/** A reading of the checkpoint, from a file with this number. */
const version = (text: string, inode = 7): Change => {
	const input = inputOf(statePath, text);
	return {type: 'read', format: 'kiro', input: {...input, stat: {...input.stat, inode}}};
};

/** What is known after these changes, one a second; the first was there at the start. */
const after = (...changes: readonly Change[]): State =>
	changes.reduce<State>(
		(state, change, index) => reduce(state, [change], noon + index * 1000, index === 0),
		emptyState,
	);

const tornIn = ({torn}: State) => torn.get(statePath);

describe('what is kept of a file that is torn', () => {
	test('nothing, while it never was', () => {
		const before = after(version(whole));
		const state = reduce(before, [version(`${whole}\n`)], noon + 1);
		expect(state.torn).toBe(before.torn);
		expect(state.torn.size).toBe(0);
	});

	test('since when, where it breaks, and that its last good version stands in', () => {
		expect(tornIn(after(version(whole), version(half)))).toMatchObject({
			since: noon + 1000,
			firstAt: noon + 1000,
			lastAt: noon + 1000,
			count: 1,
			sizes: [whole.length, half.length],
			shows: 'last-good',
			damage: {line: 1, byte: 31, message: 'the file ends in the middle of a value'},
		});
	});

	test('how often, and not how many steps its writer took', () => {
		const state = after(
			version(whole),
			version(''),
			version(half),
			version(whole),
			version(half),
			version(whole),
		);
		expect(tornIn(state)).toMatchObject({
			since: null,
			firstAt: noon + 1000,
			lastAt: noon + 4000,
			count: 2,
			writes: {inPlace: 5, replaced: 0, truncated: 2},
			sizes: [whole.length, 0, half.length, whole.length, half.length, whole.length],
		});
	});

	test('whether its writer puts another file in its place', () => {
		const state = after(version(whole, 1), version(whole, 2), version(half, 3), version(whole, 3));
		expect(tornIn(state)?.writes).toEqual({inPlace: 1, replaced: 2, truncated: 0});
	});

	test('not what nobody knows: a system without numbers of files', () => {
		const state = after(version(whole, 0), version(half, 0));
		expect(tornIn(state)?.writes).toEqual({inPlace: 0, replaced: 0, truncated: 0});
	});

	test('what could be salvaged of one that never was whole', () => {
		expect(tornIn(after(version(half)))).toMatchObject({shows: 'salvaged', count: 1});
		expect(tornIn(after(version('')))).toMatchObject({shows: 'nothing', count: 1});
	});

	test('it is forgotten with the file', () => {
		expect(after(version(whole), version(half), removed(statePath)).torn.size).toBe(0);
	});
});

describe('the grace of a torn file', () => {
	const problemsAt = ({problems}: State, now: number) =>
		problems.filter(({path, activeFrom = 0}) => path === statePath && activeFrom <= now);

	test('nothing is said of it within the first second', () => {
		const state = after(version(whole), version(half));
		expect(problemsAt(state, noon + 1999)).toEqual([]);
		expect(problemsAt(state, noon + 2000)).toHaveLength(1);
	});

	test('it is not prolonged by the next half', () => {
		const state = after(version(whole), version(half), version(whole.slice(0, 20)));
		expect(problemsAt(state, noon + 2000)).toHaveLength(1);
	});

	test('one that was there at the start is told at once', () => {
		expect(problemsAt(after(version(half)), noon)).toHaveLength(1);
	});
});
