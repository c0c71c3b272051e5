import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {problemsDocument} from '../../scripts/documents/problems.ts';
import {ruleCodes} from '../../source/model/rules/index.ts';

const document = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8');

test('docs/problems.md is up to date (npm run documents makes it anew)', () => {
	expect(document.replaceAll('\r\n', '\n')).toBe(problemsDocument());
});

test('docs/problems.md has every code once', () => {
	const named = [...document.matchAll(/^### `([^`]+)`$/gm)].map(([, code]) => code!);
	expect(named.toSorted()).toEqual(ruleCodes.toSorted());
});
