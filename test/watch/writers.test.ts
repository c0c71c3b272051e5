import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import type {Format} from '../../source/formats/format.ts';
import {formatByName} from '../../source/formats/index.ts';
import {createStore} from '../../source/store/store.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import {startWatch} from '../../source/watch/watch.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {createProject, listOf, type Project, type Watching, watchProject} from './project.ts';

/** Rewrites a file in place, over and over: truncates it, writes one half, then the other. */
const rewriter = (file: string, content: string): ChildProcess =>
	spawn(process.execPath, ['--input-type=module', '--eval', rewriting, file, content], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});

const rewriting = `
import {closeSync, openSync, writeSync} from 'node:fs';
const [file, content] = process.argv.slice(1);
const half = Math.ceil(content.length / 2);
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
for (let round = 0; round < 300; round++) {
	const descriptor = openSync(file, 'w');
	pause();
	writeSync(descriptor, content.slice(0, half));
	writeSync(descriptor, content.slice(half));
	closeSync(descriptor);
	pause();
}
`;

const ended = (child: ChildProcess): Promise<unknown> =>
	new Promise((resolve) => {
		child.once('exit', resolve);
	});

describe('writers of all kinds', () => {
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

	test('one that rewrites in place without rest never makes a task vanish or grey', async () => {
		project.write('login', 'One', 'Two', 'Three');
		watching = await watchProject([project.folder]);
		const {store, titles} = watching;
		let steps = 0;
		const seen = new Set<string>();
		store.subscribe(() => {
			steps++;
			seen.add(titles().join());
			for (const task of store.getState().tasks.values()) {
				seen.add(String(rowOf(task, undefined, Date.now()).isStale));
			}
		});
		await ended(rewriter(project.list('login'), listOf(['One', 'Two', 'Three'])));
		project.write('login', 'One', 'Three', 'Two', 'Zero');
		await waitFor(() => titles().join() === 'One,Three,Two,Zero');
		seen.delete('One,Three,Two,Zero');
		expect([...seen].sort()).toEqual(['One,Three,Two', 'false']);
		expect(steps).toBeGreaterThan(2);
	});

	test('one that empties a file and leaves it so', async () => {
		project.write('login', 'One');
		watching = await watchProject([project.folder]);
		const {store} = watching;
		writeFileSync(project.list('login'), '');
		await waitFor(() => store.getState().documents.get(project.list('login'))?.stat.size === 0);
		expect(store.getState().documents.get(project.list('login'))?.quality).toBe('empty');
	});

	test('one that only touches a file', async () => {
		project.write('login', 'One');
		watching = await watchProject([project.folder]);
		const {store, titles} = watching;
		utimesSync(project.list('login'), 1_700_000_000, 1_700_000_000);
		await waitFor(
			() =>
				store.getState().documents.get(project.list('login'))?.stat.modifiedAt ===
				1_700_000_000_000,
		);
		expect(titles()).toEqual(['One']);
	});

	/** kiro lists that refer to a file named in their first line. */
	const referring: Format = {
		...formatByName('kiro'),
		claims: (file) => (file.endsWith('/tasks.md') ? {kind: 'list', reader: 'text'} : null),
	};

	test('one that makes what a document refers to', async () => {
		// The checkpoint of this format refers to the sources that its project names.
		project.write('login', 'One');
		const store = createStore();
		const watch = startWatch({
			workspaces: [project.folder],
			store: {
				...store,
				getState() {
					const state = store.getState();
					const document = state.documents.get(project.list('login'));
					return document
						? {
								...state,
								documents: new Map([
									[document.path, {...document, references: [project.at('result.md')]}],
								]),
							}
						: state;
				},
			},
			formats: [referring],
			settings: {...defaultSettings, reconcileSeconds: 3600},
		});
		const looked = () =>
			store.getState().documents.get(project.list('login'))?.referenceStats ?? new Map();
		await watch.whenWatching;
		expect([...looked()]).toEqual([[project.at('result.md'), null]]);

		writeFileSync(project.at('result.md'), 'done');
		await waitFor(() => looked().get(project.at('result.md'))?.size === 4);
		expect(store.getState().transitions).toEqual([]);
		writeFileSync(project.at('result.md'), 'done twice');
		await waitFor(() => looked().get(project.at('result.md'))?.size === 10);
		rmSync(project.at('result.md'));
		await waitFor(() => looked().get(project.at('result.md')) === null);
		mkdirSync(project.at('result.md'));
		await waitFor(() => looked().get(project.at('result.md'))?.isFolder === true);
		await watch.close();
	});

	test('nothing keeps a process alive after close', async () => {
		project.write('login', 'One');
		const script = `
			import {startWatch} from ${JSON.stringify(new URL('../../source/watch/watch.ts', import.meta.url).href)};
			import {createStore} from ${JSON.stringify(new URL('../../source/store/store.ts', import.meta.url).href)};
			import {defaultSettings} from ${JSON.stringify(new URL('../../source/model/settings.ts', import.meta.url).href)};
			const start = () => startWatch({workspaces: [process.argv[1]], store: createStore(), settings: defaultSettings});
			const early = start();
			await early.close();
			const watch = start();
			await watch.whenWatching;
			process.stdout.write(watch.health().mode + ' ' + watch.health().files);
			await watch.close();
			await watch.rescan();
		`;
		const child = spawn(
			process.execPath,
			['--input-type=module', '--eval', script, project.folder],
			{stdio: ['ignore', 'pipe', 'inherit']},
		);
		let output = '';
		child.stdout.on('data', (data: Buffer) => {
			output += data.toString();
		});
		expect(await ended(child)).toBe(0);
		expect(output).toBe('live 1');
	});

	test.each(['delete', 'wal'] as const)('one that writes to a database (%s)', async (mode) => {
		const {DatabaseSync} = await import('node:sqlite');
		const file = project.at('state.db');
		const writer = new DatabaseSync(file);
		writer.exec(`PRAGMA journal_mode=${mode}; CREATE TABLE work (title TEXT)`);
		const kiro = formatByName('kiro');
		const counted: number[] = [];
		const store = createStore();
		const watch = startWatch({
			workspaces: [project.folder],
			store: {
				...store,
				apply(changes, now, isFirst) {
					for (const change of changes) {
						if (change.type === 'read' && change.input.content.type === 'database') {
							counted.push(change.input.content.database.tables['work']?.rows.length ?? -1);
						}
					}

					store.apply(changes, now, isFirst);
				},
			},
			formats: [
				{
					...kiro,
					folders: [],
					claims: (claimed) =>
						path.basename(claimed) === 'state.db'
							? {kind: 'state', reader: 'database', tables: ['work']}
							: null,
				},
			],
			settings: {...defaultSettings, reconcileSeconds: 3600},
		});
		await watch.whenWatching;
		expect(counted).toEqual([0]);
		writer.exec(`INSERT INTO work VALUES ('one')`);
		await waitFor(() => counted.at(-1) === 1);
		writer.exec(`INSERT INTO work VALUES ('two'), ('three')`);
		await waitFor(() => counted.at(-1) === 3);
		expect(existsSync(`${file}-wal`)).toBe(mode === 'wal');
		const size = statSync(file).size;
		writer.close();
		await watch.rescan();
		expect(statSync(file).size).toBeGreaterThanOrEqual(size);
		expect(watch.health().missed).toBe(0);
		await watch.close();
	});
});
