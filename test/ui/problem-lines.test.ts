import {describe, expect, test} from 'vitest';
import type {Problem} from '../../source/model/problem.ts';
import {type RuleCode, ruleCodes, rules} from '../../source/model/rules/index.ts';
import type {Rule} from '../../source/model/rules/rule.ts';
import {displayWidth} from '../../source/text/width.ts';
import {problemLines} from '../../source/ui/views/problem-lines.ts';

const problemOf = (code: string): Problem => ({
	code,
	severity: 'warning',
	message: 'something is wrong',
	format: 'kiro',
	task: null,
	path: '/w/a/tasks.md',
	line: 3,
});

const textOf = (code: string, width: number): readonly string[] =>
	problemLines(problemOf(code), null, '/w', width).map((line) =>
		line.map(({text}) => text).join(''),
	);

describe('a problem in the details', () => {
	test.each(ruleCodes)('%s says what it means and what to do, whole, at any width', (code) => {
		const {meaning, remedy}: Rule = rules[code satisfies RuleCode];
		for (const width of [40, 60, 100]) {
			const lines = textOf(code, width);
			expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
			const words = lines.join(' ').replaceAll(/\s+/g, '');
			expect(words).toContain(meaning.replaceAll(/\s+/g, ''));
			expect(words).toContain(remedy.replaceAll(/\s+/g, ''));
		}
	});

	test('a code without a rule is shown without them', () => {
		expect(textOf('of-tomorrow', 60).join('\n')).not.toContain('to do');
	});
});
