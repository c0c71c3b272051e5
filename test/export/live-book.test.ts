import {assert, property, array} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import type {Finding} from '../../source/export/finding.ts';
import {createLiveBook} from '../../source/export/live/live-book.ts';
import {liveLineSchema} from '../../source/export/live/live-schema.ts';
import {defaultAlerts} from '../../source/model/alert.ts';
import {hour, minute, noon, rowAtNoon, silentFor, taskOf} from '../analysis/tasks.ts';
import {arbitraryFindings, arbitraryTasks} from '../helpers/arbitrary-task.ts';

const bookWith = (filter = '') => createLiveBook(filter, ['/code'], defaultAlerts);

const finding: Finding = {
	code: 'some-code',
	severity: 'error',
	message: 'something is wrong',
	format: 'tasks-meta',
	task: null,
	path: '/code/a',
	line: 3,
	column: null,
};

describe('what happens', () => {
	test('begins with what stands there, and then tells what changes', () => {
		const {linesOf} = bookWith();
		const before = [
			rowAtNoon({id: '1', status: 'running'}),
			rowAtNoon({id: '2', status: 'pending'}),
		];
		expect(linesOf({rows: before, findings: [], now: noon})).toMatchObject([
			{event: 'start', tasks: 2, problems: 0, filter: null},
		]);
		expect(linesOf({rows: before, findings: [], now: noon + 1})).toEqual([]);
		const after = [rowAtNoon({id: '1', status: 'completed'}), before[1]!];
		expect(linesOf({rows: after, findings: [finding], now: noon + minute})).toMatchObject([
			{event: 'transition', id: '1', what: 'status', from: 'running', to: 'completed'},
			{event: 'problem-appeared', code: 'some-code', line: 3},
		]);
		expect(linesOf({rows: after, findings: [], now: noon + 2 * minute})).toMatchObject([
			{event: 'problem-cleared', code: 'some-code'},
		]);
	});

	test('is told of time alone: a task that has gone silent is interrupted', () => {
		const {linesOf} = bookWith();
		const task = taskOf({
			id: '1',
			status: 'running',
			startedAt: {at: noon - 5 * hour, source: 'x'},
			activity: silentFor(0),
		});
		linesOf({rows: [rowOf(task, undefined, noon)], findings: [], now: noon});
		const later = noon + 9 * hour;
		expect(
			linesOf({rows: [rowOf(task, undefined, later)], findings: [], now: later}),
		).toContainEqual(
			expect.objectContaining({event: 'transition', from: 'running', to: 'interrupted'}),
		);
	});

	test('is told only of what matches, before or after', () => {
		const {linesOf} = bookWith('status:failed');
		const [one, two] = [rowAtNoon({id: '1', status: 'failed'}), rowAtNoon({id: '2'})];
		linesOf({rows: [one, two], findings: [], now: noon});
		const lines = linesOf({
			rows: [rowAtNoon({id: '1', status: 'pending'}), rowAtNoon({id: '2', status: 'running'})],
			findings: [],
			now: noon + minute,
		});
		expect(lines.filter(({event}) => event === 'transition')).toMatchObject([{id: '1'}]);
	});

	test('fits its schema, whatever the files say', () => {
		assert(
			property(array(arbitraryTasks, {maxLength: 3}), arbitraryFindings, (looks, findings) => {
				const {linesOf} = bookWith();
				for (const [index, tasks] of looks.entries()) {
					const now = noon + index * minute;
					const rows = tasks.map((task) => rowOf(task, undefined, now));
					const lines = linesOf({rows, findings: index === 1 ? findings : [], now});
					for (const line of lines) {
						expect(liveLineSchema.safeParse(line).error).toBeUndefined();
					}
				}
			}),
		);
	});
});
