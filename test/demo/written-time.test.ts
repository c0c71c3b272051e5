import {expect, test} from 'vitest';
import {story} from '../../source/demo/story.ts';

const second = 1000;
const day = 24 * 3600 * second;
const someDay = Date.UTC(2026, 2, 4);

/** Every time in the text of what is written within the first minutes of a story. */
const timesOf = (startedAt: number, seconds: number): string[] => {
	const texts: string[] = [];
	for (const {atMs, writes} of story({seed: startedAt % 97, startedAt, speed: 1})) {
		if (atMs > seconds * second) {
			break;
		}

		texts.push(JSON.stringify(writes));
	}

	return texts.join().match(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/g) ?? [];
};

const isRound = (time: string): boolean => /:(?:00|30)$/.test(time);

test('no time of the demo looks invented, at whatever second it begins', () => {
	for (let start = 0; start < 60; start++) {
		const times = timesOf(someDay + 7 * 3600 * second + start * 1009, 0);
		expect(times.length).toBeGreaterThan(40);
		expect([start, times.filter((time) => isRound(time))]).toEqual([start, []]);
	}
});

test.each([0, 30, 60, 90 * 60, 18 * 60, 61 * 60, 4100 * 60])(
	'nor %i seconds after midnight, while it goes on',
	(after) => {
		const times = timesOf(someDay + day + after * second, 200);
		expect(times.filter((time) => isRound(time))).toEqual([]);
	},
);

test('no time lies in the future, and round ones are only a second earlier', () => {
	const startedAt = someDay + 8 * 3600 * second;
	const latest = timesOf(startedAt, 0)
		.map((time) => Date.parse(`${time.replace(' ', 'T')}Z`))
		.reduce((a, b) => Math.max(a, b));
	expect(latest).toBeLessThanOrEqual(startedAt);
	expect(latest).toBeGreaterThan(startedAt - 60 * second);
});
