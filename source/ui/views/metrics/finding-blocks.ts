import type {Metrics} from '../../../analysis/metrics/metrics.ts';
import {formatDuration} from '../../../text/duration.ts';
import {truncate} from '../../../text/width.ts';
import {type Block, type BlockLine, type BlockRoom} from './block.ts';
import {bar} from './charts.ts';
import {more} from './duration-blocks.ts';
import {lengthText, number, percent, rangeText} from './words.ts';

const mostListed = 5;

/** What retries achieve; null when there were none. */
export const retriesBlock = ({retries}: Metrics): Block | null => {
	const {total, tasks, recovered, tries} = retries;
	if (total === 0 && recovered === null) {
		return null;
	}

	return {
		title: 'retries',
		note: `${number(total)} of ${number(tasks)} ${tasks === 1 ? 'task' : 'tasks'}`,
		lines: [
			...(recovered
				? [
						[
							{text: percent(recovered.share), tone: 'strong' as const},
							{
								text: ` of ${number(recovered.count)} failed attempts completed later (${rangeText(recovered)})`,
								tone: 'dim' as const,
							},
						],
					]
				: []),
			...tries.map(({number: which, success}, index): BlockLine => {
				const isLast = which === 6;
				return [
					{text: `try ${which}${isLast ? '+' : ' '} `, tone: 'dim'},
					{text: bar(success.share, 16).padEnd(17), tone: 'completed'},
					{text: `${percent(success.share).padStart(4)} completed`},
					{text: ` of ${number(success.count)}`, tone: index === 0 ? 'plain' : 'dim'},
				];
			}),
		],
	};
};

/** Slow tasks and tasks that were retried often; null when there are none. */
export const outstandingBlock = ({slow, oftenRetried, thresholds}: Metrics): Block | null =>
	slow.length + oftenRetried.length === 0
		? null
		: {
				title: 'slow and often retried',
				note: `mean over ${formatDuration(thresholds.slowSeconds * 1000)}, more than ${thresholds.oftenRetried} retries`,
				table: {
					titles: ['task', 'mean', 'retries', 'tries'],
					rows: [
						...slow
							.slice(0, mostListed)
							.map(({id, title, value, attempts}) => [
								`${id} ${title}`,
								{text: lengthText(value), tone: 'warning' as const},
								'',
								number(attempts),
							]),
						...oftenRetried
							.slice(0, mostListed)
							.map(({id, title, value, attempts}) => [
								`${id} ${title}`,
								'',
								{text: number(value), tone: 'warning' as const},
								number(attempts),
							]),
					],
				},
				lines: more(
					Math.max(0, slow.length - mostListed) + Math.max(0, oftenRetried.length - mostListed),
				),
			};

/** What goes together, with how many tasks and how strongly. */
export const correlationsBlock = ({correlations}: Metrics, {width}: BlockRoom): Block => ({
	title: 'what goes together',
	note: "tasks; Spearman's rho",
	lines: correlations.flatMap(({title, count, correlation, says}): readonly BlockLine[] => {
		const name = {text: title.padEnd(nameWidth), tone: 'dim' as const};
		if (!correlation) {
			return [[name, {text: truncate(says, width - nameWidth), tone: 'dim'}]];
		}

		const {rho, isBeyondChance} = correlation;
		const figures = `${rho < 0 ? '−' : '+'}${Math.abs(rho).toFixed(2)}  n ${number(count)}`;
		return isBeyondChance
			? [
					[name, {text: figures, tone: 'strong'}],
					[{text: ' '.repeat(nameWidth)}, {text: truncate(says, width - nameWidth)}],
				]
			: [[name, {text: figures}, {text: `  ${says}`, tone: 'dim'}]];
	}),
});

/** Of the longest title, and a blank. */
const nameWidth = 25;

/** What is far from usual; null when nothing is. */
export const anomaliesBlock = ({anomalies}: Metrics, {width, day}: BlockRoom): Block | null =>
	anomalies.length === 0
		? null
		: {
				title: 'unusual',
				note: 'robust score beyond 3.5',
				lines: [
					...anomalies.slice(0, mostListed).map(({id, at, score, reason}): BlockLine => {
						const when = at === null ? '' : `  ${day(at)}`;
						const name = truncate(id, 14);
						const room = width - name.length - when.length - 9;
						return [
							{
								text: `${score < 0 ? '−' : '+'}${Math.abs(score).toFixed(1)}`.padStart(6),
								tone: 'warning',
							},
							{text: `  ${name} `, tone: 'strong'},
							{text: truncate(reason, Math.max(8, room))},
							{text: when, tone: 'dim'},
						];
					}),
					...more(anomalies.length - mostListed),
				],
			};
