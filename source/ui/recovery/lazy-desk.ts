import type {HistorySource} from '../history-source.ts';
import type {Row} from '../../analysis/rows.ts';
import type {UserCommands} from '../../model/user-command.ts';
import type {Store} from '../../store/store.ts';
import type {RecoveryDesk} from './desk.ts';
import type {Clerk} from '../../recovery/clerk.ts';

/** A desk that is set up when somebody first comes to it: most people only watch. */
const createLazyDesk = (setUp: () => Promise<RecoveryDesk>): RecoveryDesk => {
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

/** The desk of a real screen; what plans recoveries is loaded when somebody first comes to it. */
export const createScreenDesk = ({
	store,
	rows,
	clerk,
	commands,
	history,
}: {
	readonly store: Store;
	/** Key -> row as it is judged now. */
	readonly rows: () => ReadonlyMap<string, Row>;
	readonly clerk: () => Promise<Clerk>;
	readonly commands: UserCommands;
	/** Tells what became of tasks that were recovered; null: nothing is kept. */
	readonly history: Pick<HistorySource, 'memories'> | null;
}): RecoveryDesk =>
	createLazyDesk(async () => {
		const [{createStoreDesk}, hands] = await Promise.all([import('./store-desk.ts'), clerk()]);
		return createStoreDesk({
			state: store.getState,
			rows,
			clerk: hands,
			now: Date.now,
			lives: async (tasks) =>
				((await history?.memories()) ?? []).flatMap(({queries}) =>
					tasks.flatMap((task) => queries.lifeOf(task)),
				),
			commands,
		});
	});
