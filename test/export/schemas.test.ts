import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {schemaFiles} from '../../scripts/schemas.ts';

test.each(Object.entries(schemaFiles))(
	'schema/%s is up to date (npm run schemas)',
	(name, expected) => {
		const text = readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
		expect(text.replaceAll('\r\n', '\n')).toBe(expected);
	},
);
