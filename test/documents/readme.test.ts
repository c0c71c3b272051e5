import {readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {sections, withSections} from '../../scripts/documents/sections.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(path.join(root, 'readme.md'), 'utf8');

describe('readme', () => {
	test('its tables are those of the program (npm run documents makes them anew)', () => {
		expect(withSections(readme)).toBe(readme);
	});

	test.each(Object.keys(sections))('has the part %s', (name) => {
		expect(readme).toContain(`<!-- ${name} -->`);
	});
});
