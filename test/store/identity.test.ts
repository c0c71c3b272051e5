import {array, assert, dictionary, jsonValue, nat, property, record, uniqueArray} from 'fast-check';
import {expect, test} from 'vitest';
import {isEqual} from '../../source/model/equality.ts';
import {keepIdentity} from '../../source/store/identity.ts';

const value = jsonValue({maxDepth: 3});

test('equal is what reads the same', () => {
	assert(
		property(value, value, (a, b) => {
			expect(isEqual(a, structuredClone(a))).toBe(true);
			expect(isEqual(a, b)).toBe(isEqual(b, a));
			expect(isEqual({a}, {b: a})).toBe(false);
			expect(isEqual([a], [a, a])).toBe(false);
		}),
	);
});

test.for([
	[{a: 1, b: 2}, {b: 2, a: 1}, true],
	[{a: undefined}, {}, false],
	[[1, 2], [2, 1], false],
	[[], {}, false],
	[{}, [], false],
	[null, {}, false],
	[Number.NaN, Number.NaN, true],
	['1', 1, false],
	[{a: {b: [{c: 1}]}}, {a: {b: [{c: 1}]}}, true],
	[{a: {b: [{c: 1}]}}, {a: {b: [{c: 2}]}}, false],
] as const)('%j and %j: %s', ([a, b, expected]) => {
	expect(isEqual(a, b)).toBe(expected);
});

const items = uniqueArray(record({key: nat(12), value: dictionary(nat(3).map(String), nat(2))}), {
	selector: ({key}) => key,
	maxLength: 10,
});

test('the next list, with the objects of the previous one wherever they are equal', () => {
	assert(
		property(items, items, (previous, next) => {
			const kept = keepIdentity(previous, structuredClone(next));
			expect(kept).toEqual(next);
			for (const item of kept) {
				const before = previous.find(({key}) => key === item.key);
				expect(item === before).toBe(before !== undefined && isEqual(before, item));
			}
		}),
	);
});

test('the list itself is kept when all of it is', () => {
	assert(
		property(items, (previous) => {
			expect(keepIdentity(previous, structuredClone(previous))).toBe(previous);
		}),
	);
});

test('moved items are the same objects in another list', () => {
	const [a, b] = [{key: 'a'}, {key: 'b'}];
	const kept = keepIdentity([a, b], [{key: 'b'}, {key: 'a'}]);
	expect(kept[0]).toBe(b);
	expect(kept[1]).toBe(a);
});

test('problems are known by what they say and where', () => {
	const before = {code: 'x', path: '/a', line: 1, message: 'm', severity: 'error'};
	const other = {...before, line: 2};
	expect(keepIdentity([before], [other, {...before}])[1]).toBe(before);
});

test('twenty thousand items in another order take a moment', () => {
	const previous = Array.from({length: 20_000}, (_, key) => ({key, value: [key]}));
	const next = structuredClone(previous).reverse();
	const start = performance.now();
	expect(keepIdentity(previous, next)[0]).toBe(previous.at(-1));
	expect(performance.now() - start).toBeLessThan(2000);
});

test('no item is lost whatever repeats', () => {
	assert(
		property(
			array(record({key: nat(2), value: nat(1)})),
			array(record({key: nat(2), value: nat(1)})),
			(previous, next) => {
				expect(keepIdentity(previous, structuredClone(next))).toEqual(next);
			},
		),
	);
});
