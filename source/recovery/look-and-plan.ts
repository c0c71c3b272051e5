import {type Original, originalKey, type Wanted} from '../model/original.ts';
import type {Answer} from './answers.ts';
import {makePlan, type Planning, type PlanInput} from './make-plan.ts';

/** Looks at the disk: what is wanted, by `originalKey`. */
export type Look = (
	wanted: readonly Wanted[],
	workspace: string,
) => Promise<ReadonlyMap<string, Original>>;

/** Makes a plan, looking at what the drafts ask for on the way; never writes. */
export const lookAndPlan = async (
	input: PlanInput,
	look: Look,
): Promise<Exclude<Planning, {type: 'needs'}>> => {
	const answers: Answer[] = [];
	for (;;) {
		const planning = makePlan(input, answers);
		if (planning.type !== 'needs') {
			return planning;
		}

		// oxlint-disable-next-line no-await-in-loop -- what is asked next follows from the answers
		const found = await look(planning.wanted, input.workspace);
		for (const wanted of planning.wanted) {
			const original = found.get(originalKey(wanted)) ?? {
				type: 'refused',
				reason: `${wanted.path} was not looked at`,
			};
			answers.push({wanted, original});
		}
	}
};
