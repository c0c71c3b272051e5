import {describe, expect, test} from 'vitest';
import {createDependencyBook} from '../../source/analysis/dependencies/dependencies.ts';
import {workPlanOf} from '../../source/analysis/dependencies/work-plan.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import {nextList} from '../../source/cli/next-list.ts';
import {nextReport} from '../../source/export/next-report.ts';
import {displayWidth} from '../../source/text/width.ts';
import {type Given, tasksWith} from '../analysis/dependencies/given.ts';
import {minute, noon} from '../analysis/tasks.ts';

const listOf = (given: readonly Given[], width = 100, agents: number | null = null) => {
	const tasks = tasksWith(...given);
	const rows = [...tasks.values()].map((task) => rowOf(task, undefined, noon));
	const workPlan = workPlanOf(createDependencyBook()(tasks), rows);
	const report = nextReport({workPlan, workspaces: ['/code'], limit: 5, agents, now: noon});
	return nextList(report, {width, isColored: false});
};

const given: readonly Given[] = [
	...[1, 2, 3].map((minutes) => ({
		id: `0.${minutes}`,
		status: 'completed' as const,
		durationMs: minutes * minute,
	})),
	{id: '1', title: 'Import', status: 'running', startedAt: {at: noon - 4 * minute, source: 'lock'}},
	{id: '2', title: 'Convert 変換', needs: ['1']},
	{id: '3', title: 'Export', command: '/implement 3', priority: {raw: 'high', rank: 1}, score: 6},
	{id: '4', title: 'Publish', needs: ['3', '5']},
	{id: '5', title: 'Sign', humanRequired: 'a contract'},
];

describe('metawatch next', () => {
	test('says what to start, what needs a person, and why the rest waits', () => {
		expect(listOf(given, 100, 2))
			.toBe(`1 of 5 open tasks can start, 1 runs, 1 needs a person, 2 wait

 1. 3 Export  high, score 6, about 2m00s
    /implement 3

NEEDS A PERSON
○ 5 Sign  needs a person: a contract

CANNOT START YET
○ 2 Convert 変換  waits for 1, which is running since 4m
○ 4 Publish  waits for 5, which needs a person; also for 3

CRITICAL PATH 2 tasks, about 4m00s
1 → 2

SCHEDULE for 2 agents: about 2m00s, 1m30s to 2m30s
  1  1 (till 0s), 2 (till 2m00s)
  2  3 (till 2m00s)
2 more cannot be given to anybody: they need a person first
`);
	});

	test('speaks of one as of one', () => {
		expect(listOf([{id: '1'}])).toContain('1 of 1 open task can start');
		const two = listOf([{id: '1'}, {id: '2', needs: ['1']}]);
		expect(two).toContain('1 of 2 open tasks can start, 1 waits\n');
		expect(two).toContain('1 waits for it');
	});

	test('says that nothing can start, or that nothing is open', () => {
		expect(listOf([{id: '1', status: 'failed'}])).toContain('nothing can start now, 1 waits');
		expect(listOf([{id: '1', status: 'completed'}])).toBe('no open tasks\n');
	});

	test('fits every width; a command is never cut', () => {
		for (const width of [40, 60, 80, 120]) {
			const tooWide = listOf(given, width, 2)
				.split('\n')
				.filter((line) => displayWidth(line) > width);
			expect(tooWide).toEqual([]);
		}

		const long = `/implement ${'9'.repeat(90)}`;
		expect(listOf([{id: '1', command: long}], 60)).toContain(long);
	});
});
