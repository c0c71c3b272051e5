import {momentAt} from '../../effects/recovery-moment.ts';
import type {Clerk} from '../../recovery/clerk.ts';
import type {OfferInput} from '../../recovery/offer.ts';
import type {Planned} from '../../recovery/plan-with.ts';
import {planChoices} from '../../recovery/planner.ts';
import {type Chosen, insistOnOneWorkspace} from './choose.ts';

export type PlannedChoices = {
	readonly planned: Planned;
	/** What has to be typed to confirm it. */
	readonly word: string;
};

/** The plan of what was chosen; it tells those too that have no such option. */
export const planChosen = async (
	{choices, without}: Chosen,
	{state, rowOf}: OfferInput,
	clerk: Clerk,
): Promise<PlannedChoices> => {
	insistOnOneWorkspace(choices);
	const planned = await planChoices(choices, {state, rowOf, moment: momentAt(Date.now())}, clerk);
	const grave = choices.find(({option}) => option.isGrave);
	return {
		planned:
			planned.type === 'refused'
				? planned
				: {...planned, plan: {...planned.plan, left: [...planned.plan.left, ...without]}},
		word: grave?.option.id ?? 'yes',
	};
};
