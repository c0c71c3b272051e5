import {chmodSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {defaultSettings, type Settings} from '../../source/model/settings.ts';
import {createStore} from '../../source/store/store.ts';
import {readSnapshot, type Snapshot} from '../../source/watch/snapshot.ts';
import {createProject, listOf, type Project, titlesOf} from './project.ts';

const isRoot = process.getuid?.() === 0;

describe('one pass', () => {
	let project: Project;
	const read = async (
		workspaces: readonly string[] = [project.folder],
		settings: Partial<Settings> = {},
	): Promise<{snapshot: Snapshot; titles: readonly string[]; paths: readonly string[]}> => {
		const store = createStore();
		const snapshot = await readSnapshot({
			workspaces,
			settings: {...defaultSettings, ...settings},
			store,
			withReferences: true,
		});
		return {
			snapshot,
			titles: titlesOf(store),
			paths: [...store.getState().documents.keys()],
		};
	};

	beforeEach(() => {
		project = createProject();
	});

	afterEach(() => project.remove());

	const writeBelow = (...names: readonly string[]): void => {
		const file = project.at(...names, '.kiro', 'specs', 'a', 'tasks.md');
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, listOf([names.join('/')]));
	};

	test('finds hidden folders, ignores what git would, and stays out of fetched and built trees', async () => {
		for (const name of ['node_modules', 'vendor', 'dist', '.git', 'target', 'mine', 'packages']) {
			writeBelow(name);
		}

		writeBelow('.claude', 'deep');
		writeFileSync(project.at('.gitignore'), '.kiro\n.claude\n');
		const {titles, snapshot} = await read([project.folder], {ignoredFolders: ['mine']});
		expect(titles).toEqual(['.claude/deep', 'packages']);
		expect(snapshot).toMatchObject({files: 2, notes: []});
	});

	test('reads a workspace that itself lies below such a name', async () => {
		writeBelow('build', 'vendor');
		const {titles} = await read([project.at('build', 'vendor')]);
		expect(titles).toEqual(['build/vendor']);
	});

	test('reads nested and repeated workspaces once', async () => {
		writeBelow('one');
		writeBelow('vendor', 'two');
		symlinkSync(project.at('one'), project.at('other-name'));
		const {titles, paths} = await read([
			project.at('one'),
			project.folder,
			`${project.folder}/`,
			project.at('vendor', 'two'),
			project.at('other-name'),
		]);
		expect(titles).toEqual(['one', 'vendor/two']);
		expect(paths).toHaveLength(2);
	});

	test('only asks the formats that were chosen', async () => {
		writeBelow('one');
		expect((await read([project.folder], {formats: ['backlog']})).titles).toEqual([]);
		expect((await read([project.folder], {formats: ['kiro']})).titles).toEqual(['one']);
	});

	test('says when a workspace is missing or no folder, and reads the rest', async () => {
		writeBelow('one');
		writeFileSync(project.at('file'), '');
		const {titles, snapshot} = await read([
			project.at('one'),
			project.at('nowhere'),
			project.at('file'),
		]);
		expect(titles).toEqual(['one']);
		expect(Object.fromEntries(snapshot.notes.map(({code, path}) => [path, code]))).toEqual({
			[project.at('nowhere')]: 'workspace-missing',
			[project.at('file')]: 'workspace-unreadable',
		});
	});

	test.skipIf(isRoot)('says when a folder is forbidden (not as root)', async () => {
		writeBelow('one');
		mkdirSync(project.at('secret'), {mode: 0});
		const {titles, snapshot} = await read();
		chmodSync(project.at('secret'), 0o700);
		expect(titles).toEqual(['one']);
		expect(snapshot.notes).toMatchObject([
			{code: 'folder-unreadable', severity: 'warning', path: project.at('secret')},
		]);
	});
});
