import type {Row} from '../../analysis/rows.ts';
import {sortRows, sorts} from '../../analysis/sort.ts';
import {momentAt} from '../../effects/recovery-moment.ts';
import {isMinor} from '../../model/attention.ts';
import type {JournalHead} from '../../model/journal.ts';
import type {Transition} from '../../model/transition.ts';
import {type Offer, offersFor, offersForPath, type OfferInput} from '../../recovery/offer.ts';
import {loadRecoveries} from '../../recovery/planner.ts';
import {trackRecordOf} from '../../recovery/track-record.ts';
import type {Taken} from '../snapshot.ts';

/** A task, or a group (`row` null), with what can be done for it. */
export type Offered = {readonly row: Row | null; readonly offers: readonly Offer[]};

/**
Everything that offers are made from, with the recoveries of all formats that are there.

@param lives what is kept of the tasks that recoveries were tried on.
*/
export const offerInput = async (
	{state, rows, now}: Pick<Taken, 'state' | 'rows' | 'now'>,
	entries: readonly JournalHead[],
	lives: readonly Transition[] = [],
): Promise<OfferInput> => {
	const byKey = new Map(rows.map((row) => [row.task.key, row]));
	const recoveries = await loadRecoveries([...state.groups.values()].map(({format}) => format));
	return {
		state,
		rowOf: (key) => byKey.get(key),
		recoveries,
		moment: momentAt(now),
		trackRecord: trackRecordOf(entries, [...lives, ...state.transitions]),
	};
};

/** What can be done for these tasks and files. */
export const offeredFor = (
	rows: readonly Row[],
	files: readonly string[],
	input: OfferInput,
): readonly Offered[] => [
	...rows.map((row) => ({row, offers: offersFor(row.task.key, input)})),
	...files.map((file) => ({row: null, offers: offersForPath(file, input)})),
];

/** The tasks that want to be recovered, the most pressing first: those that need a look, and have an option that can be had. */
export const recoverable = (rows: readonly Row[], input: OfferInput): readonly Offered[] =>
	sortRows(rows, sorts[0]!, false)
		.filter(
			({status, attention}) =>
				status === 'failed' ||
				status === 'interrupted' ||
				attention.some(({code}) => !isMinor(code)),
		)
		.map((row) => ({
			row,
			offers: offersFor(row.task.key, input).filter(({option}) => option.scope === 'task'),
		}))
		.filter(({offers}) => offers.some(({option}) => option.refusal === null));
