import {stripVTControlCharacters} from 'node:util';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import {statusTable} from '../../source/cli/status-table.ts';
import {statuses} from '../../source/model/status.ts';
import {blankTask, type Task} from '../../source/model/task.ts';
import {harmless} from '../../source/text/harmless.ts';
import {statusGlyphs} from '../../source/model/status-glyphs.ts';
import {displayWidth} from '../../source/text/width.ts';
import {arbitraryFindings, arbitraryTasks} from '../helpers/arbitrary-task.ts';

const now = Date.UTC(2026, 2, 4, 5, 6, 7);

const tasks: readonly Task[] = statuses.map((status, index) => ({
	...blankTask({
		key: `kiro:/w#${index}`,
		id: `T${index}`,
		title:
			index === 2
				? '書類を翻訳する 🚢 with a very long title that has to be cut somewhere'
				: `Task ${status}`,
		format: 'kiro' as const,
		workspace: '/w',
		group: 'specs/001',
	}),
	order: index,
	status,
	agent: 'jules',
	error: status === 'failed' ? {message: 'no space left', category: null, severity: null} : null,
}));

const table = (width: number, isColored = false) =>
	statusTable(
		{rows: tasks.map((task) => rowOf(task, undefined, now)), findings: [], now},
		{width, isColored},
	);

describe('the printed table', () => {
	test.each([40, 80, 120, 200])('fits into %i columns and shows every task', (width) => {
		const lines = table(width).split('\n');
		expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
		for (const status of statuses) {
			expect(lines.filter((line) => line.startsWith(statusGlyphs[status]))).not.toEqual([]);
		}
	});

	test('tells the status in a word where there is room', () => {
		expect(table(80)).toMatch(/^✖ failed {6,}/m);
		expect(table(40)).toMatch(/^✖ T/m);
	});

	test('begins with the totals and with what needs a person', () => {
		const [totals, ...rest] = table(200).split('\n');
		expect(totals).toMatch(/^10 tasks {2}.*✖ 1 failed.* 2 need attention$/);
		expect(rest.findIndex((line) => line.startsWith('✖'))).toBeLessThan(
			rest.findIndex((line) => line.startsWith('▶')),
		);
		expect(table(200)).toContain('no space left');
	});

	test('is coloured only when asked, and says the same', () => {
		expect(table(120)).not.toContain('\u001B');
		expect(table(120, true)).toContain('\u001B[1;31m');
		expect(stripVTControlCharacters(table(120, true)).replaceAll(/ +$/gm, '')).toBe(table(120));
	});

	test('never breaks a line, whatever tasks are called', () => {
		fc.assert(
			fc.property(
				arbitraryTasks,
				arbitraryFindings,
				fc.constantFrom(40, 80, 120, 200),
				(some, findings, width) => {
					const clean = some.map((task) => ({
						...task,
						title: harmless(task.title),
						id: harmless(task.id),
					}));
					const rows = clean.map((task) => rowOf(task, undefined, now));
					const printed = statusTable({rows, findings, now}, {width, isColored: false});
					expect(printed.split('\n').filter((line) => displayWidth(line) > width)).toEqual([]);
				},
			),
		);
	});
});
