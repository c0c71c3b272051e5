import {describe, expect, test} from 'vitest';
import type {Transition} from '../../source/model/transition.ts';
import type {Status} from '../../source/model/status.ts';
import type {DetailInput} from '../../source/ui/views/detail-parts.ts';
import {life} from '../../source/ui/views/life-strip.ts';
import {displayWidth} from '../../source/text/width.ts';
import {minute, noon} from '../analysis/tasks.ts';

const became = (at: number, from: Status, to: Status): Transition => ({
	at,
	task: 'a',
	id: 'a',
	title: 'a',
	what: 'status',
	from,
	to,
	status: to,
});

const lines = (transitions: readonly Transition[], width: number): readonly string[] =>
	life({
		life: transitions,
		now: noon + 60 * minute,
		width,
		formatTime: (at: number) => new Date(at).toISOString().slice(11, 16),
	} as DetailInput).map((line) => line.map(({text}) => text).join(''));

describe('the life of a task', () => {
	const worked = [
		became(noon, 'pending', 'running'),
		became(noon + 20 * minute, 'running', 'failed'),
		became(noon + 30 * minute, 'failed', 'running'),
		became(noon + 40 * minute, 'running', 'completed'),
	];

	test('is drawn to scale, every status with its mark, and told beside it', () => {
		expect(lines(worked, 45)).toEqual([
			'LIFE 5',
			`○▶${'━'.repeat(20)}✖${'╳'.repeat(10)}▶${'━'.repeat(10)}✔`,
			'○ before     pending',
			'▶ 14:00      running  20m',
			'✖ 14:20      failed  10m',
			'▶ 14:30      running  10m',
			'✔ 14:40      completed',
		]);
	});

	test('goes on to this moment while it is not over', () => {
		expect(lines(worked.slice(0, 1), 62).at(1)).toBe(`○▶${'━'.repeat(60)}`);
	});

	test('of many changes keeps the latest that fit, and never more than the width', () => {
		const many = Array.from({length: 100}, (_, index) =>
			became(
				noon + index * 1000,
				index % 2 === 0 ? 'pending' : 'running',
				index % 2 === 0 ? 'running' : 'pending',
			),
		);
		for (const width of [1, 10, 99, 100, 101, 130]) {
			expect(displayWidth(lines(many, width).at(1)!)).toBeLessThanOrEqual(width);
		}
	});

	test('says nothing of what was never seen to change', () => {
		expect(lines([], 40)).toEqual([]);
	});
});
