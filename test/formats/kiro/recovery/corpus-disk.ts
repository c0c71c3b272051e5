import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {corpusFolder} from '../../../helpers/corpus.ts';
import {memoryDisk, type MemoryDisk, type MemoryFile} from '../../../helpers/memory-disk.ts';
import {changedAt, workspace} from './rehearsal.ts';

const day = 86_400_000;

/** Names of the real projects. */
export const corpusProjects: readonly string[] =
	corpusFolder === null
		? []
		: readdirSync(`${corpusFolder}/kiro`, {withFileTypes: true})
				.filter((entry) => entry.isDirectory())
				.map(({name}) => name);

/**
A real project in memory, with the files that stood beside it at its commit (empty). Git keeps no times:
the checkpoint is the newest file.
*/
export const corpusDisk = (name: string): MemoryDisk => {
	const folder = `${corpusFolder}/kiro/${name}`;
	const files = new Map<string, MemoryFile>([[`${workspace}/.git`, null]]);
	const tree = `${folder}/TREE-AT-COMMIT.txt`;
	for (const file of existsSync(tree) ? readFileSync(tree, 'utf8').split('\n') : []) {
		if (file !== '' && !file.endsWith('/')) {
			files.set(`${workspace}/${file}`, {text: '', modifiedAt: changedAt - day});
		}
	}

	for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
		const absolute = path.join(entry.parentPath, entry.name);
		const relative = path.relative(folder, absolute).replaceAll('\\', '/');
		if (entry.isFile() && relative.includes('/')) {
			const isState = relative.endsWith('execution-state.json');
			files.set(`${workspace}/${relative}`, {
				text: readFileSync(absolute, 'utf8'),
				modifiedAt: isState ? changedAt : changedAt - day,
			});
		}
	}

	return memoryDisk(files);
};
