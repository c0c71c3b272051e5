import type {Row} from '../../../analysis/rows.ts';
import {formatByName} from '../../../formats/index.ts';
import type {Plan} from '../../../model/plan.ts';
import type {Wanted} from '../../../model/original.ts';
import type {Answer} from '../../answers.ts';
import {retryOptions} from './retry-options.ts';
import {planId} from '../../make-plan.ts';
import {offersFor} from '../../offer.ts';
import {planWith} from '../../plan-with.ts';
import type {State} from '../../../store/state.ts';

/** What looks at the files and writes a plan. */
export type RetryClerk = {
	readonly read: (wanted: readonly Wanted[], workspace: string) => Promise<readonly Answer[]>;
	readonly apply: (
		plan: Plan,
		reason: string | null,
	) => Promise<{readonly isDone: boolean; readonly message: string}>;
};

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
		now,
	}: {
		readonly state: State;
		readonly rowOf: (key: string) => Row | undefined;
		readonly clerk: RetryClerk;
		readonly now: number;
	},
): Promise<string | null> => {
	const row = rowOf(key);
	if (!row) {
		return 'no file names the task any more';
	}

	const {format, workspace} = row.task;
	const {recovery} = await formatByName(format).loadRecovery();
	const token = crypto.randomUUID().replaceAll('-', '');
	const known = retryOptions[format];
	const offers = offersFor(key, {
		state,
		rowOf,
		recoveries: new Map([[format, recovery]]),
		moment: {now, token, offsetAt: (at) => -new Date(at).getTimezoneOffset()},
	})
		.filter(({option}) => known.includes(option.id))
		.toSorted((a, b) => known.indexOf(a.option.id) - known.indexOf(b.option.id));
	const offer = offers.find(({option}) => option.refusal === null);
	if (!offer) {
		return offers[0]?.option.refusal ?? `nothing of ${format} makes it ready again`;
	}

	const planned = await planWith(
		{choices: [offer], workspace, id: planId(now, token), at: now, state, rowOf},
		async (wanted) => await clerk.read(wanted, workspace),
	);
	if (planned.type !== 'planned') {
		return planned.type === 'refused'
			? planned.reason
			: (planned.plan.left[0]?.reason ?? 'its files need no change, and it is not ready');
	}

	const {isDone, message} = await clerk.apply(planned.plan, 'tried again by a sprint');
	return isDone ? null : message;
};
