import {execFile} from 'node:child_process';
import path from 'node:path';
import {promisify} from 'node:util';
import {nodeBinary, projectFolder} from '../../test/helpers/pty.ts';
import {inCount, inMilliseconds, inQuantiles, median} from '../figures.ts';
import type {Question, Row} from '../question.ts';

/** Milliseconds for all figures about so many attempts, once they have been counted a few times. */
const most = 200;
const budgeted = 100_000;

type Times = {readonly floor: number; readonly measured: number; readonly again: number};

export const metrics: Question = {
	name: 'metrics',
	question: 'All figures about attempts, in memory',
	async run({isQuick}) {
		const runs = isQuick ? 2 : 7;
		const rows: Row[] = [];
		for (const attempts of [1000, 10_000, budgeted]) {
			const measured: number[] = [];
			const again: number[] = [];
			const floor: number[] = [];
			for (let run = 0; run < runs; run++) {
				const times = await once(attempts);
				measured.push(times.measured);
				again.push(times.again);
				floor.push(times.floor);
			}

			const isBudgeted = attempts === budgeted;
			const least = `${inMilliseconds(median(floor))} groups by task and sorts once`;
			rows.push(
				{
					what: `${inCount(attempts)} attempts, the first time`,
					measured: inQuantiles(measured),
					floor: least,
					budget: null,
					isKept: null,
					runs,
				},
				{
					what: `${inCount(attempts)} attempts, again`,
					measured: inQuantiles(again),
					floor: least,
					budget: isBudgeted ? `≤ ${most} ms` : null,
					isKept: isBudgeted ? median(again) <= most : null,
					runs,
				},
			);
		}

		return rows;
	},
};

const once = async (attempts: number): Promise<Times> => {
	const program = path.join(projectFolder, 'benchmark', 'programs', 'metrics.ts');
	const {stdout} = await promisify(execFile)(nodeBinary, [program, String(attempts)]);
	return JSON.parse(stdout) as Times;
};
