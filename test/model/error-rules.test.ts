import {readFileSync} from 'node:fs';
import path from 'node:path';
import {assert, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {classifyError} from '../../source/model/error-rules.ts';
import {corpusFolder} from '../helpers/corpus.ts';

describe('the category of an error', () => {
	test.each([
		// Numbers first: the words of these messages would say something else.
		["[Errno 13] Permission denied: 'a'", null, 'permission', 'medium'],
		['[Errno 110] Connection timed out', null, 'timeout', 'medium'],
		['[Errno 104] Connection reset by peer', null, 'network', 'high'],
		['[Errno 11] Resource temporarily unavailable', null, 'file_system', 'low'],
		['[Errno 28] No space left on device', null, 'file_system', 'critical'],
		['[Errno 30] Read-only file system', 'OSError', 'file_system', 'critical'],
		['[Errno 3] No such process', null, 'execution', 'medium'],
		['[Errno 9999] what', null, 'unknown', 'low'],
		// Then timeouts and permissions, whatever else is said.
		['Connection refused: request timeout', null, 'timeout', 'medium'],
		['a time outside of the range', null, 'unknown', 'low'],
		["access denied for role 'planner'", null, 'permission', 'medium'],
		['HTTP Error 403: Forbidden', null, 'permission', 'medium'],
		['HTTP Error 404: Not Found', null, 'network', 'high'],
		['HTTP Error 429: Too Many Requests', null, 'network', 'low'],
		['HTTP Error 503: Service Unavailable', null, 'network', 'low'],
		// Types, whole.
		['x', 'OperationalError', 'database', 'high'],
		['x', 'AssertionError', 'execution', 'medium'],
		['x', 'PoolTimeout', 'timeout', 'medium'],
		['x', 'sqlite3.OperationalErrorish', 'unknown', 'low'],
		// Texts.
		['database is locked', null, 'database', 'low'],
		['database disk image is malformed', null, 'database', 'critical'],
		['Connection refused: localhost:11434 (Ollama)', null, 'network', 'high'],
		["'score_total'", null, 'validation', 'medium'],
		["it said 'score_total'", null, 'unknown', 'low'],
		['coverage 71% below 80% gate', null, 'execution', 'medium'],
		['fatal: not a git repository', null, 'execution', 'critical'],
		['not a fatality', null, 'unknown', 'low'],
		["Command '['false']' returned non-zero exit status 1.", null, 'execution', 'medium'],
		// General types last: the text knows better.
		['subprocess exited with code 1', 'RuntimeError', 'execution', 'medium'],
		['deadline exceeded', 'RuntimeError', 'timeout', 'medium'],
		['system overloaded', 'RuntimeError', 'execution', 'medium'],
		['critical path not found', null, 'unknown', 'low'],
		['x', 'ValueError', 'validation', 'medium'],
		['', null, 'unknown', 'low'],
		// A type that the message itself tells.
		['ValueError: bad value', null, 'validation', 'medium'],
		['sqlite3.OperationalError: x', null, 'database', 'high'],
		[
			'Traceback (most recent call last): File "run.py", line 12 KeyError: 1 ImportError: bad',
			null,
			'execution',
			'medium',
		],
		['after KeyError: nothing', null, 'unknown', 'low'],
	])('of %j (%s) is %s, %s', (message, type, category, severity) => {
		expect(classifyError(message, type)).toEqual({category, severity});
	});

	test('is found at the end of a long log', () => {
		expect(classifyError(`${'log '.repeat(100_000)}connection refused`).category).toBe('network');
	});

	test('is given for any text, quickly', () => {
		assert(
			property(string({unit: 'binary'}), (text) => {
				expect(classifyError(text).category).toBeTypeOf('string');
			}),
		);
		const started = performance.now();
		for (const part of ["'", 'access ', 'a.', 'AError', 'exit ', '[Errno ', 'http error ']) {
			classifyError(part.repeat(500_000));
		}

		expect(performance.now() - started).toBeLessThan(1000);
	});
});

describe.skipIf(!corpusFolder)('the table of the corpus (skipped without it)', () => {
	const lines = corpusFolder
		? readFileSync(path.join(corpusFolder, 'backlog/error-classification/table.csv'), 'utf8')
				.trim()
				.split('\n')
				.slice(1)
				.map(cellsOf)
		: [];

	test.each(lines)('%s, %s: %s', (type, _mro, message, ...rest) => {
		const [, , , , , categories, severity, fromMessage] = rest;
		expect(categories?.split('|')).toContain(classifyError(message, type).category);
		expect(classifyError(message, type).severity).toBe(severity);
		expect(classifyError(message).category).toBe(fromMessage);
	});

	test('is whole', () => {
		expect(lines).toHaveLength(46);
	});
});

/** One line of the table; no cell of it holds a quote. */
function cellsOf(line: string): string[] {
	return line.split(',');
}
