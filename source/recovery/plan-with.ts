import type {Wanted} from '../model/original.ts';
import type {Plan} from '../model/plan.ts';
import type {State} from '../store/state.ts';
import type {Answer} from './answers.ts';
import {withDownstream} from './downstream.ts';
import {makePlan, type PlanInput} from './make-plan.ts';

export type Planned =
	| {readonly type: 'planned' | 'empty'; readonly plan: Plan}
	| {readonly type: 'refused'; readonly reason: string};

/** A draft that asks more often than this would go on for ever. */
const mostRounds = 50;

/**
Makes a plan, reading what it asks for until it needs nothing more, and says what it changes for others.

@param read what is on the disk now, an answer for everything wanted.
*/
export const planWith = async (
	input: PlanInput & {readonly state: State},
	read: (wanted: readonly Wanted[]) => Promise<readonly Answer[]>,
): Promise<Planned> => {
	const answers: Answer[] = [];
	for (let round = 0; round < mostRounds; round++) {
		const planning = makePlan(input, answers);
		if (planning.type !== 'needs') {
			const {type, plan} = planning;
			return {type, plan: withDownstream(plan, input.state, input.rowOf, answers)};
		}

		answers.push(...(await read(planning.wanted)));
	}

	return {type: 'refused', reason: 'it asks for more and more files; please report it'};
};
