import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createRandom} from './prose.ts';

/** Tasks of one list: few files, so that dependencies are what is measured. */
const tasksOfList = 1000;

const idOf = (number: number): string => `T${String(number).padStart(4, '0')}`;

/**
A folder with lists of a thousand tasks that wait for up to three earlier ones. Each list has one ring of
three and one of all its last hundred, an id that nothing declares, and a task that waits for itself.
*/
export const makeTangledWorkspace = (tasks: number) => {
	const base = mkdtempSync(path.join(tmpdir(), 'metawatch-bench-'));
	const folder = path.join(base, 'workspace');
	const home = path.join(base, 'home');
	mkdirSync(home, {recursive: true});
	const random = createRandom(tasks);
	for (let first = 0; first < tasks; first += tasksOfList) {
		const list = path.join(folder, 'specs', `${String(first / tasksOfList).padStart(3, '0')}-list`);
		mkdirSync(list, {recursive: true});
		const lines = Array.from({length: tasksOfList}, (_, number) => {
			const needs = new Set(plantedIn(number));
			for (const _ of number === 0 ? [] : [1, 2, 3]) {
				needs.add(idOf(Math.max(0, number - 1 - random.below(40))));
			}

			const depends = needs.size > 0 ? ` (depends on ${[...needs].join(', ')})` : '';
			return `- [${number < 300 ? 'x' : ' '}] ${idOf(number)} Step ${number}${depends}`;
		});
		writeFileSync(path.join(list, 'tasks.md'), `# Tasks\n\n${lines.join('\n')}\n`);
	}

	return {folder, home, remove: () => rmSync(base, {recursive: true, force: true})};
};

const plantedIn = (number: number): readonly string[] =>
	number === 400
		? [idOf(402)]
		: number === 402
			? [idOf(401), idOf(400)]
			: number === 500
				? ['T9999']
				: number === 600
					? [idOf(600)]
					: number === 900
						? [idOf(999)]
						: [];
