import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {projectFolder} from './helpers/pty.ts';

type LockedPackage = {
	readonly resolved?: string;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const lock = JSON.parse(readFileSync(path.join(projectFolder, 'package-lock.json'), 'utf8')) as {
	packages: Record<string, LockedPackage>;
};

test('the lockfile holds the packages of every platform, or npm ci would refuse it', () => {
	const missing = Object.entries(lock.packages).flatMap(([place, {optionalDependencies = {}}]) =>
		Object.keys(optionalDependencies).filter(
			(name) =>
				!(`node_modules/${name}` in lock.packages) &&
				!(`${place}/node_modules/${name}` in lock.packages),
		),
	);
	expect(missing).toEqual([]);
});

test('the lockfile names no download host, so any registry will do', () => {
	expect(Object.values(lock.packages).filter(({resolved}) => resolved !== undefined)).toEqual([]);
});
