import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {validateReportSchema} from '../../source/export/report-schema.ts';
import {runCommand} from '../helpers/run-command.ts';

let folder = '';

/** A project with an error, warnings and infos, as CI would check it. */
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'metawatch-validate-'));
	const write = async (name: string, text: string): Promise<void> => {
		const file = path.join(folder, name);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, text);
	};

	const many = Array.from({length: 20}, (_, index) => `- [ ] T${100 + (index % 10)} Task ${index}`);
	await write('specs/001-many/tasks.md', `${many.join('\n')}\n`);
	await write('specs/002-broken/tasks_meta.json', '{"tasks": {"T001": {"sta');
	await write('specs/003-fine/tasks.md', '- [ ] T001 Begin\n');
	await write(
		'specs/004-long/tasks_meta.json',
		JSON.stringify({
			tasks: {
				T001: {
					description: 'x',
					status: 'completed',
					failure_reason: 'a very long reason '.repeat(12),
				},
			},
		}),
	);
	// Not ours: a chart and a JSON Schema of the same name.
	await write(
		'charts/specs/state.json',
		JSON.stringify({$schema: 'https://vega.github.io/schema/vega-lite/v5.json', mark: 'bar'}),
	);
	await write(
		'model/specs/state.json',
		JSON.stringify({
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			type: 'object',
			properties: {active_projects: {type: 'array'}},
		}),
	);
	await write('notes.txt', 'x');
}, 60_000);

afterAll(async () => {
	await rm(folder, {recursive: true, force: true});
});

const run = async (line: string) =>
	runCommand(['validate', ...line.split(' ').filter(Boolean)], {cwd: folder});

describe('validate in a pipe', () => {
	test('ends with 1, tells the file with the error first, and uses no colours', async () => {
		const {code, stdout, stderr} = await run('');
		expect({code, stderr}).toEqual({code: 1, stderr: ''});
		expect(stdout).toMatch(/^specs\/002-broken\/tasks_meta\.json\n +1:\d+ {2}error /);
		expect(stdout).not.toContain('\u001B');
		expect(stdout).toMatch(
			/\n1 error, \d+ warnings, \d+ info in \d+ files\n--explain tells what each code means and what to do\n$/,
		);
	});

	test('cuts nothing: a long message stands on one line', async () => {
		const {stdout} = await run('');
		expect(stdout).toContain('a very long reason '.repeat(12).trim());
	});

	test('draws many of a kind together, with all their lines', async () => {
		const {stdout} = await run('specs/001-many');
		const own = stdout.split('\n').filter((line) => line.endsWith('id-duplicate'));
		expect(own).toHaveLength(4);
		expect(own[3]).toContain('and 7 more like this, in lines 14, 15, 16, 17, 18, 19, 20');
	});

	test('--severity hides and says so, but the exit code stays', async () => {
		const {code, stdout} = await run('--severity error');
		expect(code).toBe(1);
		expect(stdout).not.toContain('id-duplicate');
		expect(stdout).toMatch(/\(\d+ of less weight not shown\)/);
	});

	test('--explain says what to do, once for every code', async () => {
		const {stdout} = await run('--explain');
		expect(stdout.match(/^id-duplicate {2}/gm)).toHaveLength(1);
		expect(stdout).toContain('To do: Number the later ones anew.');
		expect(stdout).not.toContain('--explain tells');
	});

	test('a project without an error ends with 0', async () => {
		expect(await run('specs/003-fine')).toMatchObject({
			code: 0,
			stdout: 'no problems in 1 file\n',
			stderr: '',
		});
	});

	test('a chart and a schema that are called specs/state.json make no noise', async () => {
		for (const name of ['charts', 'model']) {
			expect(await run(name)).toMatchObject({code: 0, stdout: 'no problems in 1 file\n'});
		}
	});

	test('--json has every problem and the rules, as its schema says', async () => {
		const {code, stdout} = await run('--json');
		expect(code).toBe(1);
		const report = validateReportSchema.parse(JSON.parse(stdout));
		expect(report.problems.filter((problem) => problem.code === 'id-duplicate')).toHaveLength(10);
		expect(report.rules.map((rule) => rule.code)).toEqual(
			[...new Set(report.problems.map((problem) => problem.code))].toSorted(),
		);
	});
});

describe('validate of single files', () => {
	test('tells only what is wrong with them', async () => {
		const {code, stdout} = await run('specs/004-long/tasks_meta.json');
		expect(code).toBe(0);
		expect(stdout).toMatch(/^specs\/004-long\/tasks_meta\.json\n/);
		expect(stdout).not.toContain('specs/001-many');
		expect(stdout).toContain('in 1 file\n');
	});

	test('fails for the broken one, whatever else is given', async () => {
		const line = 'specs/002-broken/tasks_meta.json specs/003-fine/tasks.md';
		expect((await run(line)).code).toBe(1);
	});

	test('a file that no format knows is a wrong argument', async () => {
		expect(await run('notes.txt')).toMatchObject({
			code: 2,
			stdout: '',
			stderr:
				'metawatch: notes.txt is no metadata file that metawatch knows; give one, or a folder: .\n',
		});
	});
});
