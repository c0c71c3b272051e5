import {formatByName} from '../formats/index.ts';
import type {Recovery, RecoveryMoment} from '../formats/recovery.ts';
import type {FormatName} from '../model/format-name.ts';
import type {Clerk} from './clerk.ts';
import {planId} from './make-plan.ts';
import type {Offer, OfferInput} from './offer.ts';
import {type Planned, planWith} from './plan-with.ts';

/** The recoveries of these formats, each loaded once. */
export const loadRecoveries = async (
	names: Iterable<FormatName>,
): Promise<ReadonlyMap<FormatName, Recovery>> => {
	const wanted = [...new Set(names)];
	const loaded = await Promise.all(
		wanted.map(async (name) => (await formatByName(name).loadRecovery()).recovery),
	);
	return new Map(wanted.map((name, index) => [name, loaded[index]!]));
};

/**
One plan of everything that was chosen, made from the files as they are now.

@param choices at least one; those of another workspace than the first are left.
*/
export const planChoices = async (
	choices: readonly Offer[],
	{state, rowOf, moment}: Pick<OfferInput, 'state' | 'rowOf'> & {readonly moment: RecoveryMoment},
	{read}: Pick<Clerk, 'read'>,
): Promise<Planned> => {
	const {workspace} = choices[0]!;
	return await planWith(
		{choices, workspace, id: planId(moment.now, moment.token), at: moment.now, state, rowOf},
		async (wanted) => await read(wanted, workspace),
	);
};

/**
Plans and writes one choice that nobody looks at once more: it was confirmed together with others, or by
a configured sprint.

@returns why it could not be done; null: it is done.
*/
export const carryOutOne = async (
	offer: Offer,
	input: Parameters<typeof planChoices>[1],
	clerk: Pick<Clerk, 'read' | 'apply'>,
	reason: string,
): Promise<string | null> => {
	const planned = await planChoices([offer], input, clerk);
	if (planned.type !== 'planned') {
		return planned.type === 'refused'
			? planned.reason
			: (planned.plan.left[0]?.reason ?? 'its files need no change');
	}

	const {isDone, message} = await clerk.apply(planned.plan, reason);
	return isDone ? null : message;
};
