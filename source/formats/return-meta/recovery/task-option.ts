import {type Draft, type Option, refused} from '../../recovery.ts';
import type {Disk} from '../../../model/original.ts';
import {withFresh} from './fresh.ts';
import type {Precondition} from './preconditions.ts';
import type {Scene} from './scene.ts';

/** An option that is judged twice: by what is known, and by what the disk says when it is planned. */
export type TaskOption = Omit<Option, 'scope' | 'refusal' | 'draft'> & {
	readonly precondition: Precondition;
	/** What is known of other files already: asked of the documents alone, the disk is looked at later. */
	readonly foreseen?: Precondition;
	/** Its edits, from a scene that was looked at and meets the precondition. */
	readonly plan: (fresh: Scene, disk: Disk) => Draft;
};

export const taskOption = (
	scene: Scene,
	{precondition, foreseen, plan, ...option}: TaskOption,
): Option => ({
	...option,
	scope: 'task',
	refusal: precondition(scene) ?? foreseen?.(scene) ?? null,
	draft: (disk) =>
		withFresh(scene, disk, (fresh) => {
			const reason = precondition(fresh);
			return reason === null ? plan(fresh, disk) : refused(reason);
		}),
});

/** Finds out whether an option belongs to a task; null: its situation is absent. */
export type Offering = (scene: Scene) => Option | null;
