import type {Row} from '../../../analysis/rows.ts';
import type {RecoveryMoment} from '../../../formats/recovery.ts';
import type {Clerk} from '../../clerk.ts';
import {offersFor} from '../../offer.ts';
import {carryOutOne, loadRecoveries} from '../../planner.ts';
import {retryOptions} from './retry-options.ts';
import type {State} from '../../../store/state.ts';

/**
Makes a failed task ready again, as its format does it: a plan that is applied safely and can be undone
like one that a person confirms.

@returns why it could not be done; null: it is done.
*/
export const retryTask = async (
	key: string,
	{
		state,
		rowOf,
		clerk,
		moment,
	}: {
		readonly state: State;
		readonly rowOf: (key: string) => Row | undefined;
		readonly clerk: Pick<Clerk, 'read' | 'apply'>;
		readonly moment: RecoveryMoment;
	},
): Promise<string | null> => {
	const row = rowOf(key);
	if (!row) {
		return 'no file names the task any more';
	}

	const {format} = row.task;
	const known = retryOptions[format];
	const input = {state, rowOf, moment, recoveries: await loadRecoveries([format])};
	const offers = offersFor(key, input)
		.filter(({option}) => known.includes(option.id))
		.toSorted((a, b) => known.indexOf(a.option.id) - known.indexOf(b.option.id));
	const offer = offers.find(({option}) => option.refusal === null);
	if (!offer) {
		return offers[0]?.option.refusal ?? `nothing of ${format} makes it ready again`;
	}

	return await carryOutOne(offer, input, clerk, 'tried again by a sprint');
};
