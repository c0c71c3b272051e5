import type {Plan} from '../../model/plan.ts';
import type {RecoveryDesk} from './desk.ts';

/** What a person changes from here, so that nobody reports it to them as something that befell a task. */
export type OwnDeeds = {
	/** The same desk; what is written over it is noted. */
	readonly over: (desk: RecoveryDesk) => RecoveryDesk;
	/** Keys of the tasks whose files have just been changed for the person, or are at this moment. */
	readonly tasks: () => ReadonlySet<string>;
	/** A plan is being taken back: what is seen of its tasks now may be half of that. */
	readonly isUndoing: () => boolean;
	/** Calls back with the tasks of every plan that was taken back. */
	readonly onUndone: (listener: (tasks: readonly string[]) => void) => void;
};

/** Milliseconds until what was written has been noticed, also where files are looked at now and then. */
const noticedMs = 5000;

export const createOwnDeeds = (now: () => number): OwnDeeds => {
	/** Key of a task -> epoch ms until which its changes are the person's own; infinite while it is written. */
	const until = new Map<string, number>();
	let undoing = 0;
	let tellUndone: (tasks: readonly string[]) => void = () => {};

	const during = async <Result>(plan: Plan, write: () => Promise<Result>): Promise<Result> => {
		const tasks = tasksOf(plan);
		setUntil(tasks, Infinity);
		try {
			return await write();
		} finally {
			setUntil(tasks, now() + noticedMs);
		}
	};

	const setUntil = (tasks: readonly string[], at: number): void => {
		for (const task of tasks) {
			until.set(task, at);
		}
	};

	return {
		over: (desk) => ({
			...desk,
			apply: async (plan, reason) => await during(plan, async () => await desk.apply(plan, reason)),
			async undo(plan) {
				undoing++;
				try {
					const done = await during(plan, async () => await desk.undo(plan));
					if (done.isDone) {
						tellUndone(tasksOf(plan));
					}

					return done;
				} finally {
					undoing--;
				}
			},
		}),
		tasks() {
			for (const [task, at] of until) {
				if (at < now()) {
					until.delete(task);
				}
			}

			return new Set(until.keys());
		},
		isUndoing: () => undoing > 0,
		onUndone(listener) {
			tellUndone = listener;
		},
	};
};

const tasksOf = ({steps}: Plan): readonly string[] => steps.flatMap(({task}) => task ?? []);
