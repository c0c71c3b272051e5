import {array, assert, constantFrom, integer, option, property, record} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {judge, type Liveness} from '../../source/analysis/liveness.ts';
import type {Activity, Signal} from '../../source/model/activity.ts';
import {hour, minute, noon} from './tasks.ts';

const life = (age: number, more: Partial<Signal> = {}): Signal => ({
	signal: 'file-changed',
	weight: 'life',
	at: noon - age,
	says: 'a file changed',
	...more,
});
const end = (more: Partial<Signal> = {}): Signal => ({
	signal: 'lock-released',
	weight: 'end',
	at: null,
	says: 'the lock was released',
	...more,
});
const note: Signal = {signal: 'note', weight: 'note', at: noon, says: 'proves nothing'};

const activityOf = (...signals: readonly Signal[]): Activity => ({
	signals,
	silentAfterMs: 20 * minute,
	interruptedAfterMs: 2 * hour,
	usualMs: 4 * minute,
});

test.for([
	['nothing', [], 'unknown', null],
	['a note', [note], 'unknown', null],
	['life without a time', [life(0, {at: null})], 'unknown', null],
	['life just now', [life(0)], 'active', null],
	['life a moment before the silence', [life(20 * minute - 1)], 'active', null],
	['silence', [life(20 * minute)], 'silent', 'silent 20m (usually 4m)'],
	['silence to its end', [life(2 * hour - 1)], 'silent', 'silent 1h (usually 4m)'],
	['too long a silence', [life(2 * hour)], 'interrupted', 'silent 2h (usually 4m)'],
	['the newest of several', [life(3 * hour), life(minute)], 'active', null],
	['one that lasts longer', [life(hour, {lastsMs: 90 * minute})], 'active', null],
	['one that lasts shorter', [life(minute, {lastsMs: 1000})], 'silent', 'silent 1m (usually 4m)'],
	[
		'an old one that lasts beyond the interruption',
		[life(3 * hour, {lastsMs: 4 * hour})],
		'active',
		null,
	],
	['life from the future', [life(-hour)], 'active', null],
	['an end beside life', [life(0), end()], 'interrupted', 'the lock was released'],
	['an end without life', [end()], 'interrupted', 'the lock was released'],
	[
		'an end that begins now',
		[life(0), end({activeFrom: noon})],
		'interrupted',
		'the lock was released',
	],
	['an end to come', [life(0), end({activeFrom: noon + 1})], 'active', null],
] as const)('%s: %s', ([, signals, verdict, reason]) => {
	expect(judge(activityOf(...signals), noon)).toMatchObject({verdict, reason});
});

test.for([
	['life', [life(minute)], noon + 19 * minute],
	['silence, the next minute', [life(25 * minute)], noon + minute],
	['an end to come', [life(minute), end({activeFrom: noon + minute})], noon + minute],
	['an end to come without life', [end({activeFrom: noon + hour})], noon + hour],
	['an end', [life(0), end()], null],
	['nothing', [], null],
	['life from the future', [life(-hour)], noon + hour + 20 * minute],
] as const)('%s changes at %s', ([, signals, changesAt]) => {
	expect(judge(activityOf(...signals), noon).changesAt).toBe(changesAt);
});

test('--stale stretches every silence', () => {
	expect(judge(activityOf(life(30 * minute)), noon, 2).verdict).toBe('active');
	expect(judge(activityOf(life(10 * minute)), noon, 0.5).verdict).toBe('silent');
	expect(judge(activityOf(life(minute, {lastsMs: 2 * minute})), noon, 0.5).verdict).toBe('silent');
});

describe('whatever the evidence', () => {
	const signals = array(
		record(
			{
				signal: constantFrom('x'),
				weight: constantFrom('life', 'life', 'end', 'note'),
				at: option(integer({min: noon - 5 * hour, max: noon + hour}), {nil: null}),
				says: constantFrom('one', 'two'),
				lastsMs: integer({min: 1, max: 3 * hour}).map((ms) => ms * 2),
				activeFrom: integer({min: noon - hour, max: noon + 3 * hour}),
			},
			{requiredKeys: ['signal', 'weight', 'at', 'says']},
		),
		{maxLength: 4},
	);
	const activity = record({
		signals,
		silentAfterMs: constantFrom(2 * minute, 20 * minute),
		interruptedAfterMs: constantFrom(minute, 30 * minute, 2 * hour),
		usualMs: constantFrom(null, 4 * minute),
	});
	const scale = constantFrom(0.5, 1, 3);
	const seen = ({verdict, reason}: Liveness) => ({verdict, reason});

	test('it reads the same until the very moment that is told, and then differently', () => {
		assert(
			property(activity, scale, (evidence, factor) => {
				let now = noon;
				for (let step = 0; step < 6; step++) {
					const present = judge(evidence, now, factor);
					const at = present.changesAt ?? now + 10_000 * hour;
					expect(at).toBeGreaterThan(now);
					expect(seen(judge(evidence, at - 1, factor))).toEqual(seen(present));
					expect(seen(judge(evidence, Math.floor((now + at) / 2), factor))).toEqual(seen(present));
					const isSame =
						JSON.stringify(seen(judge(evidence, at, factor))) === JSON.stringify(seen(present));
					expect(isSame).toBe(present.changesAt === null);
					now = at;
				}
			}),
			{numRuns: 2000},
		);
	});

	test('nobody comes back to life by waiting', () => {
		const order = ['active', 'silent', 'interrupted'];
		assert(
			property(activity, integer({min: 0, max: 9 * hour}), (evidence, wait) => {
				const [before, after] = [judge(evidence, noon), judge(evidence, noon + wait)];
				expect(order.indexOf(after.verdict)).toBeGreaterThanOrEqual(order.indexOf(before.verdict));
			}),
		);
	});

	test('an end is enough, and life is never dated in the future', () => {
		assert(
			property(activity, (evidence) => {
				const {lastSignAt} = judge(evidence, noon);
				expect(lastSignAt ?? noon).toBeLessThanOrEqual(noon);
				const ended = {...evidence, signals: [...evidence.signals, end()]};
				expect(judge(ended, noon).verdict).toBe('interrupted');
			}),
		);
	});
});
