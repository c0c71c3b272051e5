import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import type {KeptFigures} from '../../../source/model/line-figures.ts';
import {runCommand} from '../../helpers/run-command.ts';
import {makeProject, type Project, removeProjects} from '../../pty/project.ts';

const line = async ({folder, home}: Project, ...flags: readonly string[]) =>
	await runCommand(['status', ...flags, folder], {env: {HOME: home, TZ: 'UTC'}});

const stateOf = ({home}: Project): readonly string[] => {
	try {
		return readdirSync(home, {recursive: true}).map(String);
	} catch {
		return [];
	}
};

afterAll(removeProjects);

describe('status --line', () => {
	test('prints one line', async () => {
		expect(await line(makeProject(), '--line')).toMatchObject({
			code: 0,
			stdout: '▶1\n',
			stderr: '',
		});
	});

	test('in colours of tmux, or in words of one’s own', async () => {
		const project = makeProject();
		expect((await line(project, '--line', '--color')).stdout).toBe('#[fg=cyan]▶1#[default]\n');
		expect((await line(project, '--format-line', '{completed} of {total}')).stdout).toBe(
			'1 of 3\n',
		);
	});

	test('leaves what it found for the next one, who believes it', async () => {
		const project = makeProject();
		await line(project, '--line');
		const name = stateOf(project).find((one) => one.endsWith('figures.json'))!;
		const file = path.join(project.home, name);
		const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptFigures;
		expect(kept.pid).toBe(null);
		expect(kept.validMs).toBeGreaterThan(0);
		expect(kept.validMs).toBeLessThanOrEqual(30_000);
		const byStatus = {...kept.figures.byStatus, running: 7};
		const changed: KeptFigures = {
			...kept,
			validMs: 600_000,
			figures: {...kept.figures, byStatus},
		};
		writeFileSync(file, JSON.stringify(changed));
		expect((await line(project, '--line')).stdout).toBe('▶7\n');
		// Another question has another answer.
		expect((await line(project, '--line', '--stale', '30')).stdout).toBe('▶1\n');
	});

	test('leaves nothing with --read-only, nor where another question was asked', async () => {
		const project = makeProject();
		await line(project, '--line', '--read-only');
		await line(project, '--line', '--format', 'kiro');
		expect(stateOf(project).filter((name) => name.includes('figures'))).toEqual([]);
	});

	test('is empty and good where there is nothing', async () => {
		const {home} = makeProject();
		expect(await runCommand(['status', '--line', home], {env: {HOME: home}})).toMatchObject({
			code: 0,
			stdout: '\n',
			stderr: '',
		});
	});

	test.each([
		[['--line', '--json'], 'cannot stand together'],
		[['--format-line', '{runing}'], 'did you mean {running}?'],
		[['--format-line', '{x}'], 'there are {running}'],
	])('refuses %j in one line', async (flags, reason) => {
		const {code, stdout, stderr} = await line(makeProject(), ...flags);
		expect(code).toBe(2);
		expect(stdout).toBe('');
		expect(stderr).toContain(reason);
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});
});
