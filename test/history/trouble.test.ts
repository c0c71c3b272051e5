import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {historyFile} from '../../source/history/history.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {boxes, listPath, noon, read} from '../store/project.ts';
import {temporaryFolder, type Watching, watching} from './watching.ts';

let place: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
	place = temporaryFolder();
	file = path.join(place.folder, historyFile);
});

afterEach(() => {
	chmodSync(place.folder, 0o700);
	place.remove();
});

const second = 1000;

const begin = ({history, apply, getState}: Watching, at = noon): void => {
	apply([read(listPath('login'), boxes('   '))], at, true);
	history.endFirstRead(getState(), at);
	history.begin();
};

const marks = ['-  ', 'x- ', 'xx-', 'xxx'];

/** The same story as several have seen it, each a moment later than the one before. */
const tell = (everyone: readonly Watching[], at = noon, written = noon): void => {
	for (const [index, text] of marks.entries()) {
		for (const [delay, {apply}] of everyone.entries()) {
			const now = at + (index + 1) * second + delay * 30;
			apply([read(listPath('login'), boxes(text), written + (index + 1) * second)], now);
		}
	}
};

const transitionsIn = async ({history}: Watching): Promise<number> =>
	(await history.queries())!.timeline({}, 1000).transitions.length;

const integrity = (): unknown => {
	const database = new DatabaseSync(file);
	const result = Object.values(database.prepare('pragma integrity_check').get()!)[0];
	database.close();
	return result;
};

describe('two that watch the same', () => {
	test('record everything once', async () => {
		const both = [watching(place.folder), watching(place.folder)];
		both.forEach((one) => begin(one));
		tell(both);
		await Promise.all(both.map(({history}) => history.whenWritten()));
		const [one] = both as [Watching];
		expect(await transitionsIn(one)).toBe(one.getState().transitions.length);
		const queries = (await one.history.queries())!;
		expect(queries.versionsOf(listPath('login'))).toHaveLength(marks.length + 1);
		expect(queries.attempts().map(({id, outcome}) => [id, outcome])).toEqual([
			['1', 'completed'],
			['2', 'completed'],
			['3', 'completed'],
		]);
		expect(both.flatMap(({notices}) => notices)).toEqual([]);
		await Promise.all(both.map(({history}) => history.close()));
	});
});

test('who is late to tell what they saw first tells nothing new', async () => {
	const [quick, late] = [watching(place.folder), watching(place.folder)];
	begin(quick);
	begin(late);
	tell([quick], noon + 50);
	await Promise.all([quick, late].map(({history}) => history.whenWritten()));
	tell([late], noon);
	await late.history.whenWritten();
	const queries = (await quick.history.queries())!;
	// The times of the files are told as well: they were the same for both.
	expect(queries.versionsOf(listPath('login'))).toHaveLength(marks.length + 1);
	expect(await transitionsIn(quick)).toBe(quick.getState().transitions.length);
	await Promise.all([quick, late].map(({history}) => history.close()));
});

describe('a file that cannot be used', () => {
	test('when corrupt is set aside, and a new one is begun', async () => {
		writeFileSync(file, 'SQLite format 3\0'.padEnd(8192, 'rubbish'));
		const one = watching(place.folder);
		begin(one);
		tell([one]);
		await one.history.whenWritten();
		expect(one.notices).toEqual([expect.stringContaining('corrupt and begun anew')]);
		const aside = readdirSync(place.folder).filter((name) => name.includes('.corrupt-'));
		expect(aside).toHaveLength(1);
		expect(readFileSync(path.join(place.folder, aside[0]!), 'utf8')).toContain('rubbish');
		expect(await transitionsIn(one)).toBe(one.getState().transitions.length);
		await one.history.close();
	});

	test('of a newer metawatch, or of another program, is left alone', async () => {
		for (const [statement, reason] of [
			['pragma user_version = 99', 'newer metawatch'],
			['create table other (a)', 'another program'],
		] as const) {
			const database = new DatabaseSync(file);
			database.exec(statement);
			database.close();
			const before = readFileSync(file);
			const one = watching(place.folder);
			begin(one);
			tell([one]);
			await one.history.whenWritten();
			expect(one.notices).toEqual([expect.stringContaining(reason)]);
			expect(one.notices[0]).toMatch(/^off: /);
			expect(await one.history.queries()).toBeNull();
			await one.history.close();
			expect(readFileSync(file)).toEqual(before);
			spawnSync('rm', [file]);
		}
	});

	test.skipIf(process.getuid?.() === 0)(
		'in a folder that may not be written: off, said once',
		async () => {
			chmodSync(place.folder, 0o500);
			const one = watching(path.join(place.folder, 'deeper'));
			begin(one);
			tell([one]);
			await one.history.whenWritten();
			expect(one.notices).toEqual([expect.stringMatching(/^off: /)]);
			await one.history.close();
		},
	);

	test('in a place that is no folder: off, said once', async () => {
		writeFileSync(path.join(place.folder, 'file'), '');
		const one = watching(path.join(place.folder, 'file'));
		begin(one);
		tell([one]);
		await one.history.whenWritten();
		expect(one.notices).toEqual([expect.stringMatching(/^off: /)]);
		await one.history.close();
	});
});

