import {isAnythingUnsettled} from '../effects/plan/unsettled.ts';
import type {Settings} from '../model/settings.ts';
import type {ScreenOptions} from '../ui/screen.tsx';
import type {ScreenHistory} from './screen-history.ts';
import {stateFolder, surroundings} from './user-folders.ts';

/** What the screen reads and writes recoveries with: loaded when somebody recovers something. */
export const clerkFor = (
	workspaces: readonly string[],
	{isReadOnly}: Settings,
	{
		history,
		folderOf = (workspace) => stateFolder(surroundings(), workspace),
	}: {
		/** Keeps what was done. */
		readonly history: ScreenHistory | null;
		readonly folderOf?: (workspace: string) => string;
	},
): Pick<ScreenOptions, 'loadClerk' | 'isUnsettled'> => ({
	async loadClerk(say) {
		const {openClerk} = await import('./recover/clerk.ts');
		const clerk = await openClerk(workspaces, {isReadOnly, say, folderOf});
		return {
			...clerk,
			async apply(plan, reason) {
				const written = await clerk.apply(plan, reason);
				await history?.noteJournal(plan.workspace);
				return written;
			},
			async undo(plan, reason) {
				const written = await clerk.undo(plan, reason);
				await history?.noteJournal(plan.workspace);
				return written;
			},
		};
	},
	async isUnsettled() {
		const found = await Promise.all(
			workspaces.map(async (workspace) => await isAnythingUnsettled(folderOf(workspace))),
		);
		return found.includes(true);
	},
});
