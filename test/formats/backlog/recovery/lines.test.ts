import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cellsOf} from '../../../../source/formats/backlog/cells.ts';
import {lineAt} from '../../../../source/formats/backlog/recovery/lines.ts';
import {pythonJson} from '../../../../source/formats/backlog/recovery/python-json.ts';
import {cellSpan} from '../../../../source/formats/backlog/recovery/status-cell.ts';

test('a cell is found where the reader of rows reads it', () => {
	fc.assert(
		fc.property(
			fc.string({unit: fc.constantFrom('|', '\\', ' ', '\t', 'a', '🔥', '`'), maxLength: 40}),
			fc.nat(8),
			(row, index) => {
				const cells = cellsOf(row);
				const span = cellSpan(row, index);
				const found = span && row.slice(span.from, span.to).trim();
				// A last cell that no pipe closes is none to write into.
				const isOpen = span === null && cells.length === index + 1;
				expect(isOpen ? cells[index] : found).toBe(cells[index] ?? null);
			},
		),
	);
});

test('lines are counted as the reader of backlogs counts them', () => {
	fc.assert(
		fc.property(
			fc.string({
				unit: fc.constantFrom('\n', '\r', '\r\n', 'a', '\uFEFF', '\u2028'),
				maxLength: 20,
			}),
			fc.integer({min: 1, max: 12}),
			(text, number) => {
				const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
				const found = lineAt(text, number);
				expect(found && text.slice(found.from, found.to)).toBe(lines[number - 1] ?? null);
			},
		),
	);
});

describe('JSON as Python writes it', () => {
	test.each([
		[{a: 1, b: null}, '{"a": 1, "b": null}'],
		[{e: 'B‑1 "x"\n\u007F🔥é'}, '{"e": "B\\u20111 \\"x\\"\\n\\u007f\\ud83d\\udd25\\u00e9"}'],
	])('%j', (values, text) => {
		expect(pythonJson(values)).toBe(text);
		expect(JSON.parse(text)).toEqual(values);
	});
});
