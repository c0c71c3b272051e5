import {spawn, type ChildProcess} from 'node:child_process';
import {
	chmodSync,
	closeSync,
	existsSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
	writeSync,
	cpSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {readDatabase} from '../../source/watch/read-database.ts';
import {corpusFolder} from '../helpers/corpus.ts';

let folder: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'read-database-'));
	file = path.join(folder, 'tasks.db');
});

afterEach(async () => {
	await Promise.all(children.splice(0).map(killed));
	chmodSync(folder, 0o700);
	rmSync(folder, {recursive: true, force: true});
});

const killed = async (child: ChildProcess): Promise<void> => {
	if (child.exitCode === null && child.signalCode === null) {
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGKILL');
		await gone;
	}
};

/** A writer in a process of its own: says `ready` and then keeps its connection open. */
const writer = async (statements: string): Promise<ChildProcess> => {
	const script = `
		const {DatabaseSync} = require('node:sqlite');
		const database = new DatabaseSync(${JSON.stringify(file)});
		${statements}
		console.log('ready');
		setInterval(() => {}, 1000);
	`;
	const child = spawn(process.execPath, ['--no-warnings', '-e', script], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	children.push(child);
	await new Promise<void>((resolve, reject) => {
		child.stdout.once('data', () => resolve());
		child.once('exit', () => reject(new Error('the writer ended')));
	});
	return child;
};

const create = (statements: string): void => {
	const database = new DatabaseSync(file);
	database.exec(statements);
	database.close();
};

/** Everything in the folder: names, bytes, and times of change. */
const state = (): Record<string, string> =>
	Object.fromEntries(
		readdirSync(folder)
			.sort()
			.map((name) => {
				const found = path.join(folder, name);
				const stat = statSync(found);
				return [
					name,
					`${stat.size} ${stat.mtimeMs} ${stat.mode} ${stat.isFile() ? readFileSync(found).toString('base64') : ''}`,
				];
			}),
	);

/** Reads, and holds the promise that nothing beside the file was created or changed. */
const readUntouched = async (tables: readonly string[]) => {
	const before = state();
	const leftovers = privateFolders();
	const content = await readDatabase(file, tables);
	expect(state()).toEqual(before);
	expect(privateFolders()).toEqual(leftovers);
	return content;
};

const privateFolders = (): string[] =>
	readdirSync(tmpdir()).filter((name) => name.startsWith(`metawatch-${process.pid}-`));

const plainTable =
	"create table t (id text primary key, n integer); insert into t values ('a', 1), ('b', 2)";

/** Changes every row inside a transaction and lets the changed pages reach the file. */
const halfDone = `
	database.exec("create table t (id integer primary key, word text)");
	database.exec("with recursive c(i) as (select 1 union all select i + 1 from c where i < 2000) insert into t select i, 'before ' || i from c");
	database.exec("pragma cache_size = 5; pragma cache_spill = 5; begin immediate; update t set word = 'after ' || id");
`;

describe('a database in rollback mode', () => {
	test('is read where it lies', async () => {
		create(plainTable);
		expect(await readUntouched(['t'])).toEqual({
			tables: {
				t: {
					columns: ['id', 'n'],
					rows: [
						{id: 'a', n: 1},
						{id: 'b', n: 2},
					],
				},
			},
			state: 'read',
			hasHotJournal: false,
			detail: null,
		});
	});

	test('gives only the tables asked for that are there', async () => {
		create(`${plainTable}; create table secret (x); insert into secret values (1)`);
		const {tables} = await readUntouched(['t', 'missing']);
		expect(Object.keys(tables)).toEqual(['t']);
	});

	test('is read through a symbolic link, journals beside the real file included', async () => {
		create(plainTable);
		const link = path.join(folder, 'link.db');
		symlinkSync(file, link);
		file = link;
		const {state: how, tables} = await readUntouched(['t']);
		expect([how, tables['t']!.rows.length]).toEqual(['read', 2]);
	});

	test('is read in a folder and a file that may not be written', async () => {
		create(plainTable);
		chmodSync(file, 0o400);
		chmodSync(folder, 0o500);
		const {state: how, tables} = await readUntouched(['t']);
		expect([how, tables['t']!.rows.length]).toEqual(['read', 2]);
	});

	test('is busy while a writer holds it, and read when the writer is gone', async () => {
		create(plainTable);
		const child = await writer(
			'database.exec("pragma locking_mode = exclusive; begin exclusive; update t set n = 9")',
		);
		// The journal of the living writer is beside it: what is read is the state before.
		const during = await readUntouched(['t']);
		expect(['recovered', 'read']).toContain(during.state);
		expect(during.tables['t']!.rows.map(({n}) => n)).toEqual([1, 2]);
		await killed(child);
		const after = await readUntouched(['t']);
		expect(after.tables['t']!.rows.map(({n}) => n)).toEqual([1, 2]);
	});

	test('is busy when it is locked without a journal', async () => {
		create(plainTable);
		await writer('database.exec("begin exclusive")');
		expect(existsSync(`${file}-journal`)).toBe(false);
		const content = await readUntouched(['t']);
		expect(content).toMatchObject({state: 'busy', tables: {}});
	});
});

describe('values', () => {
	test('are plain and safe: big integers, blobs, infinities, null', async () => {
		create(`create table t (v);
			insert into t values (9007199254740993), (-9223372036854775808), (42), (1.5), (9e999), (null),
				(x'00ff'), ('word')`);
		const {tables} = await readUntouched(['t']);
		expect(tables['t']!.rows.map(({v}) => v)).toEqual([
			'9007199254740993',
			'-9223372036854775808',
			42,
			1.5,
			null,
			null,
			null,
			'word',
		]);
	});

	test('of text are harmless, also in names of columns', async () => {
		create(`create table t ("na\u001B[2Jme" text, "__proto__" text);
			insert into t values ('a\u001B]52;c;ZXZpbA==\u0007b' || char(10) || 'c' || char(8238), 'kept')`);
		const {tables} = await readUntouched(['t']);
		expect(tables['t']!.columns).toEqual(['name', '__proto__']);
		expect(Object.entries(tables['t']!.rows[0]!)).toEqual([
			['name', 'ab c'],
			['__proto__', 'kept'],
		]);
	});

	test('of enormous length are cut before they are loaded', async () => {
		create("create table t (v); insert into t values (replace(hex(zeroblob(2000000)), '0', 'x'))");
		const {tables} = await readUntouched(['t']);
		expect(String(tables['t']!.rows[0]!['v'])).toHaveLength(65_536);
	});

	test('are in the order of the table, with and without row ids', async () => {
		create(`create table a (id text primary key); insert into a values ('z'), ('a'), ('m');
			create table b (id text primary key) without rowid; insert into b values ('z'), ('a'), ('m')`);
		const {tables} = await readUntouched(['a', 'b']);
		expect(tables['a']!.rows.map(({id}) => id)).toEqual(['z', 'a', 'm']);
		expect(new Set(tables['b']!.rows.map(({id}) => id))).toEqual(new Set(['a', 'm', 'z']));
	});

	test('of many columns are cut to the first ones, and it is said', async () => {
		const names = Array.from({length: 1991}, (_, index) => `c${index}`);
		create(`create table t (${names.join()}); insert into t (c0, c63, c64) values (1, 2, 3)`);
		const {tables, detail} = await readDatabase(file, ['t']);
		expect(tables['t']!.columns).toHaveLength(64);
		expect(tables['t']!.rows).toMatchObject([{c0: 1, c63: 2}]);
		expect(Object.keys(tables['t']!.rows[0]!)).toHaveLength(64);
		expect(detail).toContain('t: only the first 64 of 1,991 columns');
	});

	test('of many values in all are cut to the newest rows', async () => {
		const names = Array.from({length: 64}, (_, index) => `c${index}`);
		create(
			`create table t (${names.join()}); with recursive n(i) as (select 1 union all select i + 1 from n where i < 60000) insert into t (c0) select i from n`,
		);
		const {tables, detail} = await readDatabase(file, ['t']);
		expect(tables['t']!.rows).toHaveLength(46_875);
		expect(tables['t']!.rows.at(-1)).toMatchObject({c0: 60_000});
		expect(detail).toContain('t: only the last 46,875 rows');
	});

	test('of more than 200,000 rows are cut to the newest, and it is said', async () => {
		create(`create table t (n integer);
			with recursive c(i) as (select 1 union all select i + 1 from c where i < 200005) insert into t select i from c`);
		const {tables, detail} = await readUntouched(['t']);
		expect(tables['t']!.rows).toHaveLength(200_000);
		expect(tables['t']!.rows[0]).toEqual({n: 6});
		expect(detail).toBe('t: only the last 200,000 rows');
	});

	test('of names with quotes are read as what they are', async () => {
		create(`create table "t""; drop" ("a""b" text); insert into "t""; drop" values ('x')`);
		const {tables} = await readUntouched(['t"; drop']);
		expect(tables['t"; drop']!.rows).toEqual([{'a"b': 'x'}]);
	});
});

describe('a hostile database', () => {
	test('runs no query of its own: views are not read', async () => {
		create(
			'create view t as with recursive c(i) as (select 1 union all select i + 1 from c) select i from c',
		);
		expect(await readUntouched(['t'])).toMatchObject({state: 'read', tables: {}});
	});

	test('cannot name a file to be deleted in its journal', async () => {
		const victim = path.join(folder, 'victim.txt');
		writeFileSync(victim, 'precious');
		await killed(await writer(halfDone));
		endWithName(`${file}-journal`, victim);
		const content = await readUntouched(['t']);
		expect(readFileSync(victim, 'utf8')).toBe('precious');
		expect(content.state).toBe('recovered');
		expect(content.tables['t']!.rows.every(({word}) => String(word).startsWith('before'))).toBe(
			true,
		);
	});
});

/** Ends a journal as SQLite does for a transaction over several files. */
const endWithName = (journal: string, name: string): void => {
	const bytes = Buffer.from(name);
	const end = Buffer.alloc(16);
	end.writeUInt32BE(bytes.length, 0);
	end.writeUInt32BE(
		bytes.reduce((sum, byte) => sum + byte, 0),
		4,
	);
	Buffer.from([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]).copy(end, 8);
	writeFileSync(journal, Buffer.concat([readFileSync(journal), Buffer.alloc(4), bytes, end]));
};

describe('a crashed writer', () => {
	test('leaves a hot journal: what was before is read, and the files stay', async () => {
		await killed(await writer(halfDone));
		expect(existsSync(`${file}-journal`)).toBe(true);
		expect(readFileSync(file).includes('after 1')).toBe(true);
		const content = await readUntouched(['t']);
		expect(content).toMatchObject({state: 'recovered', hasHotJournal: true, detail: null});
		const rows = content.tables['t']!.rows;
		expect(rows).toHaveLength(2000);
		expect(rows.every(({id, word}) => word === `before ${String(id)}`)).toBe(true);
	});

	test('is read in a folder that may not be written', async () => {
		await killed(await writer(halfDone));
		for (const name of readdirSync(folder)) {
			chmodSync(path.join(folder, name), 0o400);
		}

		chmodSync(folder, 0o500);
		const content = await readUntouched(['t']);
		expect(content).toMatchObject({state: 'recovered', hasHotJournal: true});
		expect(content.tables['t']!.rows).toHaveLength(2000);
	});

	test('that finished its transaction over several files is not rolled back', async () => {
		await killed(await writer(halfDone));
		endWithName(`${file}-journal`, path.join(folder, 'gone-journal'));
		const content = await readUntouched(['t']);
		expect(content.tables['t']!.rows.some(({word}) => String(word).startsWith('after'))).toBe(true);
	});

	test('in write-ahead mode leaves a log: what was committed is read', async () => {
		await killed(
			await writer(
				'database.exec("pragma journal_mode = wal; create table t (n); insert into t values (1); begin; insert into t values (2)")',
			),
		);
		expect(existsSync(`${file}-wal`)).toBe(true);
		const content = await readUntouched(['t']);
		expect(content).toMatchObject({state: 'recovered', hasHotJournal: false});
		expect(content.tables['t']!.rows).toEqual([{n: 1}]);
	});
});

describe('a database in write-ahead mode', () => {
	test('is read with its log while a writer is at work', async () => {
		await writer(
			'database.exec("pragma journal_mode = wal; create table t (n); insert into t values (1), (2), (3)")',
		);
		const content = await readUntouched(['t']);
		expect(content.state).toBe('recovered');
		expect(content.tables['t']!.rows).toEqual([{n: 1}, {n: 2}, {n: 3}]);
	});

	test('without a log is read without leaving one', async () => {
		create(`pragma journal_mode = wal; ${plainTable}`);
		expect(readdirSync(folder)).toEqual(['tasks.db']);
		const content = await readUntouched(['t']);
		expect([content.state, content.tables['t']!.rows.length]).toEqual(['read', 2]);
	});
});

test('a journal that is kept but empty is not a crash', async () => {
	create(`pragma journal_mode = persist; ${plainTable}; update t set n = 5`);
	expect(existsSync(`${file}-journal`)).toBe(true);
	const content = await readUntouched(['t']);
	expect(content).toMatchObject({state: 'read', hasHotJournal: false});
	expect(content.tables['t']!.rows.map(({n}) => n)).toEqual([5, 5]);
});

describe('a broken file', () => {
	test('of no bytes is an empty database', async () => {
		writeFileSync(file, '');
		expect(await readUntouched(['t'])).toMatchObject({state: 'empty', detail: 'empty database'});
	});

	test.each([
		['other text', 'hello, world'],
		['a short header', 'SQLite format 3\0'],
		['a long text', 'x'.repeat(5000)],
	])('of %s is malformed', async (_what, text) => {
		writeFileSync(file, text);
		expect(await readUntouched(['t'])).toMatchObject({
			state: 'malformed',
			detail: 'file is not a database',
			tables: {},
		});
	});

	test('that was cut says how much is left', async () => {
		create(`${plainTable}; create table u (v); insert into u values (zeroblob(40000))`);
		const {size} = statSync(file);
		truncateSync(file, 8192);
		expect(await readUntouched(['t'])).toMatchObject({
			state: 'truncated',
			detail: `8,192 of ${size.toLocaleString('en-US')} bytes`,
		});
	});

	test('with damaged pages says what SQLite says', async () => {
		create(
			`${plainTable}; with recursive c(i) as (select 1 union all select i + 1 from c where i < 3000) insert into t select 'k' || i, i from c`,
		);
		const handle = openSync(file, 'r+');
		writeSync(handle, Buffer.alloc(8192, 0x5a), 0, 8192, 4096);
		closeSync(handle);
		expect(await readUntouched(['t'])).toMatchObject({
			state: 'malformed',
			detail: 'database disk image is malformed',
		});
	});

	test('that is a folder is malformed', async () => {
		mkdirSync(file);
		expect(await readUntouched(['t'])).toMatchObject({state: 'malformed'});
	});

	test('that is not there is an error of the file system', async () => {
		await expect(readDatabase(file, ['t'])).rejects.toMatchObject({code: 'ENOENT'});
	});

	test('of any flipped byte is answered, and never changed', async () => {
		create(`${plainTable}; create table execution_history (a, b, c)`);
		const whole = readFileSync(file);
		for (let offset = 0; offset < whole.length; offset += 37) {
			const bytes = Buffer.from(whole);
			bytes[offset] = bytes[offset]! ^ 0xff;
			writeFileSync(file, bytes);
			const content = await readDatabase(file, ['t', 'execution_history']);
			expect(['read', 'malformed', 'truncated']).toContain(content.state);
			expect(readFileSync(file).equals(bytes)).toBe(true);
			expect(readdirSync(folder)).toEqual(['tasks.db']);
		}
	});
});

test('loading SQLite says nothing on the screen, and other warnings still do', async () => {
	create(plainTable);
	const module = pathToFileURL(path.resolve('source/watch/read-database.ts')).href;
	const child = spawn(
		process.execPath,
		[
			'--input-type=module',
			'-e',
			`const {readDatabase} = await import(${JSON.stringify(module)});
			const reading = readDatabase(${JSON.stringify(file)}, ['t']);
			process.emitWarning('another warning');
			process.stdout.write(String((await reading).tables.t.rows.length));`,
		],
		{stdio: ['ignore', 'pipe', 'pipe']},
	);
	children.push(child);
	const texts = await Promise.all([child.stdout, child.stderr].map((stream) => textOf(stream)));
	expect(texts[0]).toBe('2');
	expect(texts[1]).toContain('another warning');
	expect(texts[1]).not.toContain('SQLite is an experimental');
});

const textOf = async (stream: NodeJS.ReadableStream): Promise<string> => {
	let text = '';
	for await (const chunk of stream) {
		text += String(chunk);
	}

	return text;
};

test('a second name of the same file reads the same', async () => {
	create(plainTable);
	linkSync(file, path.join(folder, 'second.db'));
	expect((await readUntouched(['t'])).tables['t']!.rows).toHaveLength(2);
});

describe.skipIf(!corpusFolder)('the corpus (skipped without it)', () => {
	const counts = (rows: readonly Readonly<Record<string, unknown>>[]) => {
		const found: Record<string, number> = {};
		for (const {status} of rows) {
			found[String(status)] = (found[String(status)] ?? 0) + 1;
		}

		return found;
	};

	const readCase = async (name: string, from = 'task_execution.db') => {
		for (const suffix of ['', '-wal', '-shm', '-journal']) {
			const original = path.join(corpusFolder!, 'backlog', name, from + suffix);
			if (existsSync(original)) {
				cpSync(original, file + suffix);
			}
		}

		return await readUntouched(['task_executions', 'task_metadata', 'execution_history']);
	};

	test.each([
		['2025-08-07-baseline', 'read', {completed: 65, failed: 11, pending: 3, running: 2}],
		['2025-08-13-heavy-retries', 'read', {completed: 51, failed: 19, pending: 7, running: 7}],
		['2025-08-18-ascii-hyphens', 'read', {completed: 43, failed: 5, pending: 1, running: 3}],
		['hot-journal', 'recovered', {completed: 51, failed: 19, pending: 7, running: 7}],
		['narrow-schema-2-rows', 'read', {completed: 2}],
		['hybrid-schema', 'read', {completed: 2}],
		['after-reset', 'read', {}],
	])('%s is %s', async (name, how, expected) => {
		const content = await readCase(name);
		expect(content.state).toBe(how);
		expect(counts(content.tables['task_executions']!.rows)).toEqual(expected);
	});

	test('the log of the write-ahead case is seen', async () => {
		const {tables} = await readCase('wal');
		expect(tables['task_executions']!.rows).toHaveLength(88);
	});

	test('the cut database says how much of it is there', async () => {
		expect(await readCase('truncated-db')).toMatchObject({
			state: 'truncated',
			detail: '90,000 of 208,896 bytes',
		});
	});

	test('a database of somebody else has none of the tables', async () => {
		expect((await readCase('not-a-task-database', 'test_context.db')).tables).toEqual({});
	});
});
