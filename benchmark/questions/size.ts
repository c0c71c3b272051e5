import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import packageJson from '../../package.json' with {type: 'json'};
import {projectFolder} from '../../test/helpers/pty.ts';
import {inMegabytes} from '../figures.ts';
import type {Question} from '../question.ts';

const mostBytes = 15e6;

type Packed = {readonly size: number; readonly unpackedSize: number; readonly entryCount: number};

export const size: Question = {
	name: 'size',
	question: 'What an installation brings',
	async run() {
		// Offline: packing asks no registry. What is packed is all there is, as long as nothing is depended on.
		const {stdout} = await promisify(execFile)(
			'npm',
			['pack', '--dry-run', '--json', '--ignore-scripts'],
			{cwd: projectFolder, shell: process.platform === 'win32'},
		);
		const [packed] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
		const dependencies = Object.keys(
			'dependencies' in packageJson ? packageJson.dependencies! : {},
		);
		const scripts = Object.keys(packageJson.scripts).filter((name) =>
			['preinstall', 'install', 'postinstall'].includes(name),
		);
		return [
			{
				what: 'installed',
				measured: `${inMegabytes(packed!.unpackedSize)} in ${packed!.entryCount} files  (${inMegabytes(packed!.size)} to load)`,
				floor: null,
				budget: `≤ ${inMegabytes(mostBytes)}`,
				isKept: dependencies.length === 0 ? packed!.unpackedSize <= mostBytes : null,
				runs: 1,
			},
			{
				what: 'dependencies and install scripts',
				measured: `${dependencies.length} and ${scripts.length}`,
				floor: null,
				budget: 'no install script',
				isKept: scripts.length === 0,
				runs: 1,
			},
		];
	},
};
