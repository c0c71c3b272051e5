import {setTimeout as wait} from 'node:timers/promises';
import type {PtyScreen} from '../../test/helpers/pty.ts';
import {inCount, inMegabytes, inTimes, median} from '../figures.ts';
import {residentBytes} from '../process-figures.ts';
import type {Question, Row} from '../question.ts';
import {ready, shownAt, startFloorList, startMetawatch} from '../terminal.ts';
import {makeWorkspace, type Workspace} from '../workspaces/workspace.ts';

const sizes = [
	{tasks: 100, most: null},
	{tasks: 1000, most: 1.4},
	{tasks: 10_000, most: 2.2},
];

/** Growth over the changes that still counts as flat: what the collector happens to leave lying. */
const mostGrowth = 1.1;

export const memory: Question = {
	name: 'memory',
	question: 'Resident memory',
	async run({isQuick}) {
		const runs = isQuick ? 1 : 3;
		const floor = await residentOf(startFloorList, runs);
		const rows: Row[] = [];
		for (const {tasks, most} of sizes) {
			const workspace = makeWorkspace({tasks, running: 5});
			const measured = await residentOf(() => startMetawatch(workspace), runs);
			rows.push({
				what: `${inCount(tasks)} tasks`,
				measured: `${inMegabytes(measured)}  (${inTimes(measured / floor)})`,
				floor: inMegabytes(floor),
				budget: most === null ? null : `≤ ${most} × floor`,
				isKept: most === null ? null : measured / floor <= most,
				runs,
			});
		}

		return [...rows, await afterChanges(isQuick ? 500 : 6000)];
	},
};

const residentOf = async (program: () => PtyScreen, runs: number): Promise<number> => {
	const samples: number[] = [];
	for (let run = 0; run < runs; run++) {
		const screen = program();
		await ready(screen);
		await wait(1000);
		samples.push(residentBytes(screen.pid) ?? Number.NaN);
		await screen.close();
	}

	return median(samples);
};

const afterChanges = async (changes: number): Promise<Row> => {
	const workspace = makeWorkspace({tasks: 1000});
	const screen = startMetawatch(workspace);
	await ready(screen);
	// The first changes make the heap as large as the collector lets it be; what counts is what follows.
	const warm = Math.round(changes / 3);
	await makeChanges(workspace, screen, 0, warm);
	const before = residentBytes(screen.pid) ?? Number.NaN;
	await makeChanges(workspace, screen, warm, changes);
	const after = residentBytes(screen.pid) ?? Number.NaN;
	await screen.close();
	return {
		what: `1,000 tasks after ${inCount(warm)} and ${inCount(changes)} changes`,
		measured: `${inMegabytes(before)}, ${inMegabytes(after)}  (${inTimes(after / before)})`,
		floor: null,
		budget: `flat (≤ ${mostGrowth} ×)`,
		isKept: after / before <= mostGrowth,
		runs: 1,
	};
};

const makeChanges = async (
	{retitle}: Workspace,
	screen: PtyScreen,
	from: number,
	to: number,
): Promise<void> => {
	for (let count = from; count < to; count++) {
		retitle(`item-${10_000 + count} grows`);
		await wait(3);
	}

	const title = `item-${10_000 + to - 1} grows`;
	await shownAt(screen, (lines) => lines.some((line) => line.includes(title)));
	await wait(1000);
};
