import {expect, test} from 'vitest';
import {reduce} from '../../../source/store/reduce.ts';
import {emptyState} from '../../../source/store/state.ts';
import {execution, taskDatabase} from './task-database.ts';

const now = Date.UTC(2026, 2, 1, 12);

test('a history of 200,000 tries of one task is more than a call takes arguments, and no matter', () => {
	const history = Array.from({length: 200_000}, (_, index) => ({
		task_id: 'B-001',
		status: ['running', 'failed'][index % 2]!,
		timestamp: '2025-08-10T10:00:00.000020',
		message: 'x',
	}));
	const dependencies = Array.from({length: 150_000}, (_, index) => `B-9${index}`).join(', ');
	const state = reduce(
		emptyState,
		[
			{
				type: 'read',
				format: 'backlog',
				input: {
					path: '/w/task_execution.db',
					workspace: '/w',
					kind: 'database',
					content: {
						type: 'database',
						database: taskDatabase({
							executions: [execution('B-001', 'running')],
							metadata: [{task_id: 'B-001', title: 'One', dependencies}],
							history,
						}),
					},
					stat: {modifiedAt: now, size: 1, isFolder: false},
					readAt: now,
				},
			},
		],
		now,
	);
	expect(state.problems.filter(({code}) => code === 'reader-failed')).toEqual([]);
	expect(state.tasks.size).toBe(1);
});
