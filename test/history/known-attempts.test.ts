import {expect, test} from 'vitest';
import {knownAttempts} from '../../source/history/known-attempts.ts';
import {emptyState} from '../../source/store/state.ts';
import {attemptOf} from '../analysis/metrics/attempts.ts';
import {hour, noon, rowAtNoon} from '../analysis/tasks.ts';

test('what was kept and what the files tell of the same attempt is counted once', () => {
	const row = rowAtNoon({
		id: 'T001',
		status: 'completed',
		completedAt: {at: noon, source: 'file'},
		durationMs: 60_000,
	});
	const kept = attemptOf({task: row.task.key});
	const earlier = attemptOf({
		task: row.task.key,
		outcome: 'failed',
		endedAt: noon - hour,
		startedAt: noon - 2 * hour,
	});
	expect(knownAttempts([earlier, kept], emptyState, [row])).toEqual([earlier, kept]);
});

test('a result of which only the start is told was not seen, and is not counted', () => {
	const open = {endedAt: null, durationMs: null};
	const told = attemptOf({...open, source: 'files'});
	const seen = attemptOf({...open, task: 'other', source: 'observed'});
	const running = attemptOf({...open, task: 'third', source: 'files', outcome: 'running'});
	expect(knownAttempts([told, seen, running], emptyState, [])).toEqual([seen, running]);
});
