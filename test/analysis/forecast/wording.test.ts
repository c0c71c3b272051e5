import {describe, expect, test} from 'vitest';
import {
	lengthRange,
	momentRange,
	recordSentence,
	successSentence,
	taskSentence,
} from '../../../source/analysis/forecast/wording.ts';
import {hour, minute, noon} from '../tasks.ts';

const range = (low: number, high: number) => ({low, high});

describe('forecasts in words', () => {
	test.each([
		[3.9 * minute, 9.2 * minute, '3-9m'],
		[40_000, 3 * minute, '40s-3m'],
		[2.2 * minute, 2.9 * minute, '2m'],
		[50 * minute, 3 * hour, '50m-3h'],
	])('a length between %d and %d ms', (low, high, text) => {
		expect(lengthRange(range(low, high))).toBe(text);
	});

	test('moments are rounded outwards, to five minutes when they are far', () => {
		const clock = (at: number) => new Date(at).toISOString().slice(11, 16);
		expect(momentRange(range(10.5 * minute, 20.2 * minute), noon, clock)).toBe('14:10-14:21');
		expect(momentRange(range(42 * minute, 153 * minute), noon, clock)).toBe('14:40-16:35');
		expect(momentRange(range(0, 30_000), noon, clock)).toBe('14:00-14:01');
	});

	test('a task: its range with the basis, or what is missing', () => {
		const left = {
			middle: 5 * minute,
			half: range(4 * minute, 6 * minute),
			nineTenths: range(3 * minute, 9 * minute),
		};
		const basis = {
			count: 14,
			level: 'kind and agent',
			words: 'runs of implement by codex',
		} as const;
		expect(taskSentence({type: 'ranges', left, basis, isSilent: false})).toBe(
			'done in 3-9m (90 %), basis: 14 runs of implement by codex',
		);
		expect(taskSentence({type: 'ranges', left, basis, isSilent: true})).toContain(
			'wider because it is silent',
		);
		expect(taskSentence({type: 'too-little', count: 3, needed: 8})).toBe(
			'not enough data: 3 of 8 runs',
		);
	});

	test('success: its probability with the risk, or what is missing', () => {
		expect(
			successSentence({
				type: 'probability',
				probability: 0.834,
				range: range(0.7, 0.92),
				risk: 'low',
				basis: {count: 14, level: 'kind', words: 'runs of implement'},
			}),
		).toBe('succeeds 83 % (70-92 %), low risk, basis: 14 runs of implement');
		expect(successSentence({type: 'too-little', count: 3, needed: 5})).toBe(
			'not enough data: 3 of 5 results',
		);
	});

	test('the record: of what was made, or tried on the past', () => {
		const ranges = {count: 124, heldHalf: 60, heldNineTenths: 108, meanWidth: 1, pinball: 1};
		expect(recordSentence({of: 'kept', score: {ranges, probabilities: null}})).toBe(
			'90 % ranges held 87 % of 124 times',
		);
		expect(recordSentence({of: 'tried', score: {ranges, probabilities: null}})).toBe(
			'90 % ranges held 87 % of 124 times, tried on the past',
		);
		expect(recordSentence({of: 'kept', score: {ranges: null, probabilities: null}})).toBeNull();
	});
});
