import {createHash} from 'node:crypto';
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {DatabaseRow, Edit} from '../../source/model/edit.ts';
import type {Plan} from '../../source/model/plan.ts';

export const digestOf = (content: string | Uint8Array): string =>
	createHash('sha256').update(content).digest('hex');

export type PlanWorkspace = {
	/** Holds both, and nothing else. */
	readonly base: string;
	readonly workspace: string;
	/** State of the workspace: the journal. */
	readonly journal: string;
	readonly at: (name: string) => string;
	readonly remove: () => void;
};

/** An empty workspace and the folder of its state, beside each other. */
export const planWorkspace = (): PlanWorkspace => {
	const base = realpathSync(mkdtempSync(path.join(tmpdir(), 'metawatch-plan-')));
	const workspace = path.join(base, 'workspace');
	mkdirSync(workspace);
	return {
		base,
		workspace,
		journal: path.join(base, 'state', 'workspace-1234'),
		at: (name) => path.join(workspace, name),
		remove: () => rmSync(base, {recursive: true, force: true}),
	};
};

export const planOf = (workspace: string, edits: readonly Edit[], id = '20260101-1'): Plan => ({
	id,
	at: 0,
	workspace,
	steps: [
		{option: 'retry', title: 'try again', format: 'kiro', task: null, id: '1.2', command: null},
	],
	edits,
	checks: [],
	lost: [],
	notes: [],
	byHand: [],
	downstream: [],
	left: [],
});

const bytes = Buffer.from([0xff, 0xfe, 0, 1, 2]);

/** Three files to edit, one to remove, one to move, a folder to remove, a database; and what stays as it is. */
export const fillWorkspace = ({workspace, at}: PlanWorkspace): readonly Edit[] => {
	writeFileSync(at('state.json'), '\uFEFF{"status": "failed"}\r\n');
	chmodSync(at('state.json'), 0o640);
	mkdirSync(at('specs/one'), {recursive: true});
	writeFileSync(at('specs/one/tasks.md'), '- [-] 1 a\n- [ ] 2 b\n');
	writeFileSync(at('specs/one/run.json'), '');
	writeFileSync(at('marker'), 'left behind\n');
	chmodSync(at('marker'), 0o604);
	mkdirSync(at('old/inner'), {recursive: true});
	writeFileSync(at('old/inner/report.bin'), bytes);
	chmodSync(at('old'), 0o750);
	writeFileSync(at('untouched.txt'), 'as it is');
	const database = new DatabaseSync(at('tasks.db'));
	database.exec(`
		create table tasks (task_id text primary key, status text, tries integer, progress real, note);
		insert into tasks values ('A-1', 'failed', 1, 1.0, null), ('A-2', 'done', 0, 0.25, 7), ('A-3', 'x', 2, 0.0, 'é''');
		create table history (id integer primary key autoincrement, task_id text, at timestamp default 'now');
		insert into history (task_id) values ('A-1');
		create table metrics (task_id text, name text, value real, primary key (name, task_id)) without rowid;
		insert into metrics values ('A-1', 'runs', 1.5);
	`);
	database.close();
	const row = (
		table: string,
		key: DatabaseRow,
		before: DatabaseRow | null,
		after: DatabaseRow | null,
	): Edit => ({type: 'row', path: path.join(workspace, 'tasks.db'), table, key, before, after});
	const first = {task_id: 'A-1', status: 'failed', tries: 1, progress: 1, note: null};
	const metric = {task_id: 'A-1', name: 'runs', value: 1.5};
	return [
		{
			type: 'file',
			path: at('state.json'),
			before: '\uFEFF{"status": "failed"}\r\n',
			after: '\uFEFF{"status": "planned"}\r\n',
		},
		row('tasks', {task_id: 'A-1'}, first, {...first, status: 'pending', tries: 2}),
		{
			type: 'file',
			path: at('specs/one/tasks.md'),
			before: '- [-] 1 a\n- [ ] 2 b\n',
			after: '- [ ] 1 a\n- [ ] 2 b\n',
		},
		{type: 'file', path: at('specs/one/run.json'), before: '', after: '{}'},
		row('history', {}, null, {task_id: 'A-1'}),
		{type: 'file', path: at('logs/new/entry.json'), before: null, after: '{"new": "\u{1F680}"}\n'},
		{type: 'file', path: at('marker'), before: 'left behind\n', after: null},
		{
			type: 'move',
			path: at('old/inner/report.bin'),
			to: at('archive/report.bin'),
			digest: digestOf(bytes),
		},
		row(
			'tasks',
			{task_id: 'A-2'},
			{task_id: 'A-2', status: 'done', tries: 0, progress: 0.25, note: 7},
			null,
		),
		row('metrics', {task_id: 'A-1', name: 'runs'}, metric, {...metric, value: 2}),
		{type: 'remove-folder', path: at('old/inner')},
		{type: 'remove-folder', path: at('old')},
	];
};

/** Everything that lies in a folder, exactly: content, mode, rows; to be compared as a value. */
export const dumpFolder = (folder: string): Readonly<Record<string, unknown>> => {
	const dump: Record<string, unknown> = {};
	if (!existsSync(folder)) {
		return dump;
	}

	for (const name of readdirSync(folder, {recursive: true}).map(String).sort()) {
		const file = path.join(folder, name);
		const stats = lstatSync(file);
		const mode = (stats.mode & 0o7777).toString(8);
		dump[name] = stats.isSymbolicLink()
			? readlinkSync(file)
			: stats.isFile()
				? [mode, name.endsWith('.db') ? dumpDatabase(file) : readFileSync(file, 'latin1')]
				: [mode];
	}

	return dump;
};

/** Every row with its number and the types of its values, and the numbers that were given. */
const dumpDatabase = (file: string): unknown => {
	const database = new DatabaseSync(file, {readOnly: true});
	try {
		const tables = database
			.prepare("select name, sql from sqlite_schema where type = 'table' order by name")
			.all()
			.filter(({name}) => name === 'sqlite_sequence' || !String(name).startsWith('sqlite_'));
		return tables.map(({name, sql}) => {
			const columns = database.prepare(`pragma table_info("${String(name)}")`).all();
			const cells = columns.flatMap((column) => [
				`typeof("${String(column['name'])}")`,
				`"${String(column['name'])}"`,
			]);
			const rowid = String(sql).includes('without rowid') ? 'null' : 'rowid';
			const rows = database.prepare(`select ${rowid}, ${cells.join(', ')} from "${String(name)}"`);
			rows.setReturnArrays(true);
			return [name, sql, rows.all()];
		});
	} finally {
		database.close();
	}
};
