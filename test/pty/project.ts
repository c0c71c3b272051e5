import {mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** A folder with one small project in it, as the Kiro editor keeps it. */
export type Project = {
	readonly folder: string;
	/** An empty home, so that nothing of the person who tests is read or written. */
	readonly home: string;
	/** Writes a file in place. */
	readonly write: (name: string, content: string) => void;
	/** Replaces a file by another, as careful writers do. */
	readonly replace: (name: string, content: string) => void;
	readonly remove: (name: string) => void;
};

export const taskList = '.kiro/specs/login/tasks.md';

export const threeTasks = [
	'# Implementation Plan',
	'',
	'- [x] 1. Draw the login form',
	'- [-] 2. Check the password',
	'- [ ] 3. Write the tests',
	'',
].join('\n');

const made = new Set<string>();

export const makeProject = (): Project => {
	// The real path: on some systems the folder for temporary files is a link.
	const base = realpathSync(mkdtempSync(path.join(tmpdir(), 'metawatch-test-')));
	made.add(base);
	const folder = path.join(base, 'project');
	const home = path.join(base, 'home');
	mkdirSync(home);
	const write = (name: string, content: string): void => {
		const file = path.join(folder, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, content);
	};

	write(taskList, threeTasks);
	return {
		folder,
		home,
		write,
		replace(name, content) {
			write(`${name}.tmp`, content);
			renameSync(path.join(folder, `${name}.tmp`), path.join(folder, name));
		},
		remove(name) {
			rmSync(path.join(folder, name), {recursive: true, force: true});
		},
	};
};

export const removeProjects = (): void => {
	for (const folder of made) {
		rmSync(folder, {recursive: true, force: true});
	}

	made.clear();
};
