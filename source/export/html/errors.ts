import type {ExportInput} from '../exporter.ts';
import {readableErrorColumns} from '../tables/errors.ts';
import {barChart} from './chart.ts';
import {line} from './element.ts';
import {htmlTable} from './table.ts';

const most = 200;

/** What fails, how often, since when, and what helped. */
export function* errorsHtml(input: ExportInput): Generator<string, void, undefined> {
	const {groups, recovery, attempts} = input.errors();
	if (groups.length === 0) {
		yield line('p', {}, 'No attempt that is known has failed.');
		return;
	}

	yield line(
		'p',
		{},
		`${recovery.recovered} of ${recovery.of} failed or interrupted attempts were followed by a completion of the same task; ${attempts} attempts ended in all.`,
	);
	const byHour = Array.from({length: 24}, (_, hour) =>
		groups.reduce((sum, group) => sum + (group.byHour[hour] ?? 0), 0),
	);
	const known = byHour.reduce((sum, count) => sum + count, 0);
	if (known > 0) {
		yield barChart({
			title: 'Errors by hour of the day',
			description: `${known} errors of which the time is known`,
			bars: byHour.map((count, hour) => ({
				label: hour % 3 === 0 ? `${hour}:00` : null,
				says: `${hour}:00 to ${hour + 1}:00: ${count}`,
				parts: [{tone: 'failed', value: count}],
			})),
		}).markup;
	}

	yield* htmlTable(readableErrorColumns(input), groups, {
		caption: 'Errors by pattern, most frequent first',
		most,
	});
}
