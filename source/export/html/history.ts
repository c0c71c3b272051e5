import type {ExportInput} from '../exporter.ts';
import {nothingWatched} from '../nothing-watched.ts';
import {readableHistoryColumns} from '../tables/history.ts';
import {line} from './element.ts';
import {htmlTable} from './table.ts';

const most = 500;

/** What happened, newest first. */
export function* historyHtml(input: ExportInput): Generator<string, void, undefined> {
	const [first] = input.transitions();
	if (!first) {
		yield line('p', {}, `${nothingWatched(input)} ${howToWatch}`);
		return;
	}

	yield* htmlTable(readableHistoryColumns(input), input.transitions(), {
		caption: 'What happened, newest first',
		most,
	});
}

const howToWatch =
	'metawatch keeps what it sees while its screen is open; metawatch history import takes over what others have kept.';
