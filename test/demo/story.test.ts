import {describe, expect, test} from 'vitest';
import type {Step} from '../../source/demo/step.ts';
import {story, storySeconds} from '../../source/demo/story.ts';

const startedAt = Date.UTC(2026, 2, 4, 5, 6, 7);

/** The steps of the first so many seconds. */
const tell = (seconds: number, {seed = 1, speed = 1} = {}): Step[] => {
	const steps: Step[] = [];
	for (const step of story({seed, startedAt, speed})) {
		if (step.atMs > seconds * 1000) {
			break;
		}

		steps.push(step);
	}

	return steps;
};

const seeds = [0, 1, 2, 7, 123_456_789, 2 ** 32 - 1];

describe('the story', () => {
	test('is the same for the same seed, and another for another', () => {
		expect(tell(storySeconds, {seed: 7})).toEqual(tell(storySeconds, {seed: 7}));
		expect(tell(storySeconds, {seed: 7})).not.toEqual(tell(storySeconds, {seed: 8}));
	});

	test.each(seeds)('goes forward in time and never stays silent (seed %i)', (seed) => {
		const times = tell(3600, {seed}).map(({atMs}) => atMs);
		expect(times[0]).toBe(0);
		expect(times.at(-1)).toBeGreaterThan(3_570_000);
		const gaps = times.slice(1).map((time, index) => time - times[index]!);
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...gaps)).toBeLessThan(20_000);
	});

	test.each(seeds)('stays inside of its folder (seed %i)', (seed) => {
		const paths = tell(storySeconds, {seed}).flatMap(({writes}) => writes.map(({path}) => path));
		expect(paths.filter((path) => path.startsWith('/') || path.split('/').includes('..'))).toEqual(
			[],
		);
	});

	test('does not grow for ever', () => {
		const sizes = tell(7200)
			.flatMap(({writes}) => writes)
			.filter((write) => write.type === 'replace' || write.type === 'overwrite')
			.map(({text}) => text.length);
		expect(Math.max(...sizes)).toBeLessThan(20_000);
	});

	test('runs faster when asked to, with times that fit', () => {
		const slow = tell(60);
		const fast = tell(15, {speed: 4});
		expect(fast).toHaveLength(slow.length);
		expect(fast.map(({atMs}) => atMs * 4)).toEqual(slow.map(({atMs}) => atMs));
		const latest = (steps: readonly Step[]): number =>
			Math.max(
				...(JSON.stringify(steps).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g) ?? []).map((time) =>
					Date.parse(time),
				),
			);
		expect(latest(fast)).toBeLessThanOrEqual(startedAt + 15_000);
		expect(latest(slow)).toBeGreaterThan(startedAt + 15_000);
	});
});
