import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {compareNaturally} from '../../source/text/natural-order.ts';

test.for([
	{names: ['T1', 'T2', 'T10', 'T10a', 'U1']},
	{names: ['1', '1.2', '1.10', '2', '10']},
	{names: ['implementation-002', 'implementation-010', 'implementation-100']},
	{names: ['', 'a', 'a1', 'ab']},
	{names: ['Alpha', 'beta', 'Gamma']},
	{names: ['9007199254740992', '9007199254740993', '90071992547409930']},
])('counts as people do: $names', ({names}) => {
	expect([...names].reverse().sort(compareNaturally)).toEqual(names);
});

test('lets zeros in front and capital letters decide last', () => {
	expect(['a01', 'a1', 'A1', 'a2', 'A01b'].sort(compareNaturally)).toEqual([
		'A1',
		'a01',
		'a1',
		'A01b',
		'a2',
	]);
});

describe('is an order', () => {
	// Few letters, so that the texts have much in common.
	const name = fc.string({
		unit: fc.constantFrom('0', '1', '2', 'a', 'B', 'b', '-', 'é'),
		maxLength: 8,
	});

	test('of any two texts', () => {
		fc.assert(
			fc.property(name, name, (a, b) => {
				expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
				expect(compareNaturally(a, b) === 0).toBe(a === b);
			}),
		);
	});

	test('of any three', () => {
		fc.assert(
			fc.property(name, name, name, (...names) => {
				const [a, b, c] = names.sort(compareNaturally);
				expect(compareNaturally(a, b)).toBeLessThanOrEqual(0);
				expect(compareNaturally(b, c)).toBeLessThanOrEqual(0);
				expect(compareNaturally(a, c)).toBeLessThanOrEqual(0);
			}),
		);
	});
});
