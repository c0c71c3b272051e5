import type {RecoveryDesk} from './desk.ts';

/** A desk that is set up when somebody first comes to it: most people only watch. */
export const createLazyDesk = (setUp: () => Promise<RecoveryDesk>): RecoveryDesk => {
	let desk: Promise<RecoveryDesk> | null = null;
	const ready = async (): Promise<RecoveryDesk> => {
		desk ??= setUp();
		try {
			return await desk;
		} catch (error) {
			desk = null;
			throw error;
		}
	};

	return {
		offers: async (target) => await (await ready()).offers(target),
		apply: async (plan, reason) => await (await ready()).apply(plan, reason),
		lastPlan: async () => await (await ready()).lastPlan(),
		undo: async (plan) => await (await ready()).undo(plan),
		recoverOne: async (task, option, reason) =>
			await (await ready()).recoverOne(task, option, reason),
	};
};
