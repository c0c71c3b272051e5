import {inCount, inMilliseconds, inQuantiles, inTimes, median} from '../figures.ts';
import type {Question, Row} from '../question.ts';
import {firstTitleAt, quiet, startFloorList, startMetawatch} from '../terminal.ts';
import {makeWorkspace} from '../workspaces/workspace.ts';
import type {PtyScreen} from '../../test/helpers/pty.ts';

const sizes = [
	{tasks: 100, most: 1.3},
	{tasks: 1000, most: 1.8},
	{tasks: 10_000, most: 3.5},
];

export const start: Question = {
	name: 'start',
	question: 'From the start of the process to the first row of the table on the screen',
	async run({isQuick}) {
		const runs = isQuick ? 3 : 12;
		const workspaces = sizes.map(({tasks}) => makeWorkspace({tasks, running: 5}));
		const programs = [
			startFloorList,
			...workspaces.map((workspace) => () => startMetawatch(workspace)),
		];
		// The first start of each fills the caches of the system, which no later start pays for again.
		for (const program of programs) {
			await timeStart(program);
		}

		const samples: number[][] = programs.map(() => []);
		for (let run = 0; run < runs; run++) {
			for (const [index, program] of programs.entries()) {
				samples[index]!.push(await timeStart(program));
			}
		}

		const [floor, ...measured] = samples as [number[], ...number[][]];
		return sizes.map(({tasks, most}, index): Row => {
			const ratio = median(measured[index]!) / median(floor);
			return {
				what: `${inCount(tasks)} tasks in ${inCount(workspaces[index]!.files)} files`,
				measured: `${inQuantiles(measured[index]!)}  (${inTimes(ratio)})`,
				floor: inMilliseconds(median(floor)),
				budget: `≤ ${most} × floor`,
				isKept: ratio <= most,
				runs,
			};
		});
	},
};

const timeStart = async (program: () => PtyScreen): Promise<number> => {
	const begin = performance.now();
	const screen = program();
	const at = await firstTitleAt(screen);
	// Let it finish, as it would: what is compiled is kept for the next start.
	await quiet(screen, 100, 2000).catch(() => {});
	screen.type('q');
	await Promise.race([screen.exit, quiet(screen, 1500)]);
	await screen.close();
	return at - begin;
};
