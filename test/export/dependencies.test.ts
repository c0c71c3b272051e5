import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {dependenciesExport} from '../../source/export/dependencies/json.ts';
import {dependenciesExportSchema} from '../../source/export/dependencies/schema.ts';
import type {ExportInput} from '../../source/export/exporter.ts';
import {exporters} from '../../source/export/exporters.ts';
import type {Task} from '../../source/model/task.ts';
import {inWords, keyOf, missing, on, tasksWith} from '../analysis/dependencies/given.ts';
import {arbitraryTasks} from '../helpers/arbitrary-task.ts';
import {inputOf as exportInput, textOf} from './input.ts';

const inputOf = (tasks: ReadonlyMap<string, Task>): ExportInput => exportInput([...tasks.values()]);

const given = tasksWith(
	{id: '1', status: 'completed'},
	{id: '2', status: 'running', title: 'Say "hi" & <go>', needs: ['1']},
	{
		id: '3',
		dependencies: [
			on('2'),
			missing('9'),
			inWords('=cmd()'),
			{raw: '0', id: '0', key: null, state: 'archived'},
		],
	},
	{id: '4', needs: ['5']},
	{id: '5', needs: ['4']},
	{id: 'alone'},
);

const {writers} = exporters.dependencies;

describe('the dependencies', () => {
	test('as JSON fit their schema for any tasks, and name every dependency', () => {
		fc.assert(
			fc.property(arbitraryTasks, (all) => {
				const value = dependenciesExport(inputOf(new Map(all.map((task) => [task.key, task]))));
				const written: unknown = JSON.parse(JSON.stringify(value));
				expect(dependenciesExportSchema.safeParse(written).error).toBeUndefined();
				expect(written).toEqual(value);
				expect(value.dependencies).toHaveLength(
					all.reduce((sum, task) => sum + task.dependencies.length, 0),
				);
			}),
		);
	});

	test('as JSON say what each means, which stand in a cycle, and where it is cut', () => {
		const value = dependenciesExport(inputOf(given));
		expect(value.dependencies.map(({raw, state}) => `${raw} ${state}`)).toEqual([
			'1 met',
			'2 unmet',
			'9 missing',
			'=cmd() external',
			'0 archived',
			'5 unmet',
			'4 unmet',
		]);
		expect(value.cycles).toEqual([
			{
				way: [keyOf('4'), keyOf('5')],
				members: [keyOf('4'), keyOf('5')],
				isShortest: true,
				cut: {from: keyOf('4'), to: keyOf('5'), leaves: 0},
			},
		]);
		expect(value.criticalPath.tasks).toEqual([keyOf('2'), keyOf('3')]);
		expect(value.tasks.map(({id, standing}) => `${id} ${standing}`)).toContain('3 waiting');
	});

	test('as CSV have a line each, and no cell that a spreadsheet would run', () => {
		const lines = textOf(writers.csv!(inputOf(given))).split('\r\n');
		expect(lines).toHaveLength(1 + 7 + 1);
		expect(lines[1]).toContain('2,"Say ""hi"" & <go>",running,1,Task 1,completed,met,1,');
		expect(lines[4]).toContain(",external,'=cmd(),");
	});

	test('as a flowchart have an arrow from what is needed to what needs it', () => {
		const text = textOf(writers.mermaid!(inputOf(given)));
		expect(text).toMatch(/^flowchart LR\n/);
		expect(text).toContain('["▶ 2 Say #34;hi#34; #38; #60;go#62;"]:::running');
		expect(text).toContain('\tt1 -.-> t0\n');
		expect(text).toContain('\tt0 ==> t2\n');
		expect(text).toContain('["missing: 9"]:::missing');
		expect(text).not.toContain('alone');
	});

	test('as a graph of Graphviz are quoted, and complete', () => {
		const text = textOf(writers.dot!(inputOf(given)));
		expect(text).toContain('label="▶ 2 Say \\"hi\\" & <go>"');
		expect(text.match(/ -> /g)).toHaveLength(6);
		expect(text).toMatch(/^digraph dependencies \{\n[^]*\n\}\n$/);
	});

	test('can be drawn whatever the tasks are called', () => {
		fc.assert(
			fc.property(arbitraryTasks, (all) => {
				const input = inputOf(new Map(all.map((task) => [task.key, task])));
				for (const line of textOf(writers.mermaid!(input)).split('\n').slice(1, -1)) {
					expect(line).toMatch(
						/^\tt\d+\["[^"#<>]*(?:#\d+;[^"#<>]*)*"\]:::[a-z]+$|^\tt\d+ [-=.]+> t\d+$|^\tclassDef [a-z]+ fill:/u,
					);
				}
			}),
		);
	});
});
