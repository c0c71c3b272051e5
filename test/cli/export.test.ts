import {spawn, spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {liveLineSchema} from '../../source/export/live/live-schema.ts';
import {tasksExportSchema} from '../../source/export/export-schema.ts';
import {builtCommand, nodeBinary} from '../helpers/pty.ts';
import {runCommand} from '../helpers/run-command.ts';
import {waitFor} from '../helpers/wait-for.ts';

const hasPython = spawnSync('python3', ['-c', 'import csv, json, sqlite3']).status === 0;

const titles = ['Say "hi", 5 < 6 | x', '=cmd()|A1', 'Ünïcode 😀, 中文', "it's; fine & well"];

let folder = '';

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'metawatch-export-'));
	const write = async (name: string, text: string): Promise<void> => {
		const file = path.join(folder, name);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, text);
	};

	await write(
		'small/.kiro/specs/login/tasks.md',
		titles
			.map((title, index) => `- [${index === 0 ? 'x' : ' '}] ${index + 1}. ${title}\n`)
			.join(''),
	);
	const many = Array.from({length: 10_000}, (_, index) => `- [ ] ${index + 1}. Task ${index + 1}`);
	await write('many/.kiro/specs/many/tasks.md', `${many.join('\n')}\n`);
	await mkdir(path.join(folder, 'home'));
	await mkdir(path.join(folder, 'out'));
});

afterAll(async () => {
	await rm(folder, {recursive: true});
});

const run = async (line: string, options: Parameters<typeof runCommand>[1] = {}) =>
	await runCommand(line.split(' '), {
		cwd: folder,
		env: {HOME: path.join(folder, 'home'), TZ: 'UTC'},
		...options,
	});

const out = (name: string): string => path.join(folder, 'out', name);

