import {targetsOf} from '../../analysis/dependencies/graph.ts';
import {reasonOf} from '../../analysis/dependencies/reason.ts';
import type {WorkPlan} from '../../analysis/dependencies/work-plan.ts';
import {formatDuration} from '../../text/duration.ts';
import {statusGlyphs} from '../../model/status-glyphs.ts';
import {truncate} from '../../text/width.ts';
import {type DetailLine, field, heading, paragraph} from './detail-parts.ts';

/** More of them are counted, not named. */
const mostNamed = 12;

/** What the Dependencies view adds to the details of a task: why it waits, and who waits for it. */
export const relationLines = (
	{standings, path, estimates, rows}: WorkPlan,
	position: number,
	{width, now}: {readonly width: number; readonly now: number},
): readonly DetailLine[] => {
	const {graph, statuses, held} = standings;
	const reason = reasonOf(standings, position, now, (at) => rows[at]?.runningSince ?? null);
	const behind = targetsOf(graph.holds, position);
	const isOpen = standings.standings[position] !== 'done';
	const slack = path.slacks[position]!;
	const length = (value: number): string =>
		estimates.unit === 'milliseconds'
			? formatDuration(value)
			: value === 1
				? '1 task'
				: `${value} tasks`;
	return [
		...(reason === null ? [] : [heading('why not now'), ...paragraph(reason, width), []]),
		...(isOpen
			? [
					...field('estimate', length(estimates.likely[position]!), width, {
						note: estimates.basisOf(position),
					}),
					...field('slack', slack === 0 ? 'none: every delay is one of all' : length(slack), width),
					[],
				]
			: []),
		...(behind.length === 0
			? []
			: [
					heading('waiting for it', behind.length),
					...Array.from(behind.subarray(0, mostNamed), (at): DetailLine => {
						const {id, title} = graph.tasks[at]!;
						const status = statuses[at]!;
						return [
							{text: `${statusGlyphs[status]} `, tone: status},
							{text: truncate(`${id} ${title}`, width - 2)},
						];
					}),
					...(behind.length > mostNamed
						? paragraph(`and ${behind.length - mostNamed} more`, width, 'dim')
						: []),
					...(held[position]! > behind.length
						? paragraph(`${held[position]} over every step`, width, 'dim')
						: []),
					[],
				]),
	];
};
