import * as fc from 'fast-check';
import {rmSync, renameSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {Health} from '../../source/model/health.ts';
import type {BackendListener, CreateBackend} from '../../source/watch/backend.ts';
import {createFolderBackend} from '../../source/watch/folder-backend.ts';
import {createHealthBoard} from '../../source/watch/health-board.ts';
import type {Watch} from '../../source/watch/watch.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {createProject, type Project, type Watching, watchProject} from './project.ts';

/** A backend that works, and fails when a test says so. */
const fragile = () => {
	let listener: BackendListener | null = null;
	const createBackend: CreateBackend = async (given) => {
		listener = given;
		return createFolderBackend(given);
	};

	return {
		createBackend,
		fail: (error: Error, folder: string | null) => listener!.onTrouble(error, folder),
	};
};

const errorWithCode = (code: string): Error => Object.assign(new Error(code), {code});

/** Every mode it has had since, with its reason. */
const modesOf = (watch: Watch): Pick<Health, 'mode' | 'reason'>[] => {
	const modes: Pick<Health, 'mode' | 'reason'>[] = [];
	watch.subscribe(() => {
		const {mode, reason} = watch.health();
		modes.push({mode, reason});
	});
	return modes;
};

let project: Project;
let watching: Watching | null = null;

beforeEach(() => {
	project = createProject();
	project.write('login', 'One');
});

afterEach(async () => {
	await watching?.close();
	watching = null;
	project.remove();
});

describe('a watch never says it is live when it is not', () => {
	test.each([
		['ENOSPC', 'inotify limit reached'],
		['EMFILE', 'too many open files or watchers'],
	])('%s in the middle: files are asked from then on, and changes found', async (code, reason) => {
		const backend = fragile();
		watching = await watchProject([project.folder], {createBackend: backend.createBackend});
		const {watch, titles} = watching;
		expect(watch.health().mode).toBe('live');
		backend.fail(errorWithCode(code), null);
		expect(watch.health()).toMatchObject({mode: 'polling'});
		expect(watch.health().reason).toContain(reason);
		expect(watch.health().reason).toContain('files are asked every 2 s');
		const before = watch.vitals().lastPass!.at;
		project.replace('login', 'Two');
		await waitFor(() => titles().join() === 'Two');
		await waitFor(() => watch.vitals().lastPass!.at > before);
		// Nobody says that it is over, so it is not.
		expect(watch.health().mode).toBe('polling');
	});

	test('a watch that the system ends: polling with the reason, and live when it is watched again', async () => {
		const backend = fragile();
		watching = await watchProject([project.folder], {createBackend: backend.createBackend});
		const {watch, titles} = watching;
		const folder = project.list('login').replace('/tasks.md', '');
		const modes = modesOf(watch);
		backend.fail(new Error('a watch was ended by the system'), folder);
		expect(modes).toEqual([
			{
				mode: 'polling',
				reason:
					'changes are not reported (a watch was ended by the system); files are asked every 2 s',
			},
		]);
		await waitFor(() => watch.health().mode === 'live');
		project.replace('login', 'Two');
		await waitFor(() => titles().join() === 'Two');
	});

	test('a workspace that goes and comes back is stale in between', async () => {
		watching = await watchProject([project.folder]);
		const {watch} = watching;
		const modes = modesOf(watch);
		renameSync(project.folder, `${project.folder}-away`);
		await waitFor(() => watch.health().mode === 'stale');
		renameSync(`${project.folder}-away`, project.folder);
		await waitFor(() => watch.health().mode === 'live');
		expect(modes.map(({mode}) => mode)).toEqual(['stale', 'live']);
		rmSync(`${project.folder}-away`, {recursive: true, force: true});
	});

	test('after it was held up it is stale, says for how long, and compares all files', async () => {
		watching = await watchProject([project.folder]);
		const {watch, titles} = watching;
		const modes = modesOf(watch);
		const before = watch.vitals().lastPass!.at;
		const passes = (): boolean => watch.vitals().lastPass!.at > before;
		project.replace('login', 'Two');
		// Nothing else runs meanwhile: no event, no timer.
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4200);
		await waitFor(() => watch.health().mode === 'stale');
		await waitFor(() => watch.health().mode === 'live' && passes());
		expect(modes[0]!.reason).toMatch(/^held up for \d+s: what is shown may be that old/);
		expect(modes.map(({mode}) => mode)).toEqual(['stale', 'live']);
		expect(titles()).toEqual(['Two']);
		expect(watch.health().missed).toBe(0);
	});

	test('for any order of what is known', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record(
						{
							isFirstReadDone: fc.boolean(),
							isWatching: fc.boolean(),
							stale: fc.constantFrom(null, 'gone'),
							polling: fc.constantFrom(null, 'limit'),
						},
						{requiredKeys: []},
					),
				),
				(updates) => {
					const board = createHealthBoard();
					let told = board.health();
					board.subscribe(() => {
						told = board.health();
					});
					const known = {isFirstReadDone: false, isWatching: false, stale: null, polling: null};
					for (const update of updates) {
						board.update(update);
						Object.assign(known, update);
						const {isFirstReadDone, isWatching, stale, polling} = known;
						expect(told.mode === 'live').toBe(
							isFirstReadDone && isWatching && stale === null && polling === null,
						);
						expect(told.reason === null).toBe(told.mode === 'live' || told.mode === 'scanning');
					}
				},
			),
		);
	});
});

describe('what a watch measures about itself', () => {
	test('the lag of changes, the last pass, and what it takes', async () => {
		watching = await watchProject([project.folder]);
		const {watch, titles} = watching;
		const {lag, drawnLag, lastPass, watchedFolders} = watch.vitals();
		expect({lag, drawnLag}).toEqual({lag: null, drawnLag: null});
		expect(lastPass).toMatchObject({different: 0});
		expect(watchedFolders).toBeGreaterThanOrEqual(3);
		project.write('login', 'One', 'Two');
		await waitFor(() => titles().length === 2);
		project.replace('login', 'One', 'Two', 'Three');
		await waitFor(() => titles().length === 3);
		watch.noteDrawn(true);
		const {lag: now, drawnLag: drawn, memoryBytes} = watch.vitals();
		expect(now!.samples).toBeGreaterThanOrEqual(2);
		expect(drawn!.samples).toBe(now!.samples);
		expect(drawn!.p95Ms).toBeGreaterThanOrEqual(now!.p95Ms);
		expect(now!.p95Ms).toBeLessThan(5000);
		expect(memoryBytes).toBeGreaterThan(1_000_000);
	});

	test('a file that is new here brings old times along: it is not measured', async () => {
		watching = await watchProject([project.folder]);
		const {watch, titles} = watching;
		project.write('logout', 'New');
		await waitFor(() => titles().includes('New'));
		expect(watch.vitals().lag).toBeNull();
	});

	test('its share of the processor, once there was time to measure it', async () => {
		watching = await watchProject([project.folder]);
		const {watch} = watching;
		await waitFor(() => watch.vitals().cpuShare !== null);
		expect(watch.vitals().cpuShare).toBeGreaterThanOrEqual(0);
		expect(watch.vitals().cpuShare).toBeLessThan(64);
	});
});