test('without `begin` nothing is written', async () => {
	const one = watching(path.join(place.folder, 'never'));
	one.apply([read(listPath('login'), boxes(' '))], noon, true);
	await one.history.close();
	expect(existsSync(path.join(place.folder, 'never'))).toBe(false);
});

test('a full disk pauses recording; it goes on when there is room, and nothing is lost', async () => {
	const ballast = `${boxes('x')}\n${noise(99, 400_000)}`;
	const first = watching(place.folder);
	begin(first);
	first.apply([read(listPath('ballast'), ballast, noon + second)], noon + second);
	await first.history.whenWritten();
	await first.history.close();
	const pages = statSync(file).size / 4096;

	const one = watching(place.folder, {maximumPages: pages + 2, retryMs: 20});
	begin(one, noon + 60 * second);
	const text = (index: number) => `${boxes('x-')}\n${noise(index, 30_000)}`;
	for (let index = 0; index < 10; index++) {
		const at = noon + (61 + index) * second;
		one.apply([read(listPath('large'), text(index), at)], at);
	}

	await waitFor(() => one.notices.length > 0);
	expect(one.notices).toEqual(['paused: history is paused: the disk is full']);
	expect(integrity()).toBe('ok');

	// Somebody makes room.
	const database = new DatabaseSync(file, {timeout: 5000});
	const large = 'select id from contents where length(bytes) > 200000';
	database.exec(`delete from versions where content_id in (${large});
		delete from contents where id in (${large})`);
	database.close();
	await one.history.whenWritten();
	expect(one.notices.slice(1)).toEqual(['recording: history is recorded again']);
	const queries = (await one.history.queries())!;
	expect(queries.versionsOf(listPath('large')).map(({id}) => queries.textOf(id))).toEqual(
		Array.from({length: 10}, (_, index) => text(9 - index)),
	);
	await one.history.close();
	expect(integrity()).toBe('ok');
});

/** Text that no compression makes small, always the same for a seed. */
const noise = (seed: number, length: number): string => {
	let state = seed + 1;
	let text = '';
	while (text.length < length) {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		text += state.toString(36);
	}

	return text;
};

test('kill -9 while recording leaves a whole database, and the next one goes on', async () => {
	const program = fileURLToPath(new URL('../helpers/record-until-killed.ts', import.meta.url));
	for (const [round, wait] of [3, 40, 120].entries()) {
		const child = spawn(process.execPath, ['--no-warnings', program, place.folder, String(round)], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const gone = new Promise((resolve) => child.once('exit', resolve));
		let written = 0;
		child.stdout.on('data', (data: Buffer) => {
			written += data.toString().split('\n').length - 1;
			if (written >= wait) {
				child.kill('SIGKILL');
			}
		});
		await gone;
		expect(child.signalCode).toBe('SIGKILL');
		expect(integrity()).toBe('ok');
	}

	const one = watching(place.folder);
	begin(one, noon + 3600 * second);
	await one.history.whenWritten();
	expect(one.notices).toEqual([]);
	const queries = (await one.history.queries())!;
	expect(queries.summary().versions).toBeGreaterThan(100);
	for (const {id} of queries.versionsOf(listPath('login')).slice(0, 20)) {
		expect(queries.textOf(id)).toMatch(/^- \[/);
	}

	await one.history.close();
}, 60_000);
