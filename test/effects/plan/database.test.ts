import {
	cpSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {applyPlan} from '../../../source/effects/plan/apply-plan.ts';
import {readOriginals} from '../../../source/effects/plan/read-originals.ts';
import {undoLast} from '../../../source/effects/plan/undo-last.ts';
import type {DatabaseRow, Edit} from '../../../source/model/edit.ts';
import type {Original} from '../../../source/model/original.ts';
import {
	dumpFolder,
	planOf,
	planWorkspace,
	type PlanWorkspace,
} from '../../helpers/plan-workspace.ts';

let place: PlanWorkspace;
let open: DatabaseSync[] = [];

beforeEach(() => {
	place = planWorkspace();
});

afterEach(() => {
	for (const database of open) {
		database.close();
	}

	open = [];
	place.remove();
});

const options = () => ({journal: place.journal, who: 'tester', reason: null, isReadOnly: false});

/** A database that stays open until the test is over. */
const database = (sql: string): DatabaseSync => {
	const made = new DatabaseSync(place.at('t.db'));
	made.exec(sql);
	open.push(made);
	return made;
};

const closed = (sql: string): void => {
	database(sql).close();
	open = [];
};

const look = async (...tables: readonly string[]): Promise<Original> => {
	const found = await readOriginals(
		[{path: place.at('t.db'), as: 'database', tables}],
		place.workspace,
	);
	return [...found.values()][0]!;
};

const row = (
	before: DatabaseRow | null,
	after: DatabaseRow | null,
	key: DatabaseRow = {id: 1},
	table = 't',
): Edit => ({type: 'row', path: place.at('t.db'), table, key, before, after});

const apply = async (...edits: readonly Edit[]) =>
	await applyPlan(planOf(place.workspace, edits), options());

const plain = "create table t (id integer primary key, a text); insert into t values (1, 'x')";

describe('rows are read', () => {
	test('exactly, in order, of the tables that are there, and leave no trace', async () => {
		closed(`
			create table t (id integer primary key, a text, b real, c, d timestamp);
			insert into t values (2, 'é' || char(10), 1, 'c', '2026-01-01'), (-9007199254740991, '', 0.1, 9, null);
			create view v as select * from t;
		`);
		const before = readdirSync(place.workspace);
		expect(await look('t', 'v', 'none')).toEqual({
			type: 'database',
			tables: {
				t: {
					columns: ['id', 'a', 'b', 'c', 'd'],
					rows: [
						{id: -9_007_199_254_740_991, a: '', b: 0.1, c: 9, d: null},
						{id: 2, a: 'é\n', b: 1, c: 'c', d: '2026-01-01'},
					],
				},
			},
		});
		expect(readdirSync(place.workspace)).toEqual(before);
	});

	test.each([
		['an integer beyond 2^53', 'insert into t values (2, 9007199254740993)'],
		['bytes', "insert into t values (2, x'00ff')"],
		['a text that is no UTF-8', "insert into t values (2, cast(x'ff41' as text))"],
		['infinity', 'insert into t values (2, 9e999)'],
		['a whole number that is kept as a real one', 'insert into t values (2, 1.0)'],
	])('or not at all: %s', async (_title, sql) => {
		closed(`create table t (id integer primary key, a); ${sql}`);
		expect(await look('t')).toEqual({
			type: 'refused',
			reason: "t.db: column a of table t holds a value that can't be kept exactly",
		});
	});

	test.each([
		['is locked', () => void database(`${plain}; begin exclusive`), /another program/],
		['is empty', () => writeFileSync(place.at('t.db'), ''), /empty database/],
		[
			'is something else',
			() => writeFileSync(place.at('t.db'), 'x'.repeat(5000)),
			/no SQLite database/,
		],
		[
			'is cut off',
			() => {
				closed(plain);
				truncateSync(place.at('t.db'), 5000);
			},
			/cut off: 5000 of 8192 bytes/,
		],
		[
			'was left in the middle of a transaction',
			() => {
				database(`${plain}; pragma cache_size = 0; begin; update t set a = zeroblob(99999)`);
				cpSync(place.at('t.db-journal'), place.at('copy'));
				open.pop()!.close();
				writeFileSync(place.at('t.db-journal'), 'hot');
			},
			/cut off/,
		],
		[
			'has a pipe beside it',
			() => {
				closed(plain);
				symlinkSync('/dev/zero', place.at('t.db-journal'));
			},
			/no regular file/,
		],
	])('not when the database %s; writing is refused too', async (_title, prepare, reason) => {
		prepare();
		const before = readdirSync(place.workspace);
		const found = await look('t');
		expect(found.type === 'refused' && found.reason).toMatch(reason);
		const result = await apply(row({id: 1, a: 'x'}, {id: 1, a: 'y'}));
		expect(result.state === 'refused' && result.reason).toMatch(reason);
		expect(readdirSync(place.workspace)).toEqual(before);
	});

	test('in write-ahead mode too, when nobody has it open', async () => {
		closed(`pragma journal_mode = wal; ${plain}`);
		expect(readdirSync(place.workspace)).toEqual(['t.db']);
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1, a: 'x'}]}}});
		expect(readdirSync(place.workspace)).toEqual(['t.db']);
		expect(await apply(row({id: 1, a: 'x'}, {id: 1, a: 'y'}))).toMatchObject({state: 'applied'});
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1, a: 'x'}]}}});
		expect(readdirSync(place.workspace)).toEqual(['t.db']);
	});
});

