import {etasOf, lineFiguresOf} from '../../analysis/line-figures.ts';
import {keepFigures} from '../../effects/figures-file.ts';
import type {LineFigures} from '../../model/line-figures.ts';
import type {Invocation} from '../command.ts';
import {takeSnapshot} from '../snapshot.ts';

/** So much longer than it took to find out, from the start of the process, they are believed: whoever asks
every second pays for one look in many. */
const worth = 30;
const longestMs = 30_000;

/**
Reads the workspaces once, and leaves what it found for whoever asks next.

@param folderOf where it is left; null: nowhere.
*/
export const lookForYourself = async (
	invocation: Invocation,
	folderOf: ((workspace: string) => string) | null,
): Promise<readonly LineFigures[]> => {
	const {workspaces, rows, dependencies, now, settings} = await takeSnapshot(invocation);
	const etas = etasOf(dependencies, rows, now);
	const all = workspaces.map((workspace) => ({
		workspace,
		figures: lineFiguresOf(
			rows.filter(({task}) => task.workspace === workspace),
			{alerts: 0, etaAt: etas.get(workspace) ?? null},
		),
	}));
	if (folderOf && !settings.isReadOnly) {
		const validMs = Math.min(longestMs, Math.round(performance.now() * worth));
		await Promise.all(
			all.map(async ({workspace, figures}) =>
				keepFigures(folderOf(workspace), {version: 1, pid: null, validMs, figures}),
			),
		);
	}

	return all.map(({figures}) => figures);
};
