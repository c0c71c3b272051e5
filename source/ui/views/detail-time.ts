import {formatAge} from '../../text/age.ts';
import {formatDuration} from '../../text/duration.ts';
import type {Task} from '../../model/task.ts';
import {type DetailLine, field, heading, type Section} from './detail-parts.ts';
import {evidenceSection} from './why-lines.ts';

export const times: Section = ({row, now, width, formatTime}) => {
	const {task} = row;
	const moment = (label: string, value: Task['startedAt']): readonly DetailLine[] =>
		value === null
			? []
			: field(label, `${formatTime(value.at)}  ${formatAge(now - value.at)}`, width, {
					note: value.source,
				});
	const elapsed =
		row.runningSince === null
			? row.durationMs === null
				? []
				: field(
						row.status === 'interrupted' ? 'worked' : 'took',
						formatDuration(row.durationMs),
						width,
						{note: row.elapsedSource},
					)
			: field('running', formatDuration(now - row.runningSince), width, {
					note: row.elapsedSource,
				});
	const lines = [
		...elapsed,
		...moment('started', task.startedAt),
		...moment('updated', task.updatedAt),
		...moment('completed', task.completedAt),
		...field('retries', task.retries === null ? null : String(task.retries), width),
		// Those that are used stand above already.
		...task.claimedTimes
			.filter(({flaw}) => flaw !== null)
			.flatMap(({label, raw, flaw}) =>
				field('claimed', `${label} ${raw}`, width, {tone: 'dim', note: `not used: ${flaw}`}),
			),
	];
	return lines.length === 0 ? [] : [heading('time'), ...lines];
};

export const evidence: Section = ({row, width, now}) => evidenceSection(row, now, width, 'w why');
