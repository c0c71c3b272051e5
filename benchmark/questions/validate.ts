import {builtCommand} from '../../test/helpers/pty.ts';
import {inMilliseconds, inQuantiles, median} from '../figures.ts';
import type {Question} from '../question.ts';
import {timeProcess} from '../time-process.ts';
import {makeWorkspace} from '../workspaces/workspace.ts';

const mostMilliseconds = 1000;

export const validate: Question = {
	name: 'validate',
	question: 'validate, from the start to the end of the process',
	async run({isQuick}) {
		const runs = isQuick ? 3 : 15;
		const {folder, home} = makeWorkspace({tasks: 10_000, running: 20});
		// Errors among the problems are an answer as good as none.
		const command = async () => timeProcess([builtCommand, 'validate', folder], home, [0, 1]);
		const status = async () => timeProcess([builtCommand, 'status', '--json', folder], home);
		await command();
		await status();
		const measured: number[] = [];
		const floor: number[] = [];
		for (let run = 0; run < runs; run++) {
			measured.push(await command());
			floor.push(await status());
		}

		return [
			{
				what: '10,000 tasks',
				measured: inQuantiles(measured),
				floor: `${inMilliseconds(median(floor))} (status --json)`,
				budget: `≤ ${mostMilliseconds} ms`,
				isKept: median(measured) <= mostMilliseconds,
				runs,
			},
		];
	},
};
