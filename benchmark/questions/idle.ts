import {setTimeout as wait} from 'node:timers/promises';
import type {PtyScreen} from '../../test/helpers/pty.ts';
import {processorMilliseconds} from '../process-figures.ts';
import type {Question} from '../question.ts';
import {ready, startFloorList, startMetawatch} from '../terminal.ts';
import {makeWorkspace} from '../workspaces/workspace.ts';

const mostShare = 0.005;

export const idle: Question = {
	name: 'idle',
	question: 'While no file changes',
	async run({isQuick}) {
		const seconds = isQuick ? 5 : 20;
		const [floor, running, still] = await Promise.all([
			watchIdle(startFloorList(), seconds),
			watchIdle(startMetawatch(makeWorkspace({tasks: 100, running: 20})), seconds),
			watchIdle(startMetawatch(makeWorkspace({tasks: 100})), seconds),
		]);
		return [
			{
				what: '20 running tasks: share of a core',
				measured: inShare(running.share),
				floor: inShare(floor.share),
				budget: `≤ ${mostShare * 100} %`,
				isKept: running.share === null ? null : running.share <= mostShare,
				runs: 1,
			},
			{
				what: '20 running tasks: output',
				measured: `${Math.round(running.bytesPerSecond)} bytes/s`,
				floor: `${Math.round(floor.bytesPerSecond)} bytes/s`,
				budget: null,
				isKept: null,
				runs: 1,
			},
			{
				what: 'nothing running: output',
				measured: `${Math.round(still.bytesPerSecond)} bytes/s  ${inShare(still.share)} of a core`,
				floor: `${Math.round(floor.bytesPerSecond)} bytes/s`,
				budget: '0 bytes/s',
				isKept: still.bytesPerSecond === 0,
				runs: 1,
			},
		];
	},
};

const inShare = (share: number | null): string =>
	share === null ? 'not measured on this system' : `${(share * 100).toFixed(2)} %`;

/** Looks at a program that is left alone. */
const watchIdle = async (
	screen: PtyScreen,
	seconds: number,
): Promise<{share: number | null; bytesPerSecond: number}> => {
	await ready(screen);
	// What is left over from the start (collecting garbage, writing caches) is not idling.
	await wait(2000);
	const bytes = screen.bytes();
	const used = processorMilliseconds(screen.pid);
	const begin = performance.now();
	await wait(seconds * 1000);
	const elapsed = performance.now() - begin;
	const usedLater = processorMilliseconds(screen.pid);
	const result = {
		share: used === null || usedLater === null ? null : (usedLater - used) / elapsed,
		bytesPerSecond: (screen.bytes() - bytes) / (elapsed / 1000),
	};
	await screen.close();
	return result;
};
