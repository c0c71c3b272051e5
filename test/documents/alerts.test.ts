import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parseConfig} from '../../source/cli/parse-config.ts';
import {alertRuleIds, alertRules, notificationKinds} from '../../source/model/alert.ts';

const text = readFileSync(new URL('../../docs/alerts.md', import.meta.url), 'utf8');

describe('docs/alerts.md', () => {
	test.each(alertRuleIds)('describes %s as it is', (id) => {
		const {meaning, isLoud, parameters} = alertRules[id];
		const row = text.split('\n').find((line) => line.startsWith(`| \`${id}\` |`));
		expect(row).toContain(`| ${meaning} |`);
		expect(row?.includes('only listed')).toBe(!isLoud);
		for (const [name, {value}] of Object.entries(parameters)) {
			expect(row).toContain(`\`${name}\` ${value}`);
		}
	});

	test('names every way to notify', () => {
		for (const kind of notificationKinds) {
			expect(text).toContain(`\`${kind}\``);
		}
	});

	test('has examples that are good configs', () => {
		const examples = [...text.matchAll(/```json\n([^`]*)```/g)].map(([, json]) => json!);
		expect(examples).toHaveLength(2);
		for (const example of examples) {
			expect(() => parseConfig(example, 'docs/alerts.md')).not.toThrow();
		}
	});
});
