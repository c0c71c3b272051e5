import {mkdirSync} from 'node:fs';
import {stateFolder} from '../../source/cli/user-folders.ts';
import {keepFigures} from '../../source/effects/figures-file.ts';
import {type Status, statuses} from '../../source/model/status.ts';
import {builtCommand} from '../../test/helpers/pty.ts';
import {inMilliseconds, inQuantiles, inTimes, median} from '../figures.ts';
import type {Question} from '../question.ts';
import {timeProcess} from '../time-process.ts';
import {makeWorkspace, type Workspace} from '../workspaces/workspace.ts';

const most = 2.5;

export const statusLine: Question = {
	name: 'status-line',
	question: 'status --line with its answer at hand, from the start to the end of the process',
	async run({isQuick}) {
		const runs = isQuick ? 5 : 25;
		const workspace = makeWorkspace({tasks: 100, running: 5});
		await leaveFigures(workspace);
		const command = async () =>
			timeProcess([builtCommand, 'status', '--line', workspace.folder], workspace.home);
		const nothing = async () => timeProcess(['-e', '0'], workspace.home);
		await command();
		await nothing();
		const measured: number[] = [];
		const floor: number[] = [];
		for (let run = 0; run < runs; run++) {
			measured.push(await command());
			floor.push(await nothing());
		}

		const ratio = median(measured) / median(floor);
		return [
			{
				what: 'a screen keeps it ready',
				measured: `${inQuantiles(measured)}  (${inTimes(ratio)})`,
				floor: inMilliseconds(median(floor)),
				budget: `≤ ${most} × node -e 0`,
				isKept: ratio <= most,
				runs,
			},
		];
	},
};

/** As a screen would that watches the workspace: this process is alive. */
const leaveFigures = async ({folder, home}: Workspace): Promise<void> => {
	const state = stateFolder({environment: {}, platform: process.platform, home}, folder);
	mkdirSync(state, {recursive: true});
	const byStatus = Object.fromEntries(statuses.map((status) => [status, 1])) as Record<
		Status,
		number
	>;
	await keepFigures(state, {
		version: 1,
		pid: process.pid,
		validMs: 600_000,
		figures: {byStatus, attention: 1, alerts: 0, etaAt: null},
	});
};