describe('metawatch export', () => {
	test.each([
		['report.html', '<!doctype html>'],
		['report.md', '# metawatch'],
		['tasks.csv', 'task_id,title,status'],
		['tasks.jsonl', '{"key":'],
		['tasks.json', '{\n\t"version": 1,\n\t"report": "tasks"'],
		['graph.mmd', 'flowchart LR'],
	])('knows by the name %s how to write', async (name, beginning) => {
		const {code, stdout, stderr} = await run(`export small --output out/${name}`);
		expect({code, stdout, stderr}).toEqual({code: 0, stdout: '', stderr: ''});
		expect(await readFile(out(name), 'utf8')).toMatch(
			new RegExp(`^${beginning.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`),
		);
	});

	test('replaces a file only when it may, and says so', async () => {
		await writeFile(out('mine.csv'), 'mine');
		const refused = await run('export small --output out/mine.csv');
		expect(refused.code).toBe(1);
		expect(refused.stderr).toContain('is there already; --force replaces it');
		expect(await readFile(out('mine.csv'), 'utf8')).toBe('mine');
		expect((await run('export small --output out/mine.csv --force')).code).toBe(0);
		expect(await readFile(out('mine.csv'), 'utf8')).toContain('task_id');
	});

	test('keeps what matches the filter, for every report', async () => {
		const {stdout} = await run('export small --filter status:completed');
		const value = tasksExportSchema.parse(JSON.parse(stdout));
		expect(value.tasks.map(({id}) => id)).toEqual(['1']);
		expect(value.filter).toBe('status:completed');
		const unknown = await run('export small --filter colour:red');
		expect(unknown.stderr).toContain('no field is called colour');
	});

	test('leaves out what nothing places in time, and says how much', async () => {
		const {stdout, stderr} = await run(
			'export many --since 2001-01-01 --until 2001-01-02 --format jsonl',
		);
		expect(stdout).toBe('');
		expect(stderr).toBe('metawatch: 10000 tasks left out: nothing tells when work was done\n');
	});

	test.each([
		[
			'export small --what tasks --what problems --format csv',
			'as csv one report is written at a time',
		],
		['export small --what tasks --format dot', 'tasks cannot be written as dot'],
		['export small --since soon', '--since needs a length of time'],
		['export small --watch --format csv', '--format csv does not go with --watch'],
		['export small --read-only --output out/no.csv', 'with --read-only no file is written'],
	])('refuses %s', async (line, message) => {
		const {code, stderr} = await run(line);
		expect(code).toBe(2);
		expect(stderr).toContain(message);
	});

	test('ends quietly when its reader goes away', async () => {
		const child = spawn(nodeBinary, [builtCommand, 'export', 'many', '--format', 'jsonl'], {
			cwd: folder,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stderr = '';
		child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
		child.stdout.once('data', () => child.stdout.destroy());
		const code = await new Promise((resolve) => child.once('close', resolve));
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
	});

	test('killed in the middle it leaves no half file', async () => {
		await rm(out('killed.json'), {force: true});
		for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
			const left = drafts();
			const child = spawn(
				nodeBinary,
				[builtCommand, 'export', 'many', '--output', 'out/killed.json', '--force'],
				{cwd: folder, stdio: 'ignore'},
			);
			const ended = new Promise((resolve) => child.once('close', resolve));
			await waitFor(() => drafts().length > left.length || child.exitCode !== null);
			child.kill(signal);
			await ended;
			const text = await readFile(out('killed.json'), 'utf8').catch(() => null);
			expect(text === null || text.endsWith(']\n}\n')).toBe(true);
			expect(signal === 'SIGTERM' ? drafts() : []).toEqual([]);
		}
	});

	test('writes what happens, line by line, until it is interrupted', async () => {
		await mkdir(path.join(folder, 'live/.kiro/specs/a'), {recursive: true});
		const file = path.join(folder, 'live/.kiro/specs/a/tasks.md');
		await writeFile(file, '- [ ] 1. First\n');
		const {code, stdout, stderr} = await run('export live --watch', {
			whileRunning(child) {
				let told = '';
				child.stdout!.on('data', (chunk: Buffer) => {
					const before = told;
					told += chunk.toString();
					if (!before.includes('"start"') && told.includes('"start"')) {
						void writeFile(file, '- [x] 1. First\n');
					} else if (!before.includes('"status"') && told.includes('"status"')) {
						child.kill('SIGINT');
					}
				});
			},
		});
		const lines = stdout
			.trimEnd()
			.split('\n')
			.map((line) => liveLineSchema.parse(JSON.parse(line)));
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(lines[0]).toMatchObject({event: 'start', tasks: 1});
		expect(lines).toContainEqual(
			expect.objectContaining({
				event: 'transition',
				what: 'status',
				from: 'pending',
				to: 'completed',
			}),
		);
		expect(lines.at(-1)).toMatchObject({event: 'end'});
	});
});

const drafts = (): readonly string[] =>
	readdirSync(path.join(folder, 'out')).filter((name) => name.endsWith('.tmp'));

describe.skipIf(!hasPython)('read by Python (skipped where there is none)', () => {
	const python = (program: string): string => {
		const {stdout, stderr} = spawnSync('python3', ['-c', program], {
			cwd: path.join(folder, 'out'),
			encoding: 'utf8',
			env: {...process.env, PYTHONIOENCODING: 'utf-8'},
		});
		expect(stderr).toBe('');
		return stdout;
	};

	const expected = titles.map((title) => (title.startsWith('=') ? `'${title}` : title));

	test('the CSV holds every title', async () => {
		await run('export small --output out/python.csv --force');
		const read = python(
			'import csv, json; print(json.dumps([row["title"] for row in csv.DictReader(open("python.csv", newline="", encoding="utf-8"))]))',
		);
		expect(JSON.parse(read)).toEqual(expected);
	});

	test('the JSON is the same to it as to us', async () => {
		await run('export small --output out/python.json --force');
		const read = python(
			'import json; print(json.dumps([task["title"] for task in json.load(open("python.json", encoding="utf-8"))["tasks"]]))',
		);
		expect(JSON.parse(read)).toEqual(titles);
	});

	test('the CSV can be imported into SQLite', async () => {
		await run('export small --output out/sqlite.csv --force');
		const read = python(`
import csv, json, sqlite3
rows = list(csv.reader(open("sqlite.csv", newline="", encoding="utf-8")))
database = sqlite3.connect(":memory:")
database.execute("create table tasks (" + ", ".join('"%s"' % name for name in rows[0]) + ")")
database.executemany("insert into tasks values (" + ", ".join("?" * len(rows[0])) + ")", rows[1:])
print(json.dumps(database.execute("select count(*), sum(status = 'completed') from tasks").fetchone()))
`);
		expect(JSON.parse(read)).toEqual([4, 1]);
	});

	test('the page has every element ended', async () => {
		await run('export small --output out/python.html --force');
		const read = python(`
from html.parser import HTMLParser
open_elements, flaws = [], []
class Parser(HTMLParser):
    def handle_starttag(self, tag, attributes):
        if tag in ("script", "img", "link", "iframe"): flaws.append(tag)
        if tag != "meta": open_elements.append(tag)
    def handle_endtag(self, tag):
        if not open_elements or open_elements.pop() != tag: flaws.append("end " + tag)
Parser().feed(open("python.html", encoding="utf-8").read())
print(len(open_elements), flaws)
`);
		expect(read.trim()).toBe('0 []');
	});
});
