import {readCurrent} from '../effects/plan/current.ts';
import type {Settings} from '../model/settings.ts';
import type {ScreenOptions} from '../ui/screen.tsx';
import {stateFolder, surroundings} from './user-folders.ts';

/** What the screen reads and writes recoveries with: loaded when somebody recovers something. */
export const clerkFor = (
	workspaces: readonly string[],
	{isReadOnly}: Settings,
	folderOf: (workspace: string) => string = (workspace) => stateFolder(surroundings(), workspace),
): Pick<ScreenOptions, 'loadClerk' | 'isUnsettled'> => ({
	async loadClerk(say) {
		const {openClerks} = await import('./recover/clerk.ts');
		return await openClerks(workspaces, {isReadOnly, say, folderOf});
	},
	async isUnsettled() {
		const plans = await Promise.all(
			workspaces.map(async (workspace) => await readCurrent(folderOf(workspace))),
		);
		return plans.some((plan) => plan !== null);
	},
});
