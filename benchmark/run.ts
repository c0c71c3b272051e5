import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {existsSync} from 'node:fs';
import {
	builtCommand,
	closeAll,
	nodeBinary,
	projectFolder,
	ptyProblem,
} from '../test/helpers/pty.ts';
import {buildFloor, removeFloor} from './floor/build.ts';
import {removeWorkspaces} from './workspaces/workspace.ts';
import type {Row} from './question.ts';
import {questions} from './questions/index.ts';
import {tableOf} from './table.ts';

const words = process.argv.slice(2);
const isQuick = words.includes('--quick');
const replays =
	words.find((word) => word.startsWith('--replays='))?.slice('--replays='.length) ??
	path.join(projectFolder, '..', 'shared', 'corpus', 'replay');
const names = words.filter((word) => word !== '--quick' && !word.startsWith('--replays='));
const unknown = names.filter((name) => !questions.some((question) => question.name === name));

if (unknown.length > 0) {
	console.error(
		`no question is named ${unknown.join(', ')}; there are ${questions.map(({name}) => name).join(', ')}`,
	);
	process.exit(2);
}

if (ptyProblem) {
	console.error(`no terminal can be opened on this machine: ${ptyProblem}`);
	process.exit(1);
}

if (!existsSync(builtCommand)) {
	console.error('distribution/cli.js is not there: run `npm run bench`, or `npm run build` first');
	process.exit(1);
}

const chosen = questions.filter(({name}) => names.length === 0 || names.includes(name));
const answers: {question: string; rows: readonly Row[]}[] = [];
const startedAt = performance.now();

await buildFloor();
try {
	for (const {name, question, run} of chosen) {
		process.stderr.write(`${name} ...`);
		const begin = performance.now();
		try {
			answers.push({question, rows: await run({isQuick, replays})});
		} catch (error) {
			// One question that cannot be answered must not cost the answers of the others.
			const message = error instanceof Error ? error.message : String(error);
			process.stderr.write(`\n${message}\n`);
			process.exitCode = 1;

			answers.push({
				question,
				rows: [
					{
						what: 'not answered',
						measured: 'see the error above',
						floor: null,
						budget: null,
						isKept: null,
						runs: 0,
					},
				],
			});
		} finally {
			await closeAll();
		}

		process.stderr.write(` ${((performance.now() - begin) / 1000).toFixed(0)} s\n`);
	}
} finally {
	await closeAll();
	removeFloor();
	removeWorkspaces();
}

const [processor] = os.cpus();
console.log(
	[
		`${processor?.model ?? 'unknown processor'}, ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB, ` +
			`${os.type()} ${os.release().split('-')[0]}, ${nodeVersion()}${isQuick ? ', QUICK: not to be quoted' : ''}`,
		'',
		tableOf(answers),
		'',
		`${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
	].join('\n'),
);

function nodeVersion(): string {
	return `Node ${process.execPath === nodeBinary ? process.version : 'of node_modules'}`;
}