describe('a write-ahead log', () => {
	/** A program that died with all its words in the log: the main file is as it was before. */
	const dead = (): void => {
		const writer = database(`pragma journal_mode = wal; pragma wal_autocheckpoint = 0; ${plain}`);
		for (const ending of ['', '-wal', '-shm']) {
			cpSync(place.at(`t.db${ending}`), place.at(`copy${ending}`));
		}

		writer.close();
		open = [];
		for (const ending of ['', '-wal', '-shm']) {
			renameSync(place.at(`copy${ending}`), place.at(`t.db${ending}`));
		}
	};

	const bytes = () =>
		readdirSync(place.workspace).map((name) => [name, readFileSync(place.at(name), 'latin1')]);

	test('of a program that died is read in a copy: nothing is touched by looking', async () => {
		dead();
		const before = bytes();
		const copies = () => readdirSync(tmpdir()).filter((name) => /^metawatch-[^-]*$/.test(name));
		const around = copies();
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1, a: 'x'}]}}});
		expect(bytes()).toEqual(before);
		expect(copies().filter((name) => !around.includes(name))).toEqual([]);
	});

	test('of a program that died is taken in by a plan, which can be taken back', async () => {
		dead();
		expect(await apply(row({id: 1, a: 'x'}, {id: 1, a: 'y'}))).toMatchObject({state: 'applied'});
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1, a: 'y'}]}}});
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1, a: 'x'}]}}});
		expect(readdirSync(place.workspace)).toEqual(['t.db']);
	});

	test('left after a plan does not keep it from being taken back', async () => {
		closed(`pragma journal_mode = wal; ${plain}`);
		expect(await apply(row({id: 1, a: 'x'}, {id: 1, a: 'y'}))).toMatchObject({state: 'applied'});
		const writer = database("insert into t values (2, 'theirs')");
		for (const ending of ['', '-wal']) {
			cpSync(place.at(`t.db${ending}`), place.at(`copy${ending}`));
		}

		writer.close();
		open = [];
		for (const ending of ['', '-wal']) {
			renameSync(place.at(`copy${ending}`), place.at(`t.db${ending}`));
		}

		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(await look('t')).toMatchObject({
			tables: {
				t: {
					rows: [
						{id: 1, a: 'x'},
						{id: 2, a: 'theirs'},
					],
				},
			},
		});
	});

	test('of a program that has it open keeps everybody else from writing, though it is idle', async () => {
		const writer = database(`pragma journal_mode = wal; ${plain}`);
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1, a: 'x'}]}}});
		expect(await apply(row({id: 1, a: 'x'}, {id: 1, a: 'y'}))).toEqual({
			state: 'refused',
			reason: 't.db: another program has it open, and its write-ahead log is in use',
		});
		writer.exec("insert into t values (2, 'more')");
		expect(writer.prepare('select a from t').all()).toMatchObject([{a: 'x'}, {a: 'more'}]);
	});

	test('of another database is not taken in', async () => {
		closed(`pragma journal_mode = wal; ${plain}; create table more (a)`);
		const writer = database("update t set a = 'y'");
		const log = readFileSync(place.at('t.db-wal'));
		writer.close();
		rmSync(place.at('t.db'));
		closed(`create table other (a text primary key) without rowid; ${plain}`);
		writeFileSync(place.at('t.db-wal'), log);
		const before = bytes();
		expect(await look('t')).toEqual({
			type: 'refused',
			reason: 't.db: it is damaged once the write-ahead log beside it is taken in',
		});
		expect(await apply(row({id: 1, a: 'x'}, {id: 1, a: 'z'}))).toMatchObject({state: 'refused'});
		expect(bytes()).toEqual(before);
	});
});

