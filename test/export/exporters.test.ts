import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	errorsExportSchema,
	historyExportSchema,
	problemsExportSchema,
	tasksExportSchema,
} from '../../source/export/export-schema.ts';
import {dependenciesExportSchema} from '../../source/export/dependencies/schema.ts';
import {type OutputFormat, outputFormats} from '../../source/export/exporter.ts';
import {exporters} from '../../source/export/exporters.ts';
import {reportFlaw, reportsAs, usualReports, writeReport} from '../../source/export/report.ts';
import {type ReportName, reportNames} from '../../source/export/report-names.ts';
import {statsReportSchema} from '../../source/export/stats-schema.ts';
import type {Transition} from '../../source/model/transition.ts';
import {hour, minute, noon, taskOf} from '../analysis/tasks.ts';
import {arbitraryFindings, arbitraryTasks} from '../helpers/arbitrary-task.ts';
import {inputOf, textOf} from './input.ts';
import {readCsv} from './read-csv.ts';

const schemas = {
	tasks: tasksExportSchema,
	problems: problemsExportSchema,
	metrics: statsReportSchema,
	errors: errorsExportSchema,
	history: historyExportSchema,
	dependencies: dependenciesExportSchema,
} as const;

const transition: fc.Arbitrary<Transition> = fc.record({
	at: fc.oneof(fc.integer({min: 0, max: 4e12}), fc.constantFrom(-8.64e15, 8.64e15)),
	task: fc.string(),
	id: fc.string(),
	title: fc.string({unit: 'grapheme'}),
	what: fc.constantFrom('appeared', 'vanished', 'status', 'stage', 'error', 'retries'),
	from: fc.option(fc.string({unit: 'grapheme'}), {nil: null}),
	to: fc.option(fc.string(), {nil: null}),
	status: fc.constantFrom('running', 'failed'),
});

const anyInput = fc
	.tuple(arbitraryTasks, arbitraryFindings, fc.array(transition, {maxLength: 5}))
	.map(([tasks, findings, transitions]) =>
		inputOf(tasks, {findings, transitions: () => transitions}),
	);

const write = (name: ReportName, format: OutputFormat, input: ReturnType<typeof inputOf>) =>
	textOf(writeReport([name], format, input));

describe.each(reportNames)('%s', (name) => {
	test('as JSON fit their schema, whatever the tasks are', () => {
		fc.assert(
			fc.property(anyInput, (input) => {
				const value: unknown = JSON.parse(write(name, 'json', input));
				expect(schemas[name].safeParse(value).error).toBeUndefined();
			}),
		);
	});

	test('as JSON lines have a document on each, and no other line end', () => {
		fc.assert(
			fc.property(anyInput, (input) => {
				const lines = write(name, 'jsonl', input).split('\n');
				expect(lines.pop()).toBe('');
				for (const line of lines) {
					expect(typeof JSON.parse(line)).toBe('object');
				}
			}),
		);
	});

	test('as CSV have as many lines as JSON lines, of equal length, and run nothing', () => {
		fc.assert(
			fc.property(anyInput, (input) => {
				const [titles, ...rows] = readCsv(write(name, 'csv', input));
				expect(new Set(titles).size).toBe(titles!.length);
				for (const row of rows) {
					expect(row).toHaveLength(titles!.length);
					for (const cell of row) {
						expect(/^[=+@\t\r]/.test(cell) || (cell.startsWith('-') && !/^-\d/.test(cell))).toBe(
							false,
						);
					}
				}

				expect(rows).toHaveLength(write(name, 'jsonl', input).split('\n').length - 1);
			}),
		);
	});

	test('as Markdown keep their tables whole', () => {
		fc.assert(
			fc.property(anyInput, (input) => {
				let columns: number | null = null;
				let isCode = false;
				for (const line of write(name, 'markdown', input).split('\n')) {
					isCode = line.startsWith('```') ? !isCode : isCode;
					const cells = isCode || !line.startsWith('|') ? null : unescapedBars(line);
					expect(cells === null || columns === null || cells === columns).toBe(true);
					columns = cells;
				}
			}),
		);
	});
});

/** Bars that part cells: those that no backslash stands before. */
const unescapedBars = (line: string): number => line.replaceAll(/\\./g, '').split('|').length;

describe('every text of a task', () => {
	test('survives the way through CSV and JSON', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', maxLength: 40}), (title) => {
				const input = inputOf([taskOf({id: '1', title})]);
				const {tasks} = JSON.parse(write('tasks', 'json', input)) as {tasks: {title: string}[]};
				expect(tasks[0]!.title).toBe(title);
				const [titles, row] = readCsv(write('tasks', 'csv', input));
				expect(row![titles!.indexOf('title')]!.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(title);
			}),
		);
	});
});

describe('a report', () => {
	test('can be written in some format by any name, and flaws are told in words', () => {
		expect(reportFlaw(['tasks'], 'mermaid')).toBe(
			'tasks cannot be written as mermaid; as mermaid there is dependencies',
		);
		expect(reportFlaw(['tasks', 'problems'], 'csv')).toBe(
			'as csv one report is written at a time; markdown and html hold several',
		);
		for (const format of outputFormats) {
			expect(reportFlaw(usualReports(format), format)).toBeNull();
			for (const name of reportsAs(format)) {
				expect(write(name, format, inputOf([taskOf({id: '1'})]))).not.toBe(
					format === 'jsonl' ? null : '',
				);
			}
		}
	});

	test('tells the figures of what was tried, by the names of the backlog', () => {
		const [titles, row] = readCsv(
			write(
				'metrics',
				'csv',
				inputOf([
					taskOf({
						id: 'B-1',
						status: 'completed',
						startedAt: {at: noon - hour, source: 'x'},
						completedAt: {at: noon - 30 * minute, source: 'x'},
						durationMs: 30 * minute,
						retries: 2,
					}),
				]),
			),
		);
		const value = (name: string): string => row![titles!.indexOf(name)]!;
		expect(value('task_id')).toBe('B-1');
		expect(value('avg_execution_time')).toBe('1800');
		expect(value('success_rate')).toBe('1');
		expect(value('retry_count')).toBe('2');
		expect(value('last_execution')).toBe('2026-03-01T13:30:00.000Z');
	});

	test('of errors groups what differs only in numbers', () => {
		const failed = (id: string, message: string) =>
			taskOf({
				id,
				status: 'failed',
				error: {message, category: 'network', severity: 'high'},
				completedAt: {at: noon - hour, source: 'x'},
			});
		const {errors} = JSON.parse(
			write(
				'errors',
				'json',
				inputOf([failed('1', 'refused: localhost:8080'), failed('2', 'refused: localhost:9090')]),
			),
		) as {errors: {count: number; tasks: number}[]};
		expect(errors).toMatchObject([{count: 2, tasks: 2, category: 'network'}]);
	});

	test('is made while it is written: of a million changes only the first is asked for', () => {
		let asked = 0;
		const input = inputOf([], {
			*transitions() {
				for (;;) {
					asked++;
					yield {
						at: noon,
						task: 'a',
						id: 'a',
						title: 'a',
						what: 'appeared',
						from: null,
						to: 'pending',
						status: 'pending',
					};
				}
			},
		});
		const pieces = exporters.history.writers.csv!(input)[Symbol.iterator]();
		pieces.next();
		pieces.next();
		expect(asked).toBe(1);
	});
});
