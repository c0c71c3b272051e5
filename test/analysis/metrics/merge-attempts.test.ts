import {assert, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {attemptsOf} from '../../../source/analysis/metrics/attempts-of.ts';
import {mergeAttempts} from '../../../source/analysis/metrics/merge-attempts.ts';
import {hour, minute, noon, rowAtNoon, seenAgo} from '../tasks.ts';
import {anyAttempts, attemptOf} from './attempts.ts';

const at = (time: number) => ({at: time, source: 'file'});

describe('attempts that files tell', () => {
	test('have the times of the last try', () => {
		const [attempt] = attemptsOf([
			rowAtNoon({
				id: 'T001',
				status: 'completed',
				startedAt: at(noon - 5 * hour),
				completedAt: at(noon - hour),
				durationMs: 10 * minute,
				retries: 2,
				facts: [{label: 'points', value: '3 points'}],
				priority: {raw: 'high', rank: 1},
				stage: {name: 'us1', index: null, total: null},
			}),
		]);
		expect(attempt).toMatchObject({
			outcome: 'completed',
			ordinal: 3,
			startedAt: noon - hour - 10 * minute,
			endedAt: noon - hour,
			durationMs: 10 * minute,
			points: 3,
			priority: 1,
			stages: [{name: 'us1', durationMs: null}],
			source: 'files',
		});
	});

	test('are not made of a ticked box, nor of what nobody has begun', () => {
		expect(
			attemptsOf([
				rowAtNoon({id: '1', status: 'completed'}),
				rowAtNoon({id: '2', status: 'failed'}),
				rowAtNoon({id: '3', status: 'pending', startedAt: at(noon - hour)}),
				rowAtNoon({id: '4', status: 'completed', startedAt: at(noon - hour)}),
			]),
		).toEqual([]);
	});

	test('run on while somebody works, and have no end then', () => {
		const [attempt] = attemptsOf([
			rowAtNoon({
				id: '1',
				status: 'running',
				startedAt: at(noon - hour),
				activity: seenAgo(minute),
			}),
		]);
		expect(attempt).toMatchObject({
			outcome: 'running',
			startedAt: noon - hour,
			endedAt: null,
			durationMs: null,
		});
	});
});

describe('attempts of several records', () => {
	test('are counted once when they end at about the same time', () => {
		const known = attemptOf();
		const told = attemptOf({startedAt: null, endedAt: noon + 3000, source: 'files'});
		expect(mergeAttempts([[known], [told]])).toEqual([known]);
		const other = attemptOf({endedAt: noon + hour, startedAt: null});
		expect(mergeAttempts([[known], [other]])).toEqual([known, other]);
	});

	test('that have no times are the same when they ended the same', () => {
		const known = attemptOf({outcome: 'failed'});
		const without = {startedAt: null, endedAt: null, durationMs: null};
		expect(mergeAttempts([[known], [attemptOf({...without, outcome: 'failed'})]])).toEqual([known]);
		expect(mergeAttempts([[known], [attemptOf(without)]])).toHaveLength(2);
	});

	test('are the same when they began together, whatever a plan says of their result', () => {
		const failed = attemptOf({outcome: 'failed'});
		const planned = attemptOf({source: 'files'});
		expect(mergeAttempts([[failed], [planned]])).toEqual([failed]);
	});

	test('of one task are in the order of time', () => {
		const early = attemptOf({startedAt: null, endedAt: noon - hour, source: 'files'});
		expect(mergeAttempts([[attemptOf()], [early]])).toEqual([early, attemptOf()]);
	});

	test('take their end from the record that has seen it', () => {
		const running = attemptOf({outcome: 'running', endedAt: null, durationMs: null});
		const ended = attemptOf({source: 'files'});
		expect(mergeAttempts([[running], [ended]])).toEqual([ended]);
		expect(mergeAttempts([[ended], [running]])).toEqual([ended]);
	});

	test('of different tasks are never the same', () => {
		const other = attemptOf({task: 'other'});
		expect(mergeAttempts([[attemptOf()], [other]])).toHaveLength(2);
	});

	test('given twice are there once, and none is lost', () => {
		assert(
			property(anyAttempts, (attempts) => {
				expect(mergeAttempts([attempts, attempts])).toHaveLength(attempts.length);
				const distinct = attempts.map((one, index) => ({...one, task: `new ${index}`}));
				expect(mergeAttempts([attempts, distinct])).toHaveLength(2 * attempts.length);
			}),
		);
	});
});
