import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};

const text = readFileSync(new URL('../../docs/decisions/dependencies.md', import.meta.url), 'utf8');

/** Packages in the first column of its tables. */
const named = [...text.matchAll(/^\| ([^|]+) \|/gm)]
	.flatMap(([, cell]) => cell!.split(', '))
	.filter((name) => name !== 'package' && !name.startsWith('---'));

test('docs/decisions/dependencies.md says of every package what it is for, once', () => {
	expect(named.toSorted()).toEqual(Object.keys(packageJson.devDependencies).toSorted());
});
