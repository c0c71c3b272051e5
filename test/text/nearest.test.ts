import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {nearest} from '../../source/text/nearest.ts';

const words = ['status', 'validate', 'demo', 'help'];

describe('the word somebody meant', () => {
	test.each([
		['statsu', 'status'],
		['stauts', 'status'],
		['STATUS', 'status'],
		['validat', 'validate'],
		['vali', 'validate'],
		['dmeo', 'demo'],
		['d', 'demo'],
		['x', null],
		['source', null],
		['', null],
		['status'.repeat(20), null],
	])('%j -> %j', (typed, meant) => {
		expect(nearest(typed, words)).toBe(meant);
	});

	test('is the word itself when it is right, whatever else there is', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), {minLength: 1}),
				fc.nat(),
				(candidates, index) => {
					const typed = candidates[index % candidates.length]!;
					expect(nearest(typed, candidates)).toBe(typed);
				},
			),
		);
	});

	test('is found for any single mistake in a longer word', () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^[a-z]{3,12}$/),
				fc.nat(),
				fc.constantFrom('drop', 'double', 'replace', 'swap'),
				(word, at, mistake) => {
					const index = at % word.length;
					const [before, here, after] = [word.slice(0, index), word[index]!, word.slice(index + 1)];
					const typed = {
						drop: before + after,
						double: before + here + here + after,
						replace: `${before}#${after}`,
						swap: before + after.slice(0, 1) + here + after.slice(1),
					}[mistake];
					expect(nearest(typed, [word])).toBe(word);
				},
			),
		);
	});
});
