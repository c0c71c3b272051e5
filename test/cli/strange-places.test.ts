import {spawnSync} from 'node:child_process';
import {closeSync, existsSync, mkdtempSync, openSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {builtCommand, cleanEnvironment, nodeBinary} from '../helpers/pty.ts';

const isLinux = process.platform === 'linux';

const runIn = (environment: Record<string, string | undefined>, stdout: number | 'pipe' = 'pipe') =>
	spawnSync(nodeBinary, [builtCommand, '--version'], {
		env: cleanEnvironment(environment),
		stdio: ['ignore', stdout, 'pipe'],
		encoding: 'utf8',
		timeout: 10_000,
	});

describe.skipIf(!isLinux)('a start in strange places (on Linux only)', () => {
	test.each([{HOME: '/proc'}, {XDG_CACHE_HOME: '/proc'}, {XDG_CACHE_HOME: '/proc/a/b'}])(
		'with %j does not hang',
		(environment) => {
			expect(runIn(environment)).toMatchObject({status: 0, stderr: '', signal: null});
		},
	);

	test('an answer for which there is no room is an error of one line', () => {
		const full = openSync('/dev/full', 'w');
		try {
			const {status, stderr} = runIn({}, full);
			expect(status).toBe(1);
			expect(stderr).toMatch(/^metawatch: the answer could not be written: .*ENOSPC.*\n$/);
		} finally {
			closeSync(full);
		}
	});
});

test('what was compiled is kept in the cache folder of the user', () => {
	const home = mkdtempSync(path.join(tmpdir(), 'metawatch-home-'));
	try {
		expect(runIn({HOME: home}).status).toBe(0);
		expect(existsSync(path.join(home, '.cache', 'metawatch', 'compiled'))).toBe(true);
	} finally {
		rmSync(home, {recursive: true, force: true});
	}
});
