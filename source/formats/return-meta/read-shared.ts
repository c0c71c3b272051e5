import type * as z from 'zod/mini';
import {type Fields, firstOf, asCount, asSaying} from './fields.ts';
import {blockersSchema, phasesSchema} from './schema.ts';
import type {Phases} from './values.ts';

const phaseInStage = /^phases?[_ -](\d{1,3})/i;
const phaseIsDone = /(?:completed?|done|finished)$/i;

/**
Phases from several places, the first hit wins for each of the numbers. A stage such as
`phase_3_completed` tells one when nothing else does.
*/
export const readPhases = (places: readonly Fields[], stage: string | null = null): Phases => {
	const read = places.map((place) => phasesSchema.parse(place));
	const named = Number(phaseInStage.exec(stage ?? '')?.[1] ?? Number.NaN);
	const fromStage = Number.isNaN(named)
		? null
		: phaseIsDone.test(stage ?? '')
			? named
			: Math.max(0, named - 1);
	return {
		done:
			firstOf(
				asCount,
				read.flatMap((place) => [place.phases_completed, place.completed_phases]),
			) ?? fromStage,
		total: firstOf(
			asCount,
			read.flatMap((place) => [place.phases_total, place.phase_total, place.phase_count]),
		),
		current:
			firstOf(
				asCount,
				read.flatMap((place) => [
					place.current_phase,
					place.phase_current,
					place.resume_phase,
					place.blocked_phase,
				]),
			) ?? (Number.isNaN(named) || phaseIsDone.test(stage ?? '') ? null : named),
	};
};

/** Why something is blocked, from the first of the places and keys that says it. */
export const readBlockers = (places: readonly Fields[]): string | null =>
	firstOf(
		asSaying,
		places.flatMap((place) => blockerOrder(blockersSchema.parse(place))),
	);

const blockerOrder = (keys: z.infer<typeof blockersSchema>): readonly unknown[] => [
	keys.blocked_reason,
	keys.blocked_on,
	keys.blocking_reason,
	keys.blocker_reason,
	keys.blockers,
	keys.blocker,
	keys.blocking_issue,
	keys.blocking_issues,
	keys.blocked_phases === null ? null : `phases ${keys.blocked_phases}`,
	keys.on_hold_reason,
	keys.partial_reason,
];
