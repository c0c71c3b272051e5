import type {PtyScreen} from '../../test/helpers/pty.ts';
import {inQuantiles, median, quantile} from '../figures.ts';
import type {Question} from '../question.ts';
import {outputAt, quiet, ready, startFloorList, startMetawatch} from '../terminal.ts';
import {makeWorkspace} from '../workspaces/workspace.ts';

const mostTimes = 1.5;
const mostMilliseconds = 30;
const mostBytes = 500;

export const keys: Question = {
	name: 'keys',
	question: 'From a key to the first changed byte, 10,000 tasks',
	async run({isQuick}) {
		const runs = isQuick ? 20 : 200;
		const floor = await timeKeys(startFloorList(), runs);
		const measured = await timeKeys(startMetawatch(makeWorkspace({tasks: 10_000})), runs);
		const p99 = quantile(measured.samples, 0.99);
		const ratio = median(measured.samples) / median(floor.samples);
		return [
			{
				what: 'cursor down',
				measured: inQuantiles(measured.samples, [0.5, 0.99]),
				floor: inQuantiles(floor.samples, [0.5, 0.99]),
				budget: `p50 ≤ ${mostTimes} × floor, p99 ≤ ${mostMilliseconds} ms`,
				isKept: ratio <= mostTimes && p99 <= mostMilliseconds,
				runs,
			},
			{
				what: 'bytes a cursor move',
				measured: `${Math.round(measured.bytesPerKey)} bytes`,
				floor: `${Math.round(floor.bytesPerKey)} bytes`,
				budget: `≤ ${mostBytes} bytes`,
				isKept: measured.bytesPerKey <= mostBytes,
				runs,
			},
		];
	},
};

const timeKeys = async (
	screen: PtyScreen,
	runs: number,
): Promise<{samples: number[]; bytesPerKey: number}> => {
	await ready(screen);
	const samples: number[] = [];
	let bytes = 0;
	for (let run = 0; run < runs; run++) {
		// Down and up within what is visible: a move that scrolls rewrites every row, and is another question.
		const key = run % 20 < 10 ? 'down' : 'up';
		const before = screen.bytes();
		const begin = performance.now();
		const changed = outputAt(screen, () => true);
		screen.press(key);
		samples.push((await changed) - begin);
		await quiet(screen, 40, 5000);
		bytes += screen.bytes() - before;
	}

	await screen.close();
	return {samples, bytesPerKey: bytes / runs};
};
