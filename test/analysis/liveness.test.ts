import {
	array,
	assert,
	constant,
	constantFrom,
	integer,
	oneof,
	option,
	property,
	record,
} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {judge, type Liveness} from '../../source/analysis/liveness.ts';
import type {Activity, Signal} from '../../source/model/activity.ts';
import {type AgentProcess, presenceUnknown} from '../../source/model/presence.ts';
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
	['silence', [life(20 * minute)], 'quiet', 'silent 20m (usually 4m)'],
	['silence to its end', [life(2 * hour - 1)], 'quiet', 'silent 1h (usually 4m)'],
	['too long a silence of one kind', [life(2 * hour)], 'stuck', 'silent 2h (usually 4m)'],
	['the newest of several', [life(3 * hour), life(minute)], 'active', null],
	['one that lasts longer', [life(hour, {lastsMs: 90 * minute})], 'active', null],
	['one that lasts shorter', [life(minute, {lastsMs: 1000})], 'quiet', 'silent 1m (usually 4m)'],
	[
		'too long a silence of one kind, twice',
		[life(2 * hour), life(3 * hour)],
		'stuck',
		'silent 2h (usually 4m)',
	],
	[
		'too long a silence of two kinds',
		[life(2 * hour), life(3 * hour, {signal: 'lock-heartbeat'})],
		'interrupted',
		'silent 2h (usually 4m)',
	],
	[
		'a second kind that proves only silence',
		[life(2 * hour), life(3 * hour, {signal: 'list-changed', weight: 'note'})],
		'interrupted',
		'silent 2h (usually 4m)',
	],
	[
		'a second kind that is not silent yet',
		[life(3 * hour), life(hour, {signal: 'list-changed', weight: 'note'})],
		'stuck',
		'silent 3h (usually 4m)',
	],
	[
		'a signal that is no kind of its own',
		[life(2 * hour), life(3 * hour, {signal: 'x'})],
		'stuck',
		'silent 2h (usually 4m)',
	],
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
	expect(judge(activityOf(life(30 * minute)), noon, {scale: 2}).verdict).toBe('active');
	expect(judge(activityOf(life(10 * minute)), noon, {scale: 0.5}).verdict).toBe('quiet');
	expect(judge(activityOf(life(minute, {lastsMs: 2 * minute})), noon, {scale: 0.5}).verdict).toBe(
		'quiet',
	);
});

test('--stale is the silence itself for plain runs, whatever kind of step', () => {
	const plain = {...activityOf(life(7 * minute)), isPlainRun: true};
	const {verdict, threshold} = judge(plain, noon, {scale: 0.2});
	expect(verdict).toBe('stuck');
	expect(threshold).toMatchObject({silentAfterMs: 6 * minute, basis: 'as --stale says'});
	expect(judge(plain, noon).threshold.silentAfterMs).toBe(2 * hour);
	expect(judge({...plain, isPlainRun: false}, noon, {scale: 0.2}).threshold).toMatchObject({
		silentAfterMs: 24 * minute,
		basis: 'measured default times 0.2, by --stale',
	});
});

describe('whatever the evidence', () => {
	const signals = array(
		record(
			{
				signal: constantFrom('file-changed', 'lock-heartbeat', 'list-changed', 'started', 'x'),
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
	const agent = record({
		pid: integer({min: 1, max: 9}),
		name: constantFrom('claude', 'codex'),
		startedAt: integer({min: noon - 6 * hour, max: noon}),
		endedAt: option(integer({min: noon - 6 * hour, max: noon}), {nil: null}),
	});
	const presence = oneof(
		constant(presenceUnknown),
		record({type: constant('seen' as const), agents: array(agent, {maxLength: 3})}),
	);
	const weighing = record({scale, presence});
	const seen = ({verdict, reason}: Liveness) => ({verdict, reason});

	test('it reads the same until the very moment that is told, and then differently', () => {
		assert(
			property(activity, weighing, (evidence, factor) => {
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
		const order = ['active', 'quiet', 'stuck', 'interrupted'];
		assert(
			property(activity, weighing, integer({min: 0, max: 9 * hour}), (evidence, senses, wait) => {
				const before = judge(evidence, noon, senses);
				const after = judge(evidence, noon + wait, senses);
				expect(order.indexOf(after.verdict)).toBeGreaterThanOrEqual(order.indexOf(before.verdict));
			}),
		);
	});

	test('one kind that is silent never ends a run, whatever the threshold and the wait', () => {
		const threshold = record({
			quietAfterMs: integer({min: 0, max: hour}),
			silentAfterMs: integer({min: 0, max: hour}),
			usualMs: constant(null),
			basis: constant('learned'),
		});
		const ofOneKind = array(
			record({
				signal: constantFrom('file-changed', 'state-changed', 'timestamp', 'x'),
				weight: constantFrom('life', 'note'),
				at: integer({min: noon - 5 * hour, max: noon}),
				says: constant('one'),
			}),
			{minLength: 1, maxLength: 4},
		);
		assert(
			property(ofOneKind, threshold, integer({min: 0, max: 99 * hour}), (given, limit, wait) => {
				const {verdict} = judge(activityOf(...given), noon + wait, {threshold: limit});
				expect(verdict).not.toBe('interrupted');
			}),
		);
		const absent = {type: 'seen', agents: []} as const;
		const started = life(9 * hour, {signal: 'x'});
		expect(judge(activityOf(started), noon, {presence: absent}).verdict).toBe('stuck');
		const gone = {pid: 1, name: 'claude', startedAt: noon - 9 * hour, endedAt: noon - 8 * hour};
		const presence = {type: 'seen', agents: [gone]} as const;
		expect(judge(activityOf(started), noon, {presence}).verdict).toBe('stuck');
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

describe('agent processes', () => {
	const agent = (more: Partial<AgentProcess> = {}): AgentProcess => ({
		pid: 42,
		name: 'claude',
		startedAt: noon - 9 * hour,
		endedAt: null,
		...more,
	});
	const other = life(3 * hour, {signal: 'lock-heartbeat'});

	test.for([
		['none at all is a second kind', [], [life(3 * hour)], 'interrupted'],
		['none at all is no kind by itself', [], [life(hour)], 'quiet'],
		[
			'a living one keeps two silent kinds from being enough',
			[agent()],
			[life(3 * hour), other],
			'stuck',
		],
		['but not from being stuck', [agent()], [life(3 * hour)], 'stuck'],
		['a living one is no life of one task', [agent()], [life(hour)], 'quiet'],
		[
			'one that came later does not speak for it',
			[agent({startedAt: noon - hour})],
			[life(3 * hour)],
			'interrupted',
		],
		[
			'one that has ended explains a short silence',
			[agent({endedAt: noon - 6 * minute})],
			[life(7 * minute)],
			'interrupted',
		],
		['but not at once', [agent({endedAt: noon - 2 * minute})], [life(7 * minute)], 'stuck'],
		['and not at all at first', [agent({endedAt: noon - 1000})], [life(minute)], 'active'],
		[
			'nor while another that was there is alive',
			[agent({endedAt: noon - 6 * minute}), agent({pid: 43})],
			[life(7 * minute)],
			'active',
		],
		[
			'nor when work went on after its end',
			[agent({endedAt: noon - 30 * minute})],
			[life(7 * minute)],
			'active',
		],
	] as const)('%s', ([, agents, signals, verdict]) => {
		const presence = {type: 'seen', agents} as const;
		expect(judge(activityOf(...signals), noon, {presence}).verdict).toBe(verdict);
	});
});
