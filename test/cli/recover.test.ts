import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {auditReportSchema} from '../../source/export/recovery/audit-schema.ts';
import {recoverReportSchema} from '../../source/export/recovery/options-schema.ts';
import {planReportSchema} from '../../source/export/recovery/plan-schema.ts';
import {runCommand} from '../helpers/run-command.ts';
import {writeBrokenProjects} from './broken-projects.ts';

let scratch = '';
let projects = '';

beforeAll(() => {
	scratch = mkdtempSync(path.join(tmpdir(), 'metawatch-recover-'));
	writeBrokenProjects(path.join(scratch, 'fresh'));
});

beforeEach(() => {
	projects = mkdtempSync(path.join(scratch, 'projects-'));
	cpSync(path.join(scratch, 'fresh'), projects, {recursive: true, preserveTimestamps: true});
});

afterAll(() => {
	rmSync(scratch, {recursive: true, force: true});
});

const run = async (...words: readonly string[]) =>
	runCommand(words, {cwd: projects, env: {XDG_STATE_HOME: path.join(projects, '../state')}});

/** Every file with its bytes: nothing else may come or go. */
const contents = (): Readonly<Record<string, string>> =>
	Object.fromEntries(
		readdirSync(projects, {recursive: true, withFileTypes: true})
			.filter((entry) => entry.isFile())
			.map((entry) => path.join(entry.parentPath, entry.name))
			.sort()
			.map((file) => [
				path.relative(projects, file),
				`${statSync(file).mode} ${readFileSync(file).toString('base64')}`,
			]),
	);

const changedNames = (
	before: Readonly<Record<string, string>>,
	after: Readonly<Record<string, string>>,
): readonly string[] =>
	[...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
		(name) => before[name] !== after[name],
	);

/** One task of each format, an option of it, and the files it changes. */
const cases = [
	['features', 'T001', 'retry', ['features/specs/001-login/tasks_meta.json']],
	['editor', '1', 'restart', ['editor/.kiro/metadata/execution-state.json']],
	['agents', '259', 'log-interruption', ['agents/specs/errors.json']],
	['board', 'B-101', 'retry', ['board/task_execution.db']],
] as const;

describe.each(cases)('in %s, the task %s', (folder, task, option, files) => {
	test('is listed, with its options as JSON', async () => {
		const {code, stdout, stderr} = await run('recover', folder, '--json');
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		const report = recoverReportSchema.parse(JSON.parse(stdout));
		const listed = report.tasks.find(({id}) => id === task);
		expect(listed?.options.map(({id}) => id)).toContain(option);
	});

	test('is told what can be done, and why', async () => {
		const {code, stdout} = await run('recover', folder, task);
		expect(code).toBe(0);
		expect(stdout).toMatch(new RegExp(`^ {2}${option} {2}`, 'm'));
		expect(stdout).toMatch(/^ {4}why /m);
	});

	test('is rehearsed without a trace', async () => {
		const before = contents();
		const {code, stdout, stderr} = await run(
			'recover',
			folder,
			task,
			'--option',
			option,
			'--dry-run',
		);
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(stdout).toMatch(/^(?:\+|@@)/m);
		const json = await run('recover', folder, task, '--option', option, '--dry-run', '--json');
		const report = planReportSchema.parse(JSON.parse(json.stdout));
		expect(report.state).toBe('planned');
		expect(report.plan?.edits.length).toBeGreaterThan(0);
		expect(contents()).toEqual(before);
	});

	test('is recovered, and taken back byte for byte', async () => {
		const before = contents();
		const applied = await run(
			'recover',
			folder,
			'--task',
			task,
			'--option',
			option,
			'--yes',
			'--reason',
			'the network is back',
		);
		expect(applied.code).toBe(0);
		expect(applied.stderr).toMatch(
			/^metawatch: applied: \d+ changes?; "metawatch undo" takes it back$/m,
		);
		expect(changedNames(before, contents())).toEqual(files);

		const audit = await run('undo', folder, '--list', '--json');
		const [entry] = auditReportSchema.parse(JSON.parse(audit.stdout)).entries;
		expect(entry).toMatchObject({state: 'applied', reason: 'the network is back'});

		const undone = await run('undo', folder, '--yes');
		expect(undone.code).toBe(0);
		const left = changedNames(before, contents());
		// SQLite counts its transactions: what is in the tables is held by the tests of the effects.
		expect(left.filter((name) => !name.endsWith('.db'))).toEqual([]);

		const again = await run('undo', folder, '--yes');
		expect(again).toMatchObject({code: 1, stderr: 'metawatch: there is nothing to take back\n'});
	});
});

