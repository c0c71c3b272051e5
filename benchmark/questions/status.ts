import {builtCommand} from '../../test/helpers/pty.ts';
import {inMilliseconds, inQuantiles, inTimes, median} from '../figures.ts';
import type {Question} from '../question.ts';
import {timeProcess} from '../time-process.ts';
import {makeWorkspace} from '../workspaces/workspace.ts';

const most = 3;

export const status: Question = {
	name: 'status',
	question: 'status --json, from the start to the end of the process',
	async run({isQuick}) {
		const runs = isQuick ? 5 : 25;
		const workspace = makeWorkspace({tasks: 100, running: 5});
		const command = async () =>
			timeProcess([builtCommand, 'status', '--json', workspace.folder], workspace.home);
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
				what: '100 tasks',
				measured: `${inQuantiles(measured)}  (${inTimes(ratio)})`,
				floor: inMilliseconds(median(floor)),
				budget: `≤ ${most} × node -e 0`,
				isKept: ratio <= most,
				runs,
			},
		];
	},
};
