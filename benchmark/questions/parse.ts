import {execFile} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {promisify} from 'node:util';
import {nodeBinary, projectFolder} from '../../test/helpers/pty.ts';
import {inCount, inMilliseconds, inQuantiles, median} from '../figures.ts';
import type {Question, Row} from '../question.ts';
import {bigBacklog} from '../workspaces/backlog.ts';
import {createRandom} from '../workspaces/prose.ts';
import {bigState} from '../workspaces/return-meta.ts';
import {makeWorkspace} from '../workspaces/workspace.ts';

const documents = [
	{
		format: 'return-meta',
		file: 'big/specs/state.json',
		content: () => bigState(createRandom(1), 180_000, Date.now()),
		floor: 'JSON.parse',
		most: 15,
	},
	{
		format: 'backlog',
		file: 'big/000_core/000_backlog.md',
		content: () => bigBacklog(createRandom(2), 277_000),
		floor: 'split into lines',
		most: 40,
	},
];

type Times = {
	readonly tasks: number;
	readonly bytes: number;
	readonly cold: number;
	readonly coldFloor: number;
	readonly warm: readonly number[];
	readonly warmFloor: readonly number[];
};

export const parse: Question = {
	name: 'parse',
	question: 'Parsing and assembling one large document',
	async run({isQuick}) {
		const coldRuns = isQuick ? 2 : 7;
		const warmRuns = isQuick ? 10 : 50;
		const {folder} = makeWorkspace({tasks: 20});
		const rows: Row[] = [];
		for (const {format, file, content, floor, most} of documents) {
			const target = path.join(folder, file);
			mkdirSync(path.dirname(target), {recursive: true});
			writeFileSync(target, content());
			const times: Times[] = [];
			for (let run = 0; run < coldRuns; run++) {
				times.push(await read(target, format, warmRuns));
			}

			const [{tasks, bytes}] = times as [Times];
			const what = `${Math.round(bytes / 1000)} KB ${path.basename(file)}, ${inCount(tasks)} tasks`;
			const cold = times.map((time) => time.cold);
			const warm = times.at(-1)!.warm;
			rows.push(
				{
					what: `${what}: first time`,
					measured: inQuantiles(cold),
					floor: `${inMilliseconds(median(times.map(({coldFloor}) => coldFloor)))} ${floor}`,
					budget: `≤ ${most} ms`,
					isKept: median(cold) <= most,
					runs: coldRuns,
				},
				{
					what: `${what}: again`,
					measured: inQuantiles(warm),
					floor: `${inMilliseconds(median(times.at(-1)!.warmFloor))} ${floor}`,
					budget: `≤ ${most} ms`,
					isKept: median(warm) <= most,
					runs: warmRuns,
				},
			);
		}

		return rows;
	},
};

const read = async (target: string, format: string, repetitions: number): Promise<Times> => {
	const {stdout} = await promisify(execFile)(nodeBinary, [
		path.join(projectFolder, 'benchmark', 'programs', 'read-document.ts'),
		target,
		format,
		String(repetitions),
	]);
	return JSON.parse(stdout) as Times;
};
