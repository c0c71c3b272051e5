import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {commandLineDocument} from '../../scripts/documents/command-line.ts';
import {commands} from '../../source/cli/commands.ts';
import {flagTable} from '../../source/cli/flags.ts';

const text = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');

test('docs/command-line.md is up to date (npm run documents makes it anew)', () => {
	expect(text.replaceAll('\r\n', '\n')).toBe(commandLineDocument());
});

test('docs/command-line.md has every command and every option', () => {
	for (const {name} of commands) {
		expect(text).toContain(`\n## \`metawatch ${name}`);
	}

	for (const {text: name} of Object.values(flagTable)) {
		expect(text).toContain(`\n| \`--${name}`);
	}
});