describe('nothing is written', () => {
	const refused = async (...words: readonly string[]) => {
		const before = contents();
		const result = await run('recover', 'features', ...words);
		expect(contents()).toEqual(before);
		return result;
	};

	test('without a terminal and without --yes', async () => {
		const {code, stdout, stderr} = await refused('T001', '--option', 'retry');
		expect(code).toBe(1);
		expect(stdout).toContain('+      "status": "pending"');
		expect(stderr).toBe(
			'metawatch: nothing was written: add --yes to do it, or --dry-run to look only\n',
		);
	});

	test('with --read-only, although it can be rehearsed', async () => {
		const {code, stderr} = await refused('T001', '--option', 'retry', '--yes', '--read-only');
		expect(code).toBe(1);
		expect(stderr).toContain('with --read-only nothing is written');
		const dry = await refused('T001', '--option', 'retry', '--dry-run', '--read-only');
		expect(dry.code).toBe(0);
	});

	test('with --json stands one document, which says why', async () => {
		const {code, stdout} = await refused('T001', '--option', 'retry', '--json');
		expect(code).toBe(1);
		expect(planReportSchema.parse(JSON.parse(stdout))).toMatchObject({
			state: 'refused',
			reason: expect.stringContaining('--yes'),
		});
	});

	test.each([
		[['T001', '--option', 'retyr'], 'did you mean "retry"?'],
		[['T9'], 'there is no task "T9"'],
		[['T00'], '"T00" can be 3 tasks: specs/001-login#T001, specs/001-login#T002'],
		[['--option', 'retry'], '--option needs a TASK'],
		[['--capsule'], '--capsule needs a TASK'],
		[['./nowhere'], 'there is no folder "./nowhere"'],
		[['--task'], '--task needs a value'],
		[['--filter', 'status:', '--option', 'retry', '--yes'], 'has no value behind status:'],
		[['--filter', 'status:,'], 'has no value behind status:'],
		[['--filter', ' ', '--option', 'retry', '--yes'], 'asks for nothing'],
		[['--filter', 'stauts:failed'], 'did you mean "status"?'],
		[['T001', '--yes'], '--yes needs --option'],
		[['T001', '--dry-run'], '--dry-run needs --option'],
		[['T001', '--capsule', '--json'], '--capsule prints Markdown'],
	])('for %j, which ends with 2', async (words, message) => {
		const {code, stdout, stderr} = await refused(...words);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain(message);
	});
});

describe('tasks are named', () => {
	const idsFor = async (...words: readonly string[]): Promise<readonly string[]> => {
		const {stdout} = await run('recover', ...words, '--json');
		return recoverReportSchema.parse(JSON.parse(stdout)).tasks.map(({id}) => id);
	};

	test.each([
		['with commas', ['features', 'T001,T003'], ['T001', 'T003']],
		['with --task, repeated', ['features', '--task', 'T003', '--task', 'T001'], ['T003', 'T001']],
		['with another hyphen and in small letters', ['board', 'b\u2011101'], ['B-101']],
		['by their list', ['features', '001-login#T002'], ['T002']],
		['by a filter', ['features', '--filter', 'status:failed -parcels'], ['T001']],
		['by the beginning of an id', ['agents', '25'], ['259']],
	])('%s', async (_, words, expected) => {
		expect(await idsFor(...words)).toEqual(expected);
	});

	test('by a metadata file, which stands for the tasks it speaks of', async () => {
		const {stdout} = await run('recover', 'features/specs/001-login/tasks_meta.json', '--json');
		const {tasks} = recoverReportSchema.parse(JSON.parse(stdout));
		expect(tasks.length).toBeGreaterThan(0);
		expect(tasks.every(({key}) => key?.includes('001-login'))).toBe(true);
	});
});

describe('many at once', () => {
	test('are one plan, one edit a file, and one undo', async () => {
		const {code, stdout} = await run(
			'recover',
			'features',
			'--filter',
			'status:failed',
			'--option',
			'retry',
			'--yes',
			'--json',
		);
		const report = planReportSchema.parse(JSON.parse(stdout));
		expect(code).toBe(0);
		expect(report.state).toBe('applied');
		expect(report.plan?.steps.map(({id}) => id)).toEqual(['T001', 'T003']);
		expect(report.plan?.edits).toHaveLength(1);
	});

	test('go on without one that has no such option, and say so', async () => {
		const {code, stdout} = await run(
			'recover',
			'features',
			'T001,T002',
			'--option',
			'retry',
			'--yes',
			'--json',
		);
		const {plan} = planReportSchema.parse(JSON.parse(stdout));
		expect(code).toBe(1);
		expect(plan?.steps.map(({id}) => id)).toEqual(['T001']);
		expect(plan?.left.map(({id}) => id)).toEqual(['T002']);
	});
});

test('undo is refused when the file has moved on, and --dry-run only shows it', async () => {
	await run('recover', 'features', 'T001', '--option', 'retry', '--yes');
	const shown = await run('undo', 'features', '--dry-run');
	expect(shown.code).toBe(0);
	expect(shown.stdout).toContain('+      "status": "failed"');

	const file = path.join(projects, 'features/specs/001-login/tasks_meta.json');
	const moved = `${readFileSync(file, 'utf8')}\n`;
	writeFileSync(file, moved);
	const {code, stderr} = await run('undo', 'features', '--yes');
	expect(code).toBe(1);
	expect(stderr).toContain('tasks_meta.json');
	expect(readFileSync(file, 'utf8')).toBe(moved);
});

test('a capsule is a prompt without secrets', async () => {
	const {code, stdout} = await run('recover', 'features', 'T001', '--capsule');
	expect(code).toBe(0);
	expect(stdout).toMatch(/^# Resume one task$/m);
	expect(stdout).toContain('id: T001');
	expect(stdout).not.toContain('abc123def456');
});
