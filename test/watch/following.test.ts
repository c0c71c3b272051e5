import {
	appendFileSync,
	mkdirSync,
	renameSync,
	rmSync,
	symlinkSync,
	unlinkSync,
	writeFileSync,
} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {createChokidarBackend} from '../../source/watch/chokidar-backend.ts';
import {createFolderBackend} from '../../source/watch/folder-backend.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {createProject, listOf, type Project, type Watching, watchProject} from './project.ts';

const backends = [
	{name: 'chokidar', createBackend: createChokidarBackend},
	...(process.platform === 'linux'
		? [{name: 'a watcher for each folder', createBackend: createFolderBackend}]
		: []),
];

describe.each(backends)('changes are followed by $name', ({createBackend}) => {
	let project: Project;
	let watching: Watching;

	const start = async (): Promise<void> => {
		watching = await watchProject([project.folder], {createBackend});
	};

	const titlesAre = async (...titles: readonly string[]): Promise<void> => {
		await waitFor(
			() => watching.titles().join() === titles.join(),
			() => ({expected: titles, found: watching.titles()}),
		);
	};

	beforeEach(() => {
		project = createProject();
	});

	afterEach(async () => {
		await watching.close();
		project.remove();
	});

	test('what was there is read first and is no transition', async () => {
		project.write('login', 'Form', 'Session');
		await start();
		expect(watching.titles()).toEqual(['Form', 'Session']);
		expect(watching.store.getState().transitions).toEqual([]);
		expect(watching.watch.health()).toEqual({
			mode: 'live',
			reason: null,
			files: 1,
			folders: 4,
			missed: 0,
		});
	});

	test('a file written in place, and one renamed over another, again and again', async () => {
		project.write('login', 'One');
		await start();
		project.write('login', 'Two');
		await titlesAre('Two');
		for (const title of ['Three', 'Four', 'Five']) {
			project.replace('login', title);
			await titlesAre(title);
			appendFileSync(project.list('login'), `- [ ] 2. ${title} more\n`);
			await titlesAre(title, `${title} more`);
		}
		expect(watching.watch.health()).toMatchObject({mode: 'live', missed: 0});
	});

	test('a deleted file goes, and comes back', async () => {
		project.write('login', 'One');
		project.write('logout', 'Other');
		await start();
		unlinkSync(project.list('login'));
		await titlesAre('Other');
		project.write('login', 'Again');
		await titlesAre('Again', 'Other');
		project.write('login', 'Still watched');
		await titlesAre('Other', 'Still watched');
		expect(watching.watch.health()).toMatchObject({mode: 'live', missed: 0});
	});

	test('a file deleted and written anew never disappears', async () => {
		project.write('login', 'One');
		await start();
		const seen = new Set<number>();
		watching.store.subscribe(() => seen.add(watching.store.getState().tasks.size));
		for (let round = 1; round <= 20; round++) {
			unlinkSync(project.list('login'));
			project.write('login', `Round ${round}`);
			await titlesAre(`Round ${round}`);
		}

		expect([...seen]).toEqual([1]);
	});

	test('a folder that is renamed takes its files along, and is still watched', async () => {
		project.write('login', 'One');
		await start();
		renameSync(project.at('.kiro', 'specs', 'login'), project.at('.kiro', 'specs', 'entry'));
		await waitFor(() => watching.paths().join() === project.list('entry'));
		project.write('entry', 'Two');
		await titlesAre('Two');
		project.write('login', 'New');
		await titlesAre('New', 'Two');
		project.write('login', 'Newer');
		await titlesAre('Newer', 'Two');
		expect(watching.watch.health()).toMatchObject({mode: 'live', missed: 0});
	});

	test('a folder that is deleted and made anew is watched again', async () => {
		project.write('login', 'One');
		await start();
		for (let round = 1; round <= 5; round++) {
			rmSync(project.at('.kiro'), {recursive: true});
			project.write('login', `Round ${round}`);
			await titlesAre(`Round ${round}`);
			project.write('login', `Round ${round} changed`);
			await titlesAre(`Round ${round} changed`);
		}
		expect(watching.watch.health()).toMatchObject({mode: 'live', missed: 0});
	});

	test('a whole tree that comes later is found and watched', async () => {
		await start();
		expect(watching.watch.health().mode).toBe('live');
		project.write('login', 'One');
		await titlesAre('One');
		project.write('login', 'Two');
		await titlesAre('Two');
		const elsewhere = createProject();
		elsewhere.write('deep', 'Deep');
		renameSync(elsewhere.folder, project.at('packages'));
		await titlesAre('Deep', 'Two');
		expect(watching.watch.health()).toMatchObject({mode: 'live', missed: 0});
	});

	test('a list in a folder that is a link inside the workspace is read once, and loops end', async () => {
		project.write('login', 'One');
		mkdirSync(project.at('vendor', 'plans', '.kiro', 'specs', 'far'), {recursive: true});
		writeFileSync(
			project.at('vendor', 'plans', '.kiro', 'specs', 'far', 'tasks.md'),
			listOf(['Far']),
		);
		symlinkSync(project.folder, project.at('.kiro', 'loop'));
		symlinkSync(project.at('.kiro'), project.at('same'));
		symlinkSync(project.at('vendor', 'plans'), project.at('plans'));
		symlinkSync(project.at('nowhere'), project.at('broken'));
		symlinkSync(project.at('itself'), project.at('itself'));
		await start();
		expect(watching.titles()).toEqual(['Far', 'One']);
		expect(watching.paths()).toContain(project.at('plans', '.kiro', 'specs', 'far', 'tasks.md'));
		writeFileSync(
			project.at('vendor', 'plans', '.kiro', 'specs', 'far', 'tasks.md'),
			listOf(['Farther']),
		);
		await titlesAre('Farther', 'One');
	});

	test('a list replaced by a folder is unreadable, and its tasks stay', async () => {
		project.write('login', 'One');
		await start();
		unlinkSync(project.list('login'));
		mkdirSync(project.list('login'));
		await waitFor(
			() => watching.store.getState().documents.get(project.list('login'))?.quality !== 'whole',
		);
		expect(watching.titles()).toEqual(['One']);
		rmSync(project.list('login'), {recursive: true});
		project.write('login', 'Two');
		await titlesAre('Two');
		expect(watching.watch.health()).toMatchObject({mode: 'live', missed: 0});
	});

	test('a thousand writes end in the right state, in few steps', async () => {
		const specs = Array.from({length: 50}, (_, index) => `spec-${index}`);
		for (const spec of specs) {
			project.write(spec, `${spec} begins`);
		}

		await start();
		let steps = 0;
		watching.store.subscribe(() => steps++);
		for (let round = 0; round < 20; round++) {
			for (const spec of specs) {
				project.replace(spec, `${spec} round ${round}`);
			}

			// Lets events come in between, as they would from other processes.
			await new Promise(setImmediate);
		}

		await titlesAre(...specs.map((spec) => `${spec} round 19`).sort());
		expect(steps).toBeLessThan(200);
		expect(watching.watch.health()).toMatchObject({mode: 'live', missed: 0});
	});
});
