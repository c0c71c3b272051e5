import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {foldingRules} from '../../../source/analysis/errors/fingerprint-rules.ts';
import {patternKey, patternOf} from '../../../source/analysis/errors/fingerprint.ts';

const same: readonly (readonly [pattern: string, ...messages: string[]])[] = [
	[
		'Operation timed out after <duration>',
		'Operation timed out after 30s',
		'Operation timed out after 5 minutes',
	],
	[
		'Task <id> failed at <time>',
		'Task B-049 failed at 2025-08-07T10:00:00.5Z',
		'Task T014 failed at 14:05:09',
	],
	[
		'[Errno 2] No such file or directory: <text>',
		"[Errno 2] No such file or directory: '/a/b.txt'",
		"[Errno 2] No such file or directory: 'x y'",
	],
	[
		'cannot read <path>',
		'cannot read /var/log/x.log',
		'cannot read src/app.ts:12:3',
		'cannot read notes.md',
		'cannot read C:\\a\\b',
	],
	[
		'commit <id> is missing',
		'commit 12ab34c is missing',
		'commit 0f1e2d3c4b5a69788796a5b4c3d2e1f001020304 is missing',
	],
	[
		'request <id> refused',
		'request 123e4567-e89b-12d3-a456-426614174000 refused',
		'request req_8f3kd93jfk20dk3f refused',
		'request 8f35 refused',
	],
	[
		'<url> does not answer',
		'https://a.example/x?y=1 does not answer',
		'http://127.0.0.1:8080 does not answer',
	],
	['# of # tests failed', '3 of 40 tests failed', '12 of 1,200 tests failed'],
	['KeyError: <text>', "KeyError: 'name'", "KeyError: 'points'"],
	["couldn't stop, it won't", "couldn't stop, it won't"],
	['object at <id>', 'object at 0x7ffe01', 'object at 0xAB'],
	[
		'ValueError: bad row #',
		'Traceback (most recent call last): File "/a.py", line 3, in f KeyError: x ValueError: bad row 7',
		'ValueError: bad row 9',
	],
];

describe('the pattern of an error', () => {
	test.each(
		same.flatMap(([pattern, ...messages]) => messages.map((message) => ({message, pattern}))),
	)('of "$message" is "$pattern"', ({message, pattern}) => {
		expect(patternOf(message)).toBe(pattern);
	});

	test.each([
		['HTTP Error 404: Not Found', 'HTTP Error 503: Not Found'],
		['exited with status 1', 'exited with status 137'],
		['agent crashed: exit 1', 'agent crashed: exit 137'],
		['[Errno 13] x', '[Errno -2] x'],
		['connection refused', 'connection reset'],
	])('keeps apart what is another error: "%s", "%s"', (one, other) => {
		expect(patternOf(one)).not.toBe(patternOf(other));
	});

	test('does not mind the case', () => {
		expect(patternKey(patternOf('Connection Refused'))).toBe(patternKey('connection refused'));
	});

	test('is short, whatever the message, and the same twice', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 300}), (message) => {
				const pattern = patternOf(message);
				expect(pattern.length).toBeLessThanOrEqual(160);
				expect(patternOf(message)).toBe(pattern);
			}),
		);
	});

	test.each([
		['a', 'a'],
		['1', '1'],
		['f1', 'f1'],
		['/', '/'],
		['a/', 'a/'],
		['"', '"'],
		["'", " '"],
		['-', 'a-'],
		['1.', '1.'],
		['.', '../'],
		['_', 'a_1'],
		['12:', '12:34:'],
		['2025-', '2025-01-'],
	])('no rule is slow on many of "%s" or "%s"', (one, other) => {
		// A hundred times what is ever given to them: quadratic would be minutes.
		for (const part of [one, other]) {
			const text = part.repeat(Math.ceil(200_000 / part.length));
			const start = performance.now();
			for (const {pattern, instead} of foldingRules) {
				text.replaceAll(pattern, instead);
			}

			expect(performance.now() - start).toBeLessThan(5000);
		}
	});

	test('uses every rule of the table in what was tried above', () => {
		const texts = [...same.flatMap(([, ...messages]) => messages), 'no "a" in `b`'];
		expect(
			foldingRules
				.filter(({pattern}) => !texts.some((text) => text.search(pattern) >= 0))
				.map(({what}) => what),
		).toEqual([]);
	});

	test('folds what is quoted, whatever the quotes', () => {
		expect(patternOf('no "a" in `b`')).toBe('no <text> in <text>');
	});
});
