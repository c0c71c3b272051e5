import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {wilsonRange} from '../../../source/analysis/forecast/proportion.ts';
import {outcomesOf, successForecastOf} from '../../../source/analysis/forecast/success.ts';
import type {Attempt} from '../../../source/model/attempt.ts';
import {arbitraryAttempts, attemptOf, errorOf} from '../attempts.ts';

const subject = {format: 'backlog', kind: null, agent: 'codex'} as const;

const results = (completed: number, failed: number, known: Partial<Attempt> = {}) =>
	Array.from({length: completed + failed}, (_, index) =>
		attemptOf({
			task: `t${index}`,
			outcome: index < completed ? 'completed' : 'failed',
			...subject,
			...known,
		}),
	);

describe('a share of few', () => {
	test('by Wilson: the published range for 15 of 148, at 90 %', () => {
		// By hand: p = 0.101351, z = 1.644854; middle 0.108477, half 0.040858.
		const {low, high} = wilsonRange(15, 148);
		expect(low).toBeCloseTo(0.0676, 3);
		expect(high).toBeCloseTo(0.1493, 3);
	});

	test('stays within 0 and 1', () => {
		expect(wilsonRange(0, 5).low).toBe(0);
		expect(wilsonRange(5, 5).high).toBe(1);
	});
});

describe('whether it will succeed', () => {
	test('is not said below five results', () => {
		const ask = (attempts: readonly Attempt[]) =>
			successForecastOf(outcomesOf(attempts), {subject, ordinal: 1});
		expect(ask([])).toEqual({type: 'too-little', count: 0, needed: 5});
		expect(ask(results(3, 1))).toEqual({type: 'too-little', count: 4, needed: 5});
		expect(ask(results(3, 1, {outcome: 'interrupted'}))).toMatchObject({
			type: 'too-little',
			count: 0,
		});
		expect(ask(results(3, 2)).type).toBe('probability');
	});

	test('by hand: nine of ten, at every likeness', () => {
		// (9 + 0.5) / (10 + 1), then (9 + 12 p) / (10 + 12) for each of three closer steps.
		const steps = [1, 2, 3].reduce((share) => (9 + 12 * share) / 22, 9.5 / 11);
		const answer = successForecastOf(outcomesOf(results(9, 1)), {subject, ordinal: 1});
		expect(answer).toMatchObject({
			type: 'probability',
			probability: steps,
			risk: 'low',
			basis: {count: 10, level: 'format', words: 'runs of backlog, first tries'},
		});
	});

	test('knows retries from first tries, and what they failed with', () => {
		const failed = (task: string, message: string): Attempt =>
			attemptOf({task, ...subject, outcome: 'failed', error: errorOf(message)});
		const attempts = Array.from({length: 12}, (_, index) => [
			failed(`t${index}`, 'Operation timed out'),
			attemptOf({task: `t${index}`, ...subject, ordinal: 2}),
			failed(`p${index}`, 'Permission denied'),
			{...failed(`p${index}`, 'Permission denied'), ordinal: 2},
		]).flat();
		const outcomes = outcomesOf(attempts);
		const after = (message: string) =>
			successForecastOf(outcomes, {subject, ordinal: 2, before: failed('x', message)});
		const first = successForecastOf(outcomes, {subject, ordinal: 1});
		expect(after('timed out')).toMatchObject({
			basis: {count: 12, words: 'runs of backlog, retries after timeout'},
		});
		const probability = (answer: typeof first) =>
			answer.type === 'probability' ? answer.probability : null!;
		expect(probability(after('timed out'))).toBeGreaterThan(
			probability(after('Permission denied')) + 0.3,
		);
		expect(probability(first)).toBeLessThan(0.3);
		expect(first).toMatchObject({risk: 'high'});
	});

	test('a task that was done and is done again has not been retried', () => {
		const answer = successForecastOf(outcomesOf(results(9, 1)), {
			subject,
			ordinal: 2,
			before: attemptOf({task: 'x', ...subject}),
		});
		expect(answer).toMatchObject({basis: {words: 'runs of backlog, first tries'}});
	});

	test('is a probability, and more successes never lower it', () => {
		fc.assert(
			fc.property(arbitraryAttempts, fc.nat(20), (attempts, more) => {
				const ask = (count: number) =>
					successForecastOf(outcomesOf([...attempts, ...results(5 + count, 3)]), {
						subject,
						ordinal: 1,
					});
				const [one, other] = [ask(0), ask(more)];
				if (one.type !== 'probability' || other.type !== 'probability') {
					throw new Error('there is enough');
				}

				expect(one.probability).toBeGreaterThan(0);
				expect(one.probability).toBeLessThan(1);
				expect(one.range.low).toBeLessThanOrEqual(one.probability);
				expect(one.range.high).toBeGreaterThanOrEqual(one.probability);
				expect(other.probability).toBeGreaterThanOrEqual(one.probability - 1e-12);
			}),
		);
	});
});