describe('rows are changed', () => {
	test('and taken back with the numbers that the table has counted', async () => {
		closed(`
			create table t (id integer primary key autoincrement, a text);
			insert into t (a) values ('x'), ('y');
			delete from t where id = 2;
			create table none (id integer primary key autoincrement, a text);
		`);
		const before = dumpFolder(place.workspace);
		const insert = (table: string): Edit => row(null, {a: 'new'}, {}, table);
		expect(await apply(insert('t'), insert('t'), insert('none'))).toMatchObject({state: 'applied'});
		expect(await look('t', 'none')).toMatchObject({
			tables: {t: {rows: [{id: 1}, {id: 3}, {id: 4}]}, none: {rows: [{id: 1}]}},
		});
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(dumpFolder(place.workspace)).toEqual(before);
	});

	test('and numbers that others were given meanwhile are not given again', async () => {
		closed(
			"create table t (id integer primary key autoincrement, a text); insert into t values (1, 'x')",
		);
		expect(await apply(row(null, {a: 'new'}, {}))).toMatchObject({state: 'applied'});
		closed("insert into t (a) values ('theirs'); delete from t where a = 'theirs'");
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		closed("insert into t (a) values ('next')");
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1}, {id: 4}]}}});
	});

	test('never when a row has changed, or a writer is at work', async () => {
		closed(plain);
		expect(await apply(row({id: 1, a: 'other'}, {id: 1, a: 'y'}))).toEqual({
			state: 'refused',
			reason: 't.db: a row of table t has changed since it was looked at',
		});
		database("begin immediate; update t set a = 'theirs'");
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1, a: 'x'}]}}});
		expect(await apply(row({id: 1, a: 'x'}, {id: 1, a: 'y'}))).toEqual({
			state: 'refused',
			reason: 't.db: another program is writing to it',
		});
	});

	test('never where the schema speaks against it', async () => {
		closed(`
			${plain};
			create table n (id integer primary key, a text not null, b integer check (b > 0));
			create table g (id integer primary key, a text);
			create trigger r after update on g begin delete from t; end;
		`);
		const before = dumpFolder(place.workspace);
		for (const [edit, reason] of [
			[row(null, {a: 'y'}, {}, 'none'), /has no table none/],
			[row(null, {nothing: 'y'}, {}), /has no column nothing/],
			[row({id: 1, a: 'x'}, {id: 1, a: 'x', b: 1}), /has no column b/],
			[row(null, {b: 1}, {}, 'n'), /NOT NULL/],
			[row(null, {a: 'y', b: 0}, {}, 'n'), /CHECK/],
			[row(null, {a: 'y'}, {}, 'g'), /has triggers/],
			[row(null, {a: 'y'}), /has changed/],
			[row(null, {a: 5}, {}), /kept otherwise/],
			[row({id: 1, a: 'x'}, {id: 2, a: 'x'}), /kept otherwise/],
		] as const) {
			const result = await applyPlan(
				planOf(place.workspace, [edit], `p${Math.random()}`.replace('.', '-')),
				options(),
			);
			expect([edit, result.state === 'refused' && result.reason]).toEqual([
				edit,
				expect.stringMatching(reason),
			]);
			expect(dumpFolder(place.workspace)).toEqual(before);
		}
	});

	test('not when somebody changes them between looking and writing', async () => {
		closed(plain);
		writeFileSync(place.at('a'), 'one');
		const result = await applyPlan(
			planOf(place.workspace, [
				{type: 'file', path: place.at('a'), before: 'one', after: 'two'},
				row({id: 1, a: 'x'}, {id: 1, a: 'y'}),
			]),
			{
				...options(),
				onStep(name) {
					if (name === 'begin') {
						closed("update t set a = 'theirs'");
					}
				},
			},
		);
		expect(result).toMatchObject({
			state: 'refused',
			reason: expect.stringMatching(/not as it was/),
		});
		expect(dumpFolder(place.workspace)).toMatchObject({a: ['644', 'one']});
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1, a: 'theirs'}]}}});
	});

	test('and changed back not, once somebody has changed them', async () => {
		closed(plain);
		expect(await apply(row({id: 1, a: 'x'}, {id: 1, a: 'y'}))).toMatchObject({state: 'applied'});
		closed("update t set a = 'theirs'");
		expect(await undoLast(options())).toEqual({
			state: 'refused',
			reason: 't.db: it has changed since',
		});
		expect(await look('t')).toMatchObject({tables: {t: {rows: [{id: 1, a: 'theirs'}]}}});
	});
});
