import {describe, expect, test} from 'vitest';
import {
	etaRange,
	etaSentence,
	lengthRange,
	recordSentence,
	successSentence,
	taskSentence,
} from '../../../source/analysis/forecast/wording.ts';
import type {WorkForecast, WorkForecasts} from '../../../source/analysis/forecast/work-forecast.ts';
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

	describe('when everything will be done', () => {
		const work = (low: number, high: number, known: Partial<WorkForecast> = {}): WorkForecasts => {
			const nineTenths = range(low, high);
			const left = {middle: high, half: nineTenths, nineTenths};
			const all = {left, tasks: 3, without: 0, silent: 0, ...known};
			return {type: 'ranges', all, groups: new Map(), workspaces: new Map(), agents: 2, lengths: 8};
		};
		const clock = (at: number) => new Date(at).toISOString().slice(11, 16);
		const eta = (answer: WorkForecasts) => etaSentence(answer, noon, clock);

		test('is rounded outwards, to five minutes when it is far', () => {
			expect(eta(work(10.5 * minute, 20.2 * minute))).toBe(
				'likely done 14:10-14:21 (90 %), 2 at once without pauses',
			);
			expect(eta(work(42 * minute, 153 * minute))).toContain('14:40-16:35');
			expect(eta(work(0, 30_000))).toContain('14:00-14:01');
		});

		test('alone, without seconds', () => {
			const seconds = (at: number) => new Date(at).toISOString().slice(11, 19);
			expect(etaRange(work(42 * minute, 153 * minute), noon, seconds)).toBe('14:40-16:35');
			expect(etaRange({type: 'too-little', count: 3, needed: 8}, noon, seconds)).toBeNull();
		});

		test('says what it leaves out, and why it is wide', () => {
			expect(eta(work(0, minute, {without: 3, silent: 1}))).toContain(
				'not counting 3 that cannot start by themselves, wider: 1 silent',
			);
		});

		test('on other days is written with the days', () => {
			const day = (at: number) => new Date(at).toISOString().slice(0, 10);
			expect(etaSentence(work(hour, 50 * hour), noon, day)).toContain('2026-03-01 to 2026-03-03');
		});

		test('is not said where nothing is open, or too little known', () => {
			expect(eta({type: 'too-little', count: 3, needed: 8})).toBeNull();
			expect(eta({...work(0, 1), all: null} as WorkForecasts)).toBeNull();
		});
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
