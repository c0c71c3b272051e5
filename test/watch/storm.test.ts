import {existsSync, mkdirSync, renameSync, rmSync, symlinkSync} from 'node:fs';
import {setTimeout} from 'node:timers/promises';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {defaultSettings} from '../../source/model/settings.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {createChokidarBackend} from '../../source/watch/chokidar-backend.ts';
import {createFolderBackend} from '../../source/watch/folder-backend.ts';
import {readSnapshot} from '../../source/watch/snapshot.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {createProject, type Project, watchProject} from './project.ts';
import type {FileStat} from '../../source/formats/format.ts';

/** Links may lead in circles: then there is no place for it. */
const unlessInCircles = (act: () => void): void => {
	try {
		act();
	} catch (error) {
		if (!String(error).includes('symbolic links')) {
			throw error;
		}
	}
};

const spec = fc.constantFrom('a', 'b', 'c');

const step = fc.oneof(
	fc.record({what: fc.constant('write' as const), spec, title: fc.integer({min: 1, max: 9})}),
	fc.record({what: fc.constant('replace' as const), spec, title: fc.integer({min: 1, max: 9})}),
	fc.record({what: fc.constant('remove' as const), spec}),
	fc.record({what: fc.constant('rename' as const), spec, to: spec}),
	fc.record({what: fc.constant('folder' as const), spec}),
	fc.record({what: fc.constant('link' as const), spec, to: spec}),
	fc.record({what: fc.constant('clear' as const)}),
	fc.record({what: fc.constant('pause' as const), ms: fc.integer({min: 0, max: 40})}),
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const take = async (project: Project, taken: Step): Promise<void> => {
	const folder = (name: string): string => project.at('.kiro', 'specs', name);
	if (taken.what === 'pause') {
		await setTimeout(taken.ms);
	} else if (taken.what === 'clear') {
		rmSync(project.at('.kiro'), {recursive: true, force: true});
	} else if (taken.what === 'write' || taken.what === 'replace') {
		rmSync(folder(taken.spec), {recursive: true, force: true});
		project[taken.what](taken.spec, `Title ${taken.title}`);
	} else if (taken.what === 'remove') {
		rmSync(folder(taken.spec), {recursive: true, force: true});
	} else if (taken.what === 'folder') {
		unlessInCircles(() => {
			rmSync(project.list(taken.spec), {recursive: true, force: true});
			mkdirSync(project.list(taken.spec), {recursive: true});
		});
	} else if (taken.spec !== taken.to && existsSync(folder(taken.spec))) {
		rmSync(folder(taken.to), {recursive: true, force: true});
		if (taken.what === 'rename') {
			renameSync(folder(taken.spec), folder(taken.to));
		} else {
			symlinkSync(folder(taken.spec), folder(taken.to));
		}
	}
};

/** What somebody who starts now would see. */
const readAfresh = async (folder: string): Promise<string> => {
	const store = createStore();
	await readSnapshot({
		workspaces: [folder],
		settings: defaultSettings,
		store,
		withReferences: true,
	});
	return summary(store);
};

/** Tasks of a file that cannot be read now are left out: only who saw it before can have them. */
const summary = (store: Store): string => {
	const {tasks, documents} = store.getState();
	return JSON.stringify({
		titles: [...tasks.values()]
			.filter(({staleSince}) => staleSince === null)
			.map(({title}) => title)
			.sort(),
		documents: [...documents.keys()]
			.sort()
			.map((path) => [path, documents.get(path)?.quality, told(documents.get(path)?.stat)]),
	});
};

/** A folder where a file should be says nothing by being another folder. */
const told = (stat: FileStat | undefined): unknown =>
	stat?.isFolder ? {...stat, inode: undefined} : stat;

describe('whatever happens, what is shown in the end is what lies there', () => {
	test.each([
		['chokidar', createChokidarBackend],
		['a watcher for each folder', createFolderBackend],
	])(
		'%s',
		async (_, createBackend) => {
			const checked = fc.assert(
				fc.asyncProperty(fc.array(step, {minLength: 1, maxLength: 25}), async (steps) => {
					const project = createProject();
					project.write('a', 'Begin');
					const watching = await watchProject([project.folder], {
						createBackend,
						// What no report tells, the pass finds; here it need not take half a minute.
						settings: {reconcileSeconds: 1},
					});
					try {
						for (const taken of steps) {
							await take(project, taken);
						}

						const expected = await readAfresh(project.folder);
						await waitFor(
							() => summary(watching.store) === expected,
							() => ({found: summary(watching.store), expected}),
							10_000,
						);
					} finally {
						await watching.close();
						project.remove();
					}
				}),
				{numRuns: 20, endOnFailure: true},
			);
			await expect(checked).resolves.toBeUndefined();
		},
		120_000,
	);
});
