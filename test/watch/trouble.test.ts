import {renameSync, unlinkSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {createStore} from '../../source/store/store.ts';
import type {BackendListener, CreateBackend} from '../../source/watch/backend.ts';
import {createFolderBackend} from '../../source/watch/folder-backend.ts';
import {readSnapshot} from '../../source/watch/snapshot.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {createProject, listOf, type Project, type Watching, watchProject} from './project.ts';

const errorWithCode = (code: string): Error => Object.assign(new Error(code), {code});

/** Reports nothing, ever. */
const deaf: CreateBackend = async () => ({
	watch: () => {},
	unwatch: () => {},
	whenReady: () => Promise.resolve(),
	close: () => Promise.resolve(),
});

/** Has room for so many folders; `grow` makes more. */
const limited = (
	code: string,
	room: number,
): {createBackend: CreateBackend; grow: (more: number) => void} => {
	let left = room;
	return {
		grow(more) {
			left += more;
		},
		async createBackend(listener: BackendListener) {
			const backend = await createFolderBackend(listener);
			return {
				...backend,
				watch(folder) {
					if (left === 0) {
						listener.onTrouble(errorWithCode(code), folder);
						return;
					}

					left--;
					backend.watch(folder);
				},
			};
		},
	};
};

describe('when the system does not tell', () => {
	let project: Project;
	let watching: Watching | null = null;

	beforeEach(() => {
		project = createProject();
	});

	afterEach(async () => {
		await watching?.close();
		watching = null;
		project.remove();
	});

	test('a pass finds what was missed, counts it, and in the end relies on asking', async () => {
		project.write('login', 'One');
		watching = await watchProject([project.folder], {createBackend: deaf});
		const {watch, titles} = watching;
		expect(watch.health()).toMatchObject({mode: 'live', missed: 0});
		await watch.rescan();
		expect(watch.health()).toMatchObject({mode: 'live', missed: 0});

		project.replace('login', 'Two');
		project.write('logout', 'Other');
		await watch.rescan();
		expect(titles()).toEqual(['Other', 'Two']);
		// The new folder cannot be missed: nobody was asked to watch it.
		expect(watch.health()).toMatchObject({mode: 'live', missed: 1});

		unlinkSync(project.list('logout'));
		await watch.rescan();
		await waitFor(() => titles().join() === 'Two');
		expect(watch.health()).toMatchObject({mode: 'polling', missed: 2});
		expect(watch.health().reason).toContain('files are asked every 2 s');

		project.replace('login', 'Three');
		await waitFor(() => titles().join() === 'Three');
		expect(watch.health().missed).toBe(2);
	});

	test('changes between the first reading and the watching are found, and not called missed', async () => {
		project.write('login', 'One');
		project.write('logout', 'Other');
		watching = await watchProject([project.folder], {
			async createBackend(listener) {
				project.replace('login', 'Two');
				unlinkSync(project.list('logout'));
				return deaf(listener);
			},
		});
		const {watch, titles} = watching;
		await waitFor(() => titles().join() === 'Two');
		expect(watch.health()).toMatchObject({mode: 'live', missed: 0});
	});

	test.each([
		['ENOSPC', 'inotify limit reached: sudo sysctl fs.inotify.max_user_watches=524288'],
		['EMFILE', 'too many open files or watchers'],
		['EIO', 'changes are not reported (EIO)'],
	])('%s: files are asked instead, and it says why', async (code, reason) => {
		project.write('login', 'One');
		project.write('logout', 'Other');
		const backend = limited(code, 2);
		watching = await watchProject([project.folder], {createBackend: backend.createBackend});
		const {watch, titles} = watching;
		expect(watch.health().mode).toBe('polling');
		expect(watch.health().reason).toContain(reason);
		project.replace('login', 'Two');
		await waitFor(() => titles().join() === 'Other,Two');
		expect(watch.health().missed).toBe(0);

		backend.grow(100);
		await watch.rescan();
		expect(watch.health()).toMatchObject({mode: 'live', reason: null});
	});

	test('a backend that cannot be made at all', async () => {
		project.write('login', 'One');
		watching = await watchProject([project.folder], {
			createBackend: () => Promise.reject(errorWithCode('EMFILE')),
		});
		const {watch, titles} = watching;
		expect(watch.health().mode).toBe('polling');
		project.replace('login', 'Two');
		await waitFor(() => titles().join() === 'Two');
	});

	test('a workspace that disappears is called stale, keeps its tasks, and comes back', async () => {
		project.write('login', 'One');
		watching = await watchProject([project.folder]);
		const {watch, titles} = watching;
		const away = `${project.folder}-away`;
		renameSync(project.folder, away);
		await waitFor(() => watch.health().mode === 'stale');
		expect(watch.health().reason).toContain('is not there');
		expect(titles()).toEqual(['One']);
		await watch.rescan();
		expect(titles()).toEqual(['One']);

		writeFileSync(project.list('login').replace(project.folder, away), listOf(['Two']));
		renameSync(away, project.folder);
		await waitFor(() => watch.health().mode === 'live' && titles().join() === 'Two');
		project.replace('login', 'Three');
		await waitFor(() => titles().join() === 'Three');
	});

	test('a workspace that is not there yet', async () => {
		project.remove();
		watching = await watchProject([project.folder]);
		const {watch, titles} = watching;
		expect(watch.health()).toMatchObject({mode: 'stale', files: 0});
		expect(watch.notes()).toMatchObject([{code: 'workspace-missing'}]);
		project.write('login', 'One');
		await waitFor(() => titles().join() === 'One' && watch.health().mode === 'live');
		project.replace('login', 'Two');
		await waitFor(() => titles().join() === 'Two');
		expect(watch.notes()).toEqual([]);
	});

	test('what somebody else has read is not read again, unless it changed meanwhile', async () => {
		project.write('login', 'One');
		project.write('logout', 'Other');
		project.write('third', 'Third');
		const store = createStore();
		await readSnapshot({
			workspaces: [project.folder],
			settings: defaultSettings,
			store,
			withReferences: false,
		});
		const untouched = store.getState().documents.get(project.list('logout'));
		project.replace('login', 'One', 'Two');
		unlinkSync(project.list('third'));
		watching = await watchProject([project.folder], {store});
		const {titles} = watching;
		await waitFor(() => titles().join() === 'One,Other,Two');
		expect(store.getState().documents.get(project.list('logout'))).toBe(untouched);
	});
});
