import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createDependencyBook} from '../../source/analysis/dependencies/dependencies.ts';
import {workPlanOf} from '../../source/analysis/dependencies/work-plan.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import {nextReport} from '../../source/export/next-report.ts';
import {nextReportSchema} from '../../source/export/next-schema.ts';
import type {Task} from '../../source/model/task.ts';
import {inWords, keyOf, tasksWith} from '../analysis/dependencies/given.ts';
import {minute, noon} from '../analysis/tasks.ts';
import {arbitraryTasks} from '../helpers/arbitrary-task.ts';

const reportOf = (
	tasks: ReadonlyMap<string, Task>,
	{limit = 5, agents = null}: {limit?: number; agents?: number | null} = {},
) =>
	nextReport({
		workPlan: workPlanOf(
			createDependencyBook()(tasks),
			[...tasks.values()].map((task) => rowOf(task, undefined, noon)),
		),
		workspaces: ['/code'],
		limit,
		agents,
		now: noon,
	});

describe('next --json', () => {
	test('fits its schema for any tasks, and leaves no open task out', () => {
		fc.assert(
			fc.property(arbitraryTasks, fc.integer({min: 1, max: 3}), (all, agents) => {
				const tasks = new Map(all.map((task) => [task.key, task]));
				const report = reportOf(tasks, {limit: 100, agents});
				const written: unknown = JSON.parse(JSON.stringify(report));
				expect(nextReportSchema.safeParse(written).error).toBeUndefined();
				expect(written).toEqual(report);
				const {summary, next, needsPerson, waiting, schedule} = report;
				expect([next.length, needsPerson.length, waiting.length]).toEqual([
					summary.ready,
					summary.needsPerson,
					summary.waiting,
				]);
				expect(summary.ready + summary.running + summary.needsPerson + summary.waiting).toBe(
					summary.open,
				);
				expect(waiting.every(({reason}) => reason !== 'unknown')).toBe(true);
				const dealt = schedule!.assignments.length + schedule!.notScheduled.length;
				expect(dealt).toBe(summary.open);
			}),
		);
	});

	test('names what to start with its command, and what it holds up', () => {
		const report = reportOf(
			tasksWith(
				{id: '0', status: 'completed', durationMs: minute},
				{id: '1', command: '/implement 1', dependencies: [inWords('the printer')]},
				{id: '2', needs: ['1']},
				{id: '3', needs: ['2']},
				{id: '4', humanRequired: 'sign it'},
			),
			{limit: 1},
		);
		expect(report.summary).toEqual({open: 4, ready: 1, running: 0, needsPerson: 1, waiting: 2});
		expect(report.next).toMatchObject([
			{
				id: '1',
				command: '/implement 1',
				holds: 2,
				estimateMs: null,
				estimateBasis: 'no lengths known: every task counts one',
				notes: ['check yourself: the printer'],
			},
		]);
		expect(report.needsPerson).toMatchObject([{id: '4', reason: 'needs a person: sign it'}]);
		expect(report.waiting.map(({id, root, obstacle}) => [id, root, obstacle])).toEqual([
			['2', keyOf('1'), 'ready'],
			['3', keyOf('1'), 'ready'],
		]);
		expect(report.criticalPath.tasks.map(({id}) => id)).toEqual(['1', '2', '3']);
		expect(report.schedule).toBeNull();
	});

	test('schedules what is open, from what completed tasks took', () => {
		const done = [1, 2, 3].map((minutes) => ({
			id: `done ${minutes}`,
			status: 'completed' as const,
			durationMs: minutes * minute,
		}));
		const report = reportOf(
			tasksWith(
				...done,
				{id: '1', status: 'running', startedAt: {at: noon - 90_000, source: 'lock'}},
				{id: '2', needs: ['1']},
				{id: '3'},
			),
			{agents: 1},
		);
		// Half a minute is left of the first; then the others, one after the other.
		expect(report.schedule).toMatchObject({
			agents: 1,
			makespanMs: {likely: 4.5 * minute},
			assignments: [
				{id: '1', agent: 1, startMs: 0, endMs: 0.5 * minute},
				{id: '2', startMs: 0.5 * minute},
				{id: '3', endMs: 4.5 * minute},
			],
		});
		expect(report.schedule!.makespanMs!.low).toBeLessThan(4.5 * minute);
		expect(report.schedule!.makespanMs!.high).toBeGreaterThan(4.5 * minute);
	});
});
