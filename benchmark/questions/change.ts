import {setTimeout as wait} from 'node:timers/promises';
import type {PtyScreen} from '../../test/helpers/pty.ts';
import {inCount, inQuantiles, quantile} from '../figures.ts';
import type {Question, Row} from '../question.ts';
import {ready, shownAt, startFloorWatch, startMetawatch} from '../terminal.ts';
import {createRandom} from '../workspaces/prose.ts';
import {makeWorkspace, type Workspace} from '../workspaces/workspace.ts';

/** Two frames at the thirty a second that are drawn at most. */
const mostMilliseconds = (2 * 1000) / 30;
const mostTimes = 2;

export const change: Question = {
	name: 'change',
	question: 'From a file being replaced (rename) to the changed row on the screen',
	async run({isQuick}) {
		const runs = isQuick ? 15 : 100;
		const rows: Row[] = [];
		for (const tasks of [100, 10_000]) {
			const workspace = makeWorkspace({tasks});
			const floor = await timeChanges(startFloorWatch(workspace), workspace, runs);
			const measured = await timeChanges(startMetawatch(workspace), workspace, runs);
			const p95 = quantile(measured, 0.95);
			rows.push({
				what: `${inCount(tasks)} tasks`,
				measured: inQuantiles(measured),
				floor: inQuantiles(floor),
				budget: `p95 ≤ ${Math.round(mostMilliseconds)} ms and ≤ ${mostTimes} × floor`,
				isKept: p95 <= mostMilliseconds && p95 <= mostTimes * quantile(floor, 0.95),
				runs,
			});
		}

		return rows;
	},
};

const timeChanges = async (
	screen: PtyScreen,
	{retitle}: Workspace,
	runs: number,
): Promise<number[]> => {
	await ready(screen);
	const random = createRandom(1);
	const samples: number[] = [];
	for (let run = 0; run < runs; run++) {
		// No rhythm that could fall in step with a timer of the program.
		await wait(80 + random.below(120));
		const title = `item-${String(10_000 + run)} changed`;
		const begin = performance.now();
		retitle(title);
		samples.push(
			(await shownAt(screen, (lines) => lines.some((line) => line.includes(title)))) - begin,
		);
	}

	await screen.close();
	return samples;
};
