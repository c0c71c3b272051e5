import {execFile} from 'node:child_process';
import path from 'node:path';
import {promisify} from 'node:util';
import {builtCommand, nodeBinary, projectFolder} from '../../test/helpers/pty.ts';
import {inCount, inMilliseconds, inQuantiles, median} from '../figures.ts';
import type {Question, Row} from '../question.ts';
import {timeProcess} from '../time-process.ts';
import {makeTangledWorkspace} from '../workspaces/tangled.ts';

/** A change must not cost more than this of a frame, at 10,000 tasks. */
const mostForChange = 3;

type Times = {
	readonly floor: number;
	readonly first: number;
	readonly plan: number;
	readonly change: number;
	readonly cycles: number;
	readonly findings: number;
};

export const dependencies: Question = {
	name: 'dependencies',
	question: 'Dependencies with cycles, in memory and by validate',
	async run({isQuick}) {
		const runs = isQuick ? 2 : 7;
		const rows: Row[] = [];
		for (const tasks of [1000, 10_000, 100_000]) {
			const times: Times[] = [];
			for (let run = 0; run < runs; run++) {
				times.push(await inMemory(tasks));
			}

			const floor = `${inMilliseconds(median(times.map((time) => time.floor)))} map and look-ups`;
			const of = (name: 'first' | 'plan' | 'change'): readonly number[] =>
				times.map((time) => time[name]);
			const what = `${inCount(tasks)} tasks, ${inCount(times[0]!.cycles)} cycles`;
			rows.push(
				{
					what: `${what}: graph and ${inCount(times[0]!.findings)} findings`,
					measured: inQuantiles(of('first')),
					floor,
					budget: null,
					isKept: null,
					runs,
				},
				{
					what: `${what}: who can start, critical path, next`,
					measured: inQuantiles(of('plan')),
					floor,
					budget: null,
					isKept: null,
					runs,
				},
				{
					what: `${what}: after a change`,
					measured: inQuantiles(of('change')),
					floor,
					budget: tasks === 10_000 ? `≤ ${mostForChange} ms` : null,
					isKept: tasks === 10_000 ? median(of('change')) <= mostForChange : null,
					runs,
				},
			);
		}

		for (const [tasks, most] of [
			[10_000, 1000],
			[100_000, 5000],
		] as const) {
			rows.push(await byValidate(tasks, most, isQuick ? 1 : 5));
		}

		return rows;
	},
};

const inMemory = async (tasks: number): Promise<Times> => {
	const program = path.join(projectFolder, 'benchmark', 'programs', 'dependencies.ts');
	const {stdout} = await promisify(execFile)(nodeBinary, [program, String(tasks)]);
	return JSON.parse(stdout) as Times;
};

/** From the start to the end of the process, files and all. */
const byValidate = async (tasks: number, most: number, runs: number): Promise<Row> => {
	const {folder, home, remove} = makeTangledWorkspace(tasks);
	try {
		const measured: number[] = [];
		const floor: number[] = [];
		for (let run = 0; run < runs; run++) {
			measured.push(
				await timeProcess([builtCommand, 'validate', '--severity', 'error', folder], home, [1]),
			);
			floor.push(await timeProcess(['-e', readAll, folder], home));
		}

		return {
			what: `validate, ${inCount(tasks)} tasks in lists of 1,000`,
			measured: inQuantiles(measured),
			floor: `${inMilliseconds(median(floor))} reads the files and splits lines`,
			budget: `≤ ${most} ms`,
			isKept: median(measured) <= most,
			runs,
		};
	} finally {
		remove();
	}
};

const readAll = `
	const {readdirSync, readFileSync} = require('node:fs');
	let lines = 0;
	for (const entry of readdirSync(process.argv[1], {recursive: true, withFileTypes: true})) {
		if (entry.isFile()) {
			lines += readFileSync(entry.parentPath + '/' + entry.name, 'utf8').split('\\n').length;
		}
	}
	console.log(lines);
`;
