import {describe, expect, test} from 'vitest';
import {
	experienceSteps,
	mostLearnedFrom,
	taskProspectOf,
} from '../../../source/analysis/forecast/experience.ts';
import {finished} from '../../../source/analysis/forecast/steps.ts';
import type {Attempt} from '../../../source/model/attempt.ts';
import {attemptOf} from '../metrics/attempts.ts';
import {hour, minute, noon, rowAtNoon, seenAgo} from '../tasks.ts';

/** One an hour, the oldest first. */
const past = (count: number, known: (index: number) => Partial<Attempt> = () => ({})) =>
	Array.from({length: count}, (_, index) =>
		attemptOf({
			task: `past ${index}`,
			endedAt: noon - (count - index) * hour,
			startedAt: noon - (count - index) * hour - 10 * minute,
			durationMs: 10 * minute + index,
			...known(index),
		}),
	);

const learned = (attempts: readonly Attempt[]) => finished(experienceSteps(attempts, []));

describe('what is to be expected of one task', () => {
	const experience = learned(past(20));

	test('that runs: when it is done, and whether it succeeds', () => {
		const row = rowAtNoon({
			id: '1',
			status: 'running',
			startedAt: {at: noon - 4 * minute, source: 'status'},
			activity: seenAgo(1000),
		});
		const {time, success} = taskProspectOf(experience, row, noon);
		expect(time?.type === 'ranges' && time.basis).toMatchObject({count: 20});
		const middle = time?.type === 'ranges' ? time.left.middle : Number.NaN;
		expect(Math.abs(middle - 6 * minute)).toBeLessThan(minute);
		expect(success.type === 'probability' && success.basis.words).toContain('first tries');
	});

	test('that waits: nothing about when', () => {
		expect(
			taskProspectOf(experience, rowAtNoon({id: '1', status: 'pending'}), noon).time,
		).toBeNull();
	});

	test('that failed: about its next try, which is a retry, whoever kept the one before', () => {
		const retried = learned(
			past(20, (index) => ({ordinal: index % 2 === 0 ? 1 : 2, outcome: 'completed'})),
		);
		const failed = rowAtNoon({id: '1', status: 'failed'});
		const {success} = taskProspectOf(retried, failed, noon);
		expect(success.type === 'probability' && success.basis).toMatchObject({count: 10});
		expect(success.type === 'probability' && success.basis.words).toContain('retries');
	});
});

test('only the latest attempts are learned from, in whatever order they come', () => {
	const isOld = (index: number) => index < 50;
	const attempts = past(mostLearnedFrom + 50, (index) => ({
		outcome: isOld(index) ? 'failed' : 'completed',
	}));
	const {outcomes, last} = learned(attempts.toReversed());
	expect(last.size).toBe(mostLearnedFrom);
	const [all] = outcomes.past.alike(attempts[0]!).slice(-1);
	expect(all!.items.every(({isSuccess}) => isSuccess)).toBe(true);
});
