import {array, assert, constantFrom, integer, option, property, record} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Row, rowOf} from '../../source/analysis/rows.ts';
import {tornGraceMs} from '../../source/store/torn-files.ts';
import {noSenses} from '../../source/analysis/senses.ts';
import {attentionCodes, attentionRank} from '../../source/model/attention.ts';
import type {Task} from '../../source/model/task.ts';
import type {Observed} from '../../source/store/state.ts';
import {hour, minute, noon, seenAgo, taskOf} from './tasks.ts';

const running = (age: number, more: Partial<Task> = {}): Task =>
	taskOf({id: 'T1', status: 'running', activity: seenAgo(age), ...more});

const observed = (isWitnessed: boolean): Observed => ({
	firstSeenAt: noon - hour,
	statusSince: noon - 10 * minute,
	isWitnessed,
});

const attentionOf = (task: Task, now = noon): readonly string[] =>
	rowOf(task, undefined, now).attention.map(({code, message}) => `${code}: ${message}`);

describe('status', () => {
	test.for([
		['running', minute, 'running', []],
		['running', 30 * minute, 'running', ['quiet: silent 30m (usually 4m)']],
		['running', 3 * hour, 'running', ['stuck: silent 3h (usually 4m)']],
		['blocked', 3 * hour, 'blocked', []],
		['completed', 3 * hour, 'completed', []],
		['pending', 0, 'pending', []],
	] as const)('%s, last seen %i ms ago: %s', ([status, age, expected, attention]) => {
		const task = running(age, {status});
		expect(rowOf(task, undefined, noon).status).toBe(expected);
		expect(attentionOf(task)).toEqual(attention);
	});

	test('interrupted takes a second kind of evidence', () => {
		const presenceOf = () => ({type: 'seen', agents: []}) as const;
		const row = rowOf(running(3 * hour), undefined, noon, 1, {...noSenses, presenceOf});
		expect(row.status).toBe('interrupted');
		expect(row.attention).toEqual([{code: 'interrupted', message: 'silent 3h (usually 4m)'}]);
	});

	test('without evidence stays as the file says', () => {
		expect(rowOf(running(0, {activity: null}), undefined, noon)).toMatchObject({
			status: 'running',
			liveness: null,
			changesAt: null,
		});
	});

	test('--stale stretches the silence', () => {
		expect(rowOf(running(3 * hour), undefined, noon, 2).status).toBe('running');
		expect(rowOf(running(30 * minute), undefined, noon, 0.1).attention[0]!.code).toBe('stuck');
	});
});

describe('attention', () => {
	test('is derived for what failed or was interrupted, unless the format says it better', () => {
		expect(attentionOf(taskOf({id: 'a', status: 'failed'}))).toEqual(['failed: failed']);
		const error = {message: 'no cluster', category: null, severity: null};
		expect(attentionOf(taskOf({id: 'a', status: 'failed', error}))).toEqual(['failed: no cluster']);
		expect(attentionOf(taskOf({id: 'a', status: 'interrupted'}))).toEqual([
			'interrupted: interrupted',
		]);
		const said = [{code: 'failed' as const, message: 'gate 3'}];
		expect(attentionOf(taskOf({id: 'a', status: 'failed', attention: said}))).toEqual([
			'failed: gate 3',
		]);
	});

	test('that holds only later hides nothing now', () => {
		const later = [
			{code: 'interrupted' as const, message: 'later', activeFrom: noon + hour},
			{code: 'quiet' as const, message: 'now', activeFrom: noon},
		];
		const task = taskOf({id: 'a', status: 'interrupted', attention: later});
		expect(attentionOf(task)).toEqual(['interrupted: interrupted', 'quiet: now']);
		expect(attentionOf(task, noon + hour)).toEqual(['interrupted: later', 'quiet: now']);
		expect(rowOf(task, undefined, noon).changesAt).toBe(noon + hour);
	});

	test('stands in order, most pressing first', () => {
		assert(
			property(array(constantFrom(...attentionCodes), {maxLength: 8}), (codes) => {
				const attention = codes.map((code) => ({code, message: code}));
				const shown = rowOf(taskOf({id: 'a', attention}), undefined, noon).attention;
				const ranks = shown.map(({code}) => attentionRank(code));
				expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
				expect(shown).toHaveLength(codes.length);
			}),
		);
	});
});

describe('elapsed time', () => {
	const startedAt = {at: noon - 2 * hour, source: 'lock acquired_at'};

	test.for([
		['a start that is told', {startedAt}, observed(true), noon - 2 * hour, 'lock acquired_at'],
		['one that was witnessed', {}, observed(true), noon - 10 * minute, 'observed'],
		['one before metawatch came', {}, observed(false), null, null],
		['nothing at all', {}, undefined, null, null],
	] as const)('of a running task from %s', ([, more, seen, runningSince, elapsedSource]) => {
		expect(rowOf(running(minute, more), seen, noon)).toMatchObject({
			runningSince,
			elapsedSource,
			durationMs: null,
		});
	});

	test('of a settled task is that of its last attempt', () => {
		const task = taskOf({
			id: 'a',
			status: 'completed',
			startedAt,
			durationMs: 90_000,
			durationSource: 'two events',
		});
		expect(rowOf(task, observed(true), noon)).toMatchObject({
			runningSince: null,
			durationMs: 90_000,
			elapsedSource: 'two events',
		});
	});
});

test.for([
	[null, false, null],
	[noon, false, noon + tornGraceMs],
	[noon - tornGraceMs + 1, false, noon + 1],
	[noon - tornGraceMs, true, null],
	[noon - hour, true, null],
] as const)('unreadable since %s is stale: %s', ([staleSince, isStale, changesAt]) => {
	const row = rowOf(taskOf({id: 'a', staleSince}), undefined, noon);
	expect([row.isStale, row.changesAt]).toEqual([isStale, changesAt]);
});

test('a row reads the same until the very moment that is told, and then differently', () => {
	const read = ({status, isStale, attention, liveness}: Row): string =>
		JSON.stringify([status, isStale, attention, liveness?.verdict, liveness?.reason]);
	const tasks = record({
		status: constantFrom('running', 'pending', 'failed'),
		age: integer({min: 0, max: 4 * hour}),
		staleSince: option(integer({min: noon - 2000, max: noon})),
		attention: array(
			record({
				code: constantFrom('answer-needed', 'interrupted', 'quiet', 'failed'),
				message: constantFrom('one', 'two'),
				activeFrom: integer({min: noon - hour, max: noon + 3 * hour}),
			}),
			{maxLength: 3},
		),
	});
	assert(
		property(tasks, ({status, age, staleSince, attention}) => {
			const task = taskOf({
				id: 'a',
				status,
				staleSince,
				attention,
				activity: status === 'running' ? seenAgo(age) : null,
			});
			let now = noon;
			for (let step = 0; step < 6; step++) {
				const row = rowOf(task, undefined, now);
				const at = row.changesAt ?? now + 10_000 * hour;
				expect(at).toBeGreaterThan(now);
				expect(read(rowOf(task, undefined, at - 1))).toBe(read(row));
				const isSame = read(rowOf(task, undefined, at)) === read(row);
				expect(isSame).toBe(row.changesAt === null);
				now = at;
			}
		}),
		{numRuns: 1500},
	);
});
