import {describe, expect, test} from 'vitest';
import {explanations} from '../../source/cli/explanations.ts';
import {type ListOptions, problemList} from '../../source/cli/problem-list.ts';
import {shownPath} from '../../source/cli/shown-path.ts';
import type {Finding} from '../../source/export/finding.ts';
import {displayWidth} from '../../source/text/width.ts';

const finding = (changes: Partial<Finding> = {}): Finding => ({
	code: 'gate-failed',
	severity: 'warning',
	message: 'T001: the quality gate did not pass',
	format: 'tasks-meta',
	task: null,
	path: '/w/specs/a/tasks_meta.json',
	line: 14,
	column: null,
	...changes,
});

const options: ListOptions = {
	directory: '/w',
	files: 3,
	hidden: 0,
	width: null,
	explanation: null,
	isColored: false,
};

describe('the list of problems', () => {
	test('the gravest file first, in it errors first, then by line', () => {
		const text = problemList(
			[
				finding({path: '/w/a', line: 9, severity: 'info'}),
				finding({path: '/w/b', line: 7}),
				finding({path: '/w/b', line: 2}),
				finding({path: '/w/b', line: 90, column: 3, severity: 'error'}),
				finding({path: '/w/b', line: null}),
			],
			options,
		);
		expect(text.split('\n').map((line) => line.slice(0, 17).trimEnd())).toEqual([
			'b',
			'   90:3  error',
			'      -  warning',
			'      2  warning',
			'      7  warning',
			'',
			'a',
			'      9  info',
			'',
			'1 error, 3 warnin',
			'--explain tells w',
			'',
		]);
	});

	test.each([40, 80, 120])('fits into %i columns and loses no word', (width) => {
		const message = 'a message of many words that go on and on and on without an end '.repeat(4);
		const text = problemList([finding({message}), finding({line: 3})], {...options, width});
		for (const line of text.split('\n')) {
			expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(width, 52));
		}

		expect(text.replaceAll(/\s+/g, ' ')).toContain(message.trim());
		expect(text).toContain('gate-failed');
	});

	test('errors are never drawn together', () => {
		const errors = Array.from({length: 30}, (_, line) =>
			finding({line: line + 1, severity: 'error'}),
		);
		expect(problemList(errors, options).match(/gate-failed/g)).toHaveLength(30);
		const warnings = errors.map((error): Finding => ({...error, severity: 'warning'}));
		expect(problemList(warnings, options).match(/gate-failed/g)).toHaveLength(4);
	});

	test('nothing found', () => {
		expect(problemList([], options)).toBe('no problems in 3 files\n');
		expect(problemList([], {...options, hidden: 2})).toBe(
			'no problems in 3 files (2 of less weight not shown)\n',
		);
	});

	test('colours only when asked', () => {
		expect(problemList([finding()], options)).not.toContain('\u001B');
		expect(problemList([finding()], {...options, isColored: true})).toContain('\u001B[33m');
	});

	test('a code without a rule has no explanation', () => {
		expect(explanations([finding({code: 'of-tomorrow'})], {width: 80, isColored: false})).toBe('');
	});
});

test.each([
	['/w/a/b', '/w', 'a/b'],
	['/w', '/w', '/w'],
	['/x/a', '/w', '/x/a'],
	['/wide/a', '/w', '/wide/a'],
])('%s from %s is %s', (file, directory, shown) => {
	expect(shownPath(file, directory)).toBe(shown);
});
