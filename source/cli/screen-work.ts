import path from 'node:path';
import {keepCampaign, readCampaign} from '../effects/campaign-file.ts';
import type {ScreenOptions} from '../ui/screen.tsx';
import {configFolder, stateFolder, surroundings} from './user-folders.ts';

/** Where commands of the screen put their output, and where a canary or a sprint is kept. */
export const workFilesFor = (
	workspaces: readonly string[],
	folderOf: (workspace: string) => string = (workspace) => stateFolder(surroundings(), workspace),
): Pick<ScreenOptions, 'workFiles'> => ({
	workFiles: {
		ownFile: path.join(configFolder(surroundings()), 'config.json'),
		logs: path.join(folderOf(workspaces[0]!), 'runs'),
		readCampaign: async (workspace) => await readCampaign(folderOf(workspace)),
		keepCampaign: async (workspace, text) => await keepCampaign(folderOf(workspace), text),
	},
});
