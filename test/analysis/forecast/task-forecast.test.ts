import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	lengthsOf,
	type TaskForecast,
	taskForecastOf,
} from '../../../source/analysis/forecast/task-forecast.ts';
import type {Attempt} from '../../../source/model/attempt.ts';
import {arbitraryAttempts, attemptOf} from '../attempts.ts';
import {hour, minute} from '../tasks.ts';

const subject = {format: 'tasks-meta', kind: 'implement', agent: 'codex'} as const;

const took = (count: number, known: Partial<Attempt> = {}): readonly Attempt[] =>
	Array.from({length: count}, (_, index) =>
		attemptOf({task: `t${index}`, durationMs: (index + 1) * minute, ...subject, ...known}),
	);

const forecast = (
	attempts: readonly Attempt[],
	{elapsed = 0, verdict = null}: Partial<Parameters<typeof taskForecastOf>[1]> = {},
): TaskForecast => taskForecastOf(lengthsOf(attempts), {subject, elapsed, verdict});

const left = (answer: TaskForecast) => {
	expect(answer.type).toBe('ranges');
	return answer.type === 'ranges' ? answer.left : null!;
};

describe('when a task will be done', () => {
	test('is not said below eight lengths', () => {
		expect(forecast([])).toEqual({type: 'too-little', count: 0, needed: 8});
		expect(forecast(took(7))).toEqual({type: 'too-little', count: 7, needed: 8});
		expect(forecast(took(8))).toMatchObject({type: 'ranges', basis: {count: 8}});
	});

	test('rests on the most similar attempts there are enough of', () => {
		const ofAgent = took(8);
		const ofKind = took(8, {agent: 'jules', durationMs: hour});
		const ofFormat = took(8, {kind: 'review', durationMs: 2 * hour});
		const others = took(8, {format: 'kiro', durationMs: 3 * hour});
		const basis = (attempts: readonly Attempt[]) => {
			const answer = forecast(attempts);
			return answer.type === 'ranges'
				? [answer.basis.level, answer.basis.count, answer.basis.words]
				: null;
		};
		expect(basis([...ofAgent, ...ofKind])).toEqual([
			'kind and agent',
			8,
			'runs of implement by codex',
		]);
		expect(basis([...ofAgent.slice(1), ...ofKind])).toEqual(['kind', 15, 'runs of implement']);
		expect(basis(ofFormat)).toEqual(['format', 8, 'runs of tasks-meta']);
		expect(basis(others)).toEqual(['all', 8, 'runs of all kinds']);
	});

	test('counts only what was completed and measured', () => {
		expect(forecast(took(8, {outcome: 'failed'})).type).toBe('too-little');
		expect(forecast(took(8, {durationMs: null})).type).toBe('too-little');
		expect(forecast(took(8, {durationMs: 3})).type).toBe('too-little');
	});

	test('of a run that lasts already is judged by those that lasted longer', () => {
		const attempts = took(20);
		const answer = forecast(attempts, {elapsed: 10 * minute});
		expect(answer).toMatchObject({type: 'ranges', basis: {count: 10}});
		// Of 11 to 20 minutes, ten of them gone.
		expect(left(answer).middle / minute).toBeGreaterThan(3);
		expect(left(answer).middle / minute).toBeLessThan(8);
		expect(forecast(attempts, {elapsed: 13 * minute})).toEqual({
			type: 'too-little',
			count: 7,
			needed: 8,
		});
	});

	test('holds the middle of known lengths', () => {
		const {middle, half, nineTenths} = left(forecast(took(21)));
		expect(Math.abs(middle / minute - 11)).toBeLessThan(1.5);
		expect(half.low / minute).toBeGreaterThan(2);
		expect(half.high / minute).toBeLessThan(19);
		expect(nineTenths.low).toBeGreaterThanOrEqual(0);
		expect(nineTenths.high / minute).toBeLessThan(30);
	});

	test.each(['quiet', 'stuck'] as const)('is wider when it is %s, and says so', (verdict) => {
		const attempts = took(30);
		const awake = forecast(attempts, {elapsed: 20 * minute, verdict: 'active'});
		const silent = forecast(attempts, {elapsed: 20 * minute, verdict});
		expect(awake).toMatchObject({isSilent: false});
		expect(silent).toMatchObject({isSilent: true});
		expect(left(silent).nineTenths.high).toBeGreaterThan(left(awake).nineTenths.high);
		expect(left(silent).nineTenths.low).toBe(left(awake).nineTenths.low);
	});

	test('grows surer with more of the same', () => {
		const few = left(forecast(took(10)));
		const many = left(forecast(Array.from({length: 12}, () => took(10)).flat()));
		expect(many.nineTenths.high - many.nineTenths.low).toBeLessThan(
			few.nineTenths.high - few.nineTenths.low,
		);
	});

	test('is in order and the same twice, whatever the past', () => {
		fc.assert(
			fc.property(
				arbitraryAttempts,
				fc.integer({min: 0, max: minute - 1}),
				fc.boolean(),
				(attempts, elapsed, isSilent) => {
					const many = [...attempts, ...took(9)];
					const verdict = isSilent ? 'stuck' : 'active';
					const answer = forecast(many, {elapsed, verdict});
					expect(forecast(many, {elapsed, verdict})).toEqual(answer);
					const {middle, half, nineTenths} = left(answer);
					const ends = [0, nineTenths.low, half.low, middle, half.high, nineTenths.high];
					expect(ends).toEqual(ends.toSorted((a, b) => a - b));
					expect(nineTenths.high).toBeLessThan(Infinity);
				},
			),
		);
	});

	test('of a run that lasts longer than any is not said, or in order', () => {
		fc.assert(
			fc.property(arbitraryAttempts, fc.integer({min: minute, max: 1e9}), (attempts, elapsed) => {
				const answer = forecast(attempts, {elapsed});
				const ends =
					answer.type === 'ranges' ? [answer.left.nineTenths.low, answer.left.middle] : [];
				expect(ends).toEqual(ends.toSorted((a, b) => a - b));
			}),
		);
	});
});
