import {array, assert, integer, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	fewestGaps,
	type Gaps,
	gapsFor,
	isWorthTelling,
	kindsOfWork,
	learnedThreshold,
	mostGaps,
	noGaps,
	percentileOf,
	withFalseAlarm,
	withGap,
} from '../../source/analysis/gaps.ts';
import type {Activity} from '../../source/model/activity.ts';
import {hour, minute, taskOf} from './tasks.ts';

const activity: Activity = {
	signals: [],
	silentAfterMs: 15 * minute,
	interruptedAfterMs: 30 * minute,
	usualMs: 4 * minute,
};

const kind = 'return-meta\nlean-research\nsearches_completed';

const gapsOf = (...lengths: readonly number[]): Gaps =>
	lengths.reduce((gaps, length) => withGap(gaps, length), noGaps);

const many = (count: number, length: number): Gaps =>
	gapsOf(...Array.from({length: count}, () => length));

const learned = (gaps: Gaps) => learnedThreshold(activity, {gaps, kind});

test('nothing is learned from few gaps', () => {
	expect(learned(many(fewestGaps - 1, minute))).toBeUndefined();
	expect(learned(many(fewestGaps, minute))).toBeDefined();
});

test('the basis names the count, the work and the percentile', () => {
	expect(learned(many(58, 9 * minute))!.basis).toBe(
		'learned from 58 gaps of lean-research at searches_completed, p95 9m',
	);
	expect(learned(withFalseAlarm(many(58, 9 * minute), hour))!.basis).toBe(
		'learned from 58 gaps of lean-research at searches_completed, p95 9m, widened by 1 false alarm',
	);
	expect(learned(withFalseAlarm(noGaps, hour))!.basis).toBe(
		'measured default, widened by 1 false alarm',
	);
});

test('many short gaps shorten the threshold towards twice their percentile, few never do', () => {
	const short = learned(many(200, 6 * minute))!.silentAfterMs;
	expect(short).toBeGreaterThan(12 * minute);
	expect(short).toBeLessThan(15 * minute);
	expect(learned(many(10, 6 * minute))!.silentAfterMs).toBe(30 * minute);
});

test('long gaps lengthen it, but one night is no habit', () => {
	expect(learned(many(10, 40 * minute))!.silentAfterMs).toBeGreaterThan(30 * minute);
	expect(learned(gapsOf(...Array.from({length: 9}, () => minute), 9 * hour))!.silentAfterMs).toBe(
		90 * minute,
	);
});

test('a false alarm moves the threshold beyond the silence that was mistaken, twice the default at most', () => {
	expect(learned(withFalseAlarm(noGaps, 40 * minute))!.silentAfterMs).toBe(50 * minute);
	expect(learned(withFalseAlarm(noGaps, 9 * hour))!.silentAfterMs).toBe(60 * minute);
	const twice = withFalseAlarm(withFalseAlarm(noGaps, 9 * hour), hour);
	expect(learned(twice)!.silentAfterMs).toBe(120 * minute);
});

test('whatever was seen, the threshold stays near what was measured, and quiet comes first', () => {
	const lengths = array(integer({min: 1, max: 48 * hour}), {minLength: fewestGaps, maxLength: 60});
	assert(
		property(lengths, (seen) => {
			const {silentAfterMs, quietAfterMs} = learned(gapsOf(...seen))!;
			expect(silentAfterMs).toBeGreaterThanOrEqual(10 * minute);
			expect(silentAfterMs).toBeLessThanOrEqual(90 * minute);
			expect(quietAfterMs).toBeLessThanOrEqual(silentAfterMs);
		}),
	);
});

test('a percentile is a length that was seen', () => {
	expect(percentileOf([5, 1, 3], 0.5)).toBe(3);
	expect(
		percentileOf(
			Array.from({length: 100}, (_, index) => index + 1),
			0.95,
		),
	).toBe(95);
	expect(percentileOf([], 0.95)).toBe(0);
});

test('thresholds follow in steps, for ever', () => {
	expect(isWorthTelling(undefined, many(fewestGaps - 1, minute))).toBe(false);
	expect(isWorthTelling(undefined, many(fewestGaps, minute))).toBe(true);
	expect(isWorthTelling(many(40, minute), many(43, minute))).toBe(false);
	expect(isWorthTelling(many(40, minute), many(44, minute))).toBe(true);
	expect(isWorthTelling(many(600, minute), many(660, minute))).toBe(true);
	expect(isWorthTelling(noGaps, withFalseAlarm(many(1, hour), hour))).toBe(true);
});

test('old gaps are forgotten, and what is known can be written down', () => {
	const gaps = many(mostGaps + 50, minute);
	expect(gaps.lengths).toHaveLength(mostGaps);
	expect(gaps.seen).toBe(mostGaps + 50);
	expect(JSON.parse(JSON.stringify(gaps))).toEqual(gaps);
});

describe('kinds of work', () => {
	const task = taskOf({
		id: '1',
		agent: 'lean-research',
		stage: {name: 'cycle 3 of 20', index: null, total: null},
	});

	test('are told by format, agent and stage, without counters', () => {
		expect(kindsOfWork(task)).toEqual([
			'tasks-meta\nlean-research\ncycle # of #',
			'tasks-meta\nlean-research',
		]);
	});

	test('the narrowest of which enough is known speaks', () => {
		const [narrow, wide] = kindsOfWork(task) as [string, string];
		const book = new Map([
			[narrow, many(fewestGaps - 1, minute)],
			[wide, many(fewestGaps, minute)],
		]);
		expect(gapsFor(book, task)!.kind).toBe(wide);
		expect(gapsFor(new Map([...book, [narrow, many(fewestGaps, hour)]]), task)!.kind).toBe(narrow);
		expect(gapsFor(new Map(), task)).toBeNull();
	});
});
