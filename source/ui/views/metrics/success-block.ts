import type {Metrics} from '../../../analysis/metrics/metrics.ts';
import {type Rate, rateOf} from '../../../analysis/metrics/rates.ts';
import type {Throughput} from '../../../analysis/metrics/throughput.ts';
import type {Block, BlockLine, BlockRoom} from './block.ts';
import {bar, sparkline, summedTo} from './charts.ts';
import {number, percent, rangeText} from './words.ts';

/** How much of what came to an end was completed: of tasks and of attempts. */
export const successBlock = (metrics: Metrics, {width}: BlockRoom): Block => {
	const {interrupted, cancelled} = metrics;
	const {running} = metrics.population;
	const others = [
		interrupted > 0 ? `${number(interrupted)} interrupted` : null,
		cancelled > 0 ? `${number(cancelled)} cancelled` : null,
		running > 0 ? `${number(running)} still running` : null,
	].filter((part) => part !== null);
	return {
		title: 'success',
		note: 'completed among completed and failed',
		lines: [
			rateLine('tasks', metrics.tasks, width),
			rateLine('attempts', metrics.attempts, width),
			...(others.length > 0
				? [
						[
							{
								text: `${' '.repeat(nameWidth)}beside them ${others.join(', ')}`,
								tone: 'dim' as const,
							},
						],
					]
				: []),
		],
	};
};

const nameWidth = 10;

const rateLine = (name: string, rate: Rate | null, width: number): BlockLine => {
	const label = {text: name.padEnd(nameWidth), tone: 'dim' as const};
	if (!rate) {
		return [label, {text: 'none has come to an end', tone: 'dim'}];
	}

	const figures = ` ${percent(rate.share).padStart(4)}`;
	const behind = `  ${number(rate.successes)} of ${number(rate.count)} (${rangeText(rate)})`;
	const room = width - nameWidth - figures.length;
	const barWidth = Math.max(4, Math.min(24, room - behind.length));
	const filled = bar(rate.share, barWidth);
	return [
		label,
		{text: filled, tone: 'completed'},
		{text: '░'.repeat(barWidth - filled.length), tone: rate.share < 1 ? 'failed' : 'dim'},
		{text: figures, tone: 'strong'},
		...(room - barWidth >= behind.length ? [{text: behind, tone: 'dim' as const}] : []),
	];
};

/** What was brought to an end when, as lines of columns. */
export const throughputBlock = (throughput: Throughput, {width, day}: BlockRoom): Block => {
	const {unit, buckets, perDay, earlier, later} = throughput;
	const room = Math.max(8, width - nameWidth);
	const completed = summedTo(
		buckets.map((bucket) => bucket.completed),
		room,
	);
	const failed = summedTo(
		buckets.map((bucket) => bucket.failed),
		room,
	);
	const most = Math.max(...completed, ...failed);
	const shares = completed.map((count, index) => {
		const ended = failed[index]! + count;
		return ended === 0 ? null : count / ended;
	});
	const each = Math.ceil(buckets.length / room);
	const first = day(buckets[0]!.at);
	const last = day(buckets.at(-1)!.at);
	const blanks = completed.length - first.length - last.length;
	return {
		title: 'throughput',
		note: `a column is ${each === 1 ? (unit === 'hour' ? 'an hour' : `a ${unit}`) : `${each} ${unit}s`}${perDay === null ? '' : `, ${perDay < 10 ? perDay.toFixed(1) : number(Math.round(perDay))} completed a day`}`,
		lines: [
			line('completed', sparkline(completed, most), 'completed'),
			line('failed', sparkline(failed, most), 'failed'),
			line('success', sparkline(shares, 1), 'accent'),
			[
				{
					text:
						' '.repeat(nameWidth) +
						(first === last
							? last
							: blanks < 1
								? `${first} to ${last}`
								: first + ' '.repeat(blanks) + last),
					tone: 'dim',
				},
			],
			...trendLine(earlier, later),
		],
	};
};

const line = (name: string, text: string, tone: 'completed' | 'failed' | 'accent'): BlockLine => [
	{text: name.padEnd(nameWidth), tone: 'dim'},
	{text, tone},
];

/** The later half of the time against the earlier one; nothing when one of them is empty. */
const trendLine = (
	earlier: Throughput['earlier'],
	later: Throughput['later'],
): readonly BlockLine[] => {
	const before = rateOf(earlier.completed, earlier.completed + earlier.failed);
	const after = rateOf(later.completed, later.completed + later.failed);
	if (!before || !after) {
		return [];
	}

	const change = after.share - before.share;
	// Intervals that do not meet: more than chance.
	const isSure = before.high < after.low || after.high < before.low;
	return [
		[
			{text: 'trend'.padEnd(nameWidth), tone: 'dim'},
			{text: `${percent(before.share)} → ${percent(after.share)}`, tone: 'strong'},
			{
				text: `  ${isSure ? (change > 0 ? 'better' : 'worse') : 'within chance'}, earlier half to later`,
				tone: isSure ? (change > 0 ? 'completed' : 'failed') : 'dim',
			},
		],
	];
};
