import {expect, test} from 'vitest';
import {createPacer} from '../../../source/formats/tasks-meta/activity.ts';
import {blankTask} from '../../../source/model/task.ts';

const task = {
	...blankTask({key: 'k', id: 'T1', title: 't', format: 'tasks-meta', workspace: '/w', group: 'g'}),
	activity: {signals: [], silentAfterMs: 1, interruptedAfterMs: 1, usualMs: null},
};

test.each([
	[1000, null],
	[9999, null],
	[10_000, 10_000],
	[null, null],
])('a usual length of %s ms is told as %s', (median, usualMs) => {
	expect(createPacer()(task, {median, p95: null}).activity?.usualMs).toBe(usualMs);
});
