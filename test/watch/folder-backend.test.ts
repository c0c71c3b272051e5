import type * as fileSystem from 'node:fs';
import type {FSWatcher} from 'node:fs';
import {setImmediate} from 'node:timers/promises';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createFolderBackend} from '../../source/watch/folder-backend.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {createProject, type Project} from './project.ts';

type FileSystem = typeof fileSystem;

const made = vi.hoisted((): FSWatcher[] => []);

vi.mock('node:fs', async (importOriginal) => {
	const original = await importOriginal<FileSystem>();
	return {
		...original,
		watch(...parameters: Parameters<typeof original.watch>) {
			const watcher = original.watch(...parameters);
			made.push(watcher);
			return watcher;
		},
	};
});

let project: Project;

beforeEach(() => {
	project = createProject();
	made.length = 0;
});

afterEach(() => project.remove());

test('a watch that is ended by somebody else is reported; one that is ended here is not', async () => {
	const troubles: [unknown, string | null][] = [];
	const backend = await createFolderBackend({
		onHint: () => {},
		onTrouble: (error, folder) => troubles.push([error, folder]),
	});
	backend.watch(project.folder);
	backend.watch(project.folder);
	backend.unwatch(project.folder);
	backend.watch(project.folder);
	expect(made).toHaveLength(3);
	made[2]!.close();
	await waitFor(() => troubles.length > 0);
	expect(troubles).toEqual([[new Error('a watch was ended by the system'), project.folder]]);
	backend.watch(project.folder);
	await backend.close();
	await setImmediate();
	expect(troubles).toHaveLength(1);
});
