import type {OfferInput} from '../../recovery/offer.ts';
import {planId} from '../../recovery/make-plan.ts';
import {type Planned, planWith} from '../../recovery/plan-with.ts';
import type {Chosen} from './choose.ts';
import {workspaceOf} from './choose.ts';
import type {Clerks} from './clerk.ts';
import {newToken} from './moment.ts';

export type PlannedChoices = {
	readonly planned: Planned;
	/** What has to be typed to confirm it. */
	readonly word: string;
};

/** One plan of everything that was chosen, made from the files as they are now. */
export const planChoices = async (
	{choices, without}: Chosen,
	{state, rowOf}: OfferInput,
	clerks: Clerks,
): Promise<PlannedChoices> => {
	const workspace = workspaceOf(choices);
	const at = Date.now();
	const planned = await planWith(
		{choices, workspace, id: planId(at, newToken()), at, state, rowOf},
		async (wanted) => await clerks.read(wanted, workspace),
	);
	const grave = choices.find(({option}) => option.isGrave);
	return {
		planned:
			planned.type === 'refused'
				? planned
				: {...planned, plan: {...planned.plan, left: [...planned.plan.left, ...without]}},
		word: grave?.option.id ?? 'yes',
	};
};
