import {setTimeout as wait} from 'node:timers/promises';
import {inMegabytes, inMilliseconds, quantile} from '../figures.ts';
import {residentBytes} from '../process-figures.ts';
import type {Question} from '../question.ts';
import {ready, shownAt, startMetawatch} from '../terminal.ts';
import {makeWorkspace} from '../workspaces/workspace.ts';

const mostMilliseconds = 250;
const mostFrames = 30;

export const burst: Question = {
	name: 'burst',
	question: '1,000 files written in a second, 100 tasks',
	async run({isQuick}) {
		const runs = isQuick ? 1 : 5;
		const writes = 1000;
		const workspace = makeWorkspace({tasks: 100});
		const screen = startMetawatch(workspace);
		await ready(screen);
		const before = residentBytes(screen.pid);
		const late: number[] = [];
		const frameRates: number[] = [];
		for (let run = 0; run < runs; run++) {
			const frames = screen.frames();
			const begin = performance.now();
			for (let count = 0; count < writes; count++) {
				if (count % 2 === 0) {
					workspace.retitle(`item-${10_000 + count} step`);
				} else {
					workspace.rewrite(count);
				}

				const ahead = begin + count - performance.now();
				if (ahead > 0) {
					await wait(ahead);
				}
			}

			const last = performance.now();
			const title = `item-0000${run} last`;
			workspace.retitle(title);
			late.push(
				(await shownAt(screen, (lines) => lines.some((line) => line.includes(title)))) - last,
			);
			frameRates.push((screen.frames() - frames) / ((performance.now() - begin) / 1000));
			await wait(500);
		}

		const after = residentBytes(screen.pid);
		await screen.close();
		return [
			{
				what: 'last write to right screen',
				measured: `worst ${inMilliseconds(Math.max(...late))}  p50 ${inMilliseconds(quantile(late, 0.5))}`,
				floor: null,
				budget: `≤ ${mostMilliseconds} ms`,
				isKept: Math.max(...late) <= mostMilliseconds,
				runs,
			},
			{
				what: 'frames a second',
				measured: Math.max(...frameRates).toFixed(1),
				floor: null,
				budget: `≤ ${mostFrames}`,
				isKept: Math.max(...frameRates) <= mostFrames,
				runs,
			},
			{
				what: 'memory before and after',
				measured:
					before === null || after === null
						? 'not measured on this system'
						: `${inMegabytes(before)}, ${inMegabytes(after)}`,
				floor: null,
				budget: null,
				isKept: null,
				runs: 1,
			},
		];
	},
};
