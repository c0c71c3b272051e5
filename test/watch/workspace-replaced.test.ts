import {execFileSync} from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	realpathSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {createProject, listOf, type Project, watchProject} from './project.ts';

let project: Project;
let aside: string;

beforeEach(() => {
	project = createProject();
	aside = realpathSync(mkdtempSync(path.join(tmpdir(), 'metawatch-aside-')));
});

afterEach(() => {
	project.remove();
	rmSync(aside, {recursive: true, force: true});
});

const otherProject = (): string => {
	const other = path.join(aside, 'other');
	mkdirSync(path.join(other, '.kiro', 'specs', 'one'), {recursive: true});
	writeFileSync(path.join(other, '.kiro', 'specs', 'one', 'tasks.md'), listOf(['of another']));
	return other;
};

describe.skipIf(process.platform === 'win32')('a workspace (not on Windows)', () => {
	const cases: Record<string, [put: (at: string) => void, reason: string]> = {
		'a file': [(at) => writeFileSync(at, ''), 'is not a folder'],
		'a pipe': [(at) => execFileSync('/usr/bin/mkfifo', [at]), 'is not a folder'],
		'a link to another folder': [
			(at) => symlinkSync(otherProject(), at),
			'leads to another folder than before',
		],
		nothing: [() => {}, 'is not there'],
	};

	test.each(Object.entries(cases))(
		'replaced by %s is stale until it is back',
		async (_what, entry) => {
			const [put, reason] = entry;
			project.write('one', 'mine');
			const watching = await watchProject([project.folder]);
			const moved = path.join(aside, 'moved');
			renameSync(project.folder, moved);
			put(project.folder);
			for (const _round of [1, 2]) {
				await watching.watch.rescan();
				expect(watching.watch.health()).toMatchObject({
					mode: 'stale',
					reason: expect.stringContaining(reason),
				});
				expect(watching.titles()).toEqual(['mine']);
			}

			rmSync(project.folder, {force: true, recursive: true});
			renameSync(moved, project.folder);
			await watching.watch.rescan();
			expect(watching.watch.health()).toMatchObject({mode: 'live'});
			expect(watching.titles()).toEqual(['mine']);
			await watching.close();
		},
	);
});
