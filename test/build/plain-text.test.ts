import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {array, assert, constantFrom, property} from 'fast-check';
import {rolldown} from 'rolldown';
import stringWidth from 'string-width';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {plainText} from '../../scripts/build/plain-text.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-plain-text-'));
let built: typeof stringWidth;

beforeAll(async () => {
	const file = path.join(folder, 'string-width.mjs');
	const bundle = await rolldown({
		input: 'string-width',
		platform: 'node',
		plugins: [plainText()],
	});
	await bundle.write({file});
	await bundle.close();
	({default: built} = (await import(pathToFileURL(file).href)) as {default: typeof stringWidth});
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

const pieces = constantFrom(
	'a',
	' ',
	'é',
	'│',
	'▶',
	'▶\uFE0F',
	'日',
	'e\u0301',
	'👩‍👩‍👧',
	'\t',
	'\u001B[31m',
	'\u001B[39m',
	'\u001B[38;2;1;2;3m',
	'\u001B[',
	'\u001B]0;x\u0007',
);

test('string-width answers as it always does', () => {
	assert(
		property(array(pieces, {maxLength: 12}), (parts) => {
			const text = parts.join('');
			expect(built(text)).toBe(stringWidth(text));
			for (const options of [{ambiguousIsNarrow: false}, {countAnsiEscapeCodes: true}, {}]) {
				expect(built(text, options)).toBe(stringWidth(text, options));
			}
		}),
	);
	expect(built(undefined as unknown as string)).toBe(0);
});
