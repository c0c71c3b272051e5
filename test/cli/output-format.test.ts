import {describe, expect, test} from 'vitest';
import {parseArguments} from '../../source/cli/arguments.ts';

const flagsOf = (line: string) => {
	const parsed = parseArguments(line.split(' '));
	return parsed.type === 'run' ? parsed.invocation.flags : null;
};

describe('--format of export', () => {
	test('says how it is written, and which metadata is read', () => {
		expect(flagsOf('export --format csv --format kiro .')).toEqual({
			outputFormat: 'csv',
			format: ['kiro'],
		});
		expect(flagsOf('--format dot export')).toEqual({outputFormat: 'dot'});
		expect(flagsOf('export --output-format mermaid')).toEqual({outputFormat: 'mermaid'});
	});

	test('takes one way to write, and a known one', () => {
		expect(() => flagsOf('export --format csv --format json')).toThrow(
			'a report is written in one format, but csv and json are given',
		);
		expect(() => flagsOf('export --format xml')).toThrow(
			'--output-format cannot be "xml"; it is one of json, jsonl, csv, markdown, html, mermaid, dot',
		);
	});

	test('means only metadata elsewhere', () => {
		expect(() => flagsOf('status --format csv')).toThrow('--format cannot be "csv"');
		expect(() => flagsOf('status --output-format csv')).toThrow('only for "metawatch export"');
	});
});
