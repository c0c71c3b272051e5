import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {exportsDocument} from '../../scripts/documents/exports.ts';

test('docs/exports.md is up to date (npm run documents makes it anew)', () => {
	const text = readFileSync(new URL('../../docs/exports.md', import.meta.url), 'utf8');
	expect(text.replaceAll('\r\n', '\n')).toBe(exportsDocument());
});
