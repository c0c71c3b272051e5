import {describe, expect, test} from 'vitest';
import {assembled, row} from './project.ts';
import {execution, taskDatabase} from './task-database.ts';

/** The writer stands five hours west of UTC. */
const at = (time: string): number => Date.parse(`2025-08-10T${time}Z`);

const history = (...rows: readonly (readonly [time: string, status: string, message: string])[]) =>
	rows.map(([time, status, message]) => ({
		task_id: 'B-1',
		status,
		timestamp: `2025-08-10T${time}`,
		message,
	}));

const first = [
	['10:00:00', 'running', 'Task execution started'],
	['10:10:00', 'failed', 'Task execution failed'],
] as const;

const retried = ['10:12:00', 'pending', 'Retry attempt 1'] as const;

describe('the times of a task that is tried again', () => {
	test('begin with the present try while it runs; the first start stays known', () => {
		const {task} = assembled(
			row('B-1'),
			taskDatabase({
				executions: [execution('B-1', 'running', {retry_count: 1})],
				history: history(...first, retried, ['10:15:00', 'running', 'Progress: 26.0% - x']),
			}),
		);
		expect(task('B-1').startedAt).toEqual({
			at: at('15:12:00'),
			source: 'history of the present try',
		});
		expect(task('B-1').facts).toContainEqual({
			label: 'first try started',
			value: '2025-08-10T10:00:00.000020',
		});
		expect(task('B-1').claimedTimes[0]!.flaw).toBe('of the first try');
	});

	test('are those of the execution in the first try', () => {
		const {task} = assembled(
			row('B-1'),
			taskDatabase({
				executions: [execution('B-1', 'running')],
				history: history(first[0]),
			}),
		);
		expect(task('B-1').startedAt).toMatchObject({source: 'started_at of the execution'});
		expect(task('B-1').facts.map(({label}) => label)).not.toContain('first try started');
	});

	test('never lie in the future', () => {
		const {task} = assembled(
			null,
			taskDatabase({
				executions: [execution('B-1', 'running', {retry_count: 1})],
				history: history(...first, ['12:12:00', 'pending', 'Retry attempt 1']),
			}),
		);
		expect(task('B-1').startedAt?.at).toBe(at('15:00:00'));
	});

	test('say of which try the duration is, and how long all took', () => {
		const {task} = assembled(
			row('B-1'),
			taskDatabase({
				executions: [
					execution('B-1', 'failed', {
						retry_count: 1,
						completed_at: '2025-08-10T10:25:00',
						execution_time: 1500,
					}),
				],
				history: history(...first, retried, ['10:25:00', 'failed', 'Task execution failed']),
			}),
		);
		expect(task('B-1')).toMatchObject({
			durationMs: 13 * 60_000,
			durationSource: 'history, last of 2 tries',
		});
		expect(task('B-1').facts).toContainEqual({
			label: 'attempts',
			value: '2, 23m in all: 0 completed, 2 failed',
		});
	});

	test('count the tries since the success before', () => {
		const {task} = assembled(
			null,
			taskDatabase({
				executions: [
					execution('B-1', 'completed', {
						completed_at: '2025-08-10T10:05:00',
						execution_time: 300,
					}),
				],
				history: history(
					['09:00:00', 'running', 'Task execution started'],
					['09:05:00', 'completed', 'Task execution completed'],
					['10:00:00', 'running', 'Task execution started'],
					['10:05:00', 'completed', 'Task execution completed'],
				),
			}),
		);
		expect(task('B-1').durationSource).toBe('execution_time');
	});
});

const human = '<!-- human_required: true -->\n<!-- reason: somebody signs -->\n';

describe('a task that only a person can do', () => {
	const attention = (text: string) =>
		assembled(text)
			.task('B-2')
			.attention.map(({code, message}) => `${code}: ${message}`);
	const second = (dependencies: string, status = 'todo') =>
		`${row('B-2', {dependencies, status})}${human}`;

	test.each([
		['nothing', `${row('B-1')}${second('None')}`],
		['a task that is done', `${row('B-1', {status: 'done'})}${second('B-1')}`],
		['something unknown', second('a contract, B-9')],
	])('calls for one when it waits for %s', (_what, text) => {
		expect(attention(text)).toEqual(['person-needed: somebody signs']);
	});

	test.each([
		['it waits for an open task', `${row('B-1')}${second('B-1')}`],
		['it is done', second('None', 'done')],
		['it is cancelled', second('None', 'cancelled')],
	])('does not while %s', (_what, text) => {
		expect(attention(text)).toEqual([]);
	});

	test('says what to do next where that is written', () => {
		const text = `${second('None')}<!-- do_next: Compare three offers -->\n`;
		expect(assembled(text).task('B-2').nextStep).toBe('Compare three offers');
	});
});

describe('a blocked task', () => {
	const nextStep = (status: string, more = '') =>
		assembled(`${row('B-1')}${row('B-2', {status})}${more}`).task('B-2').nextStep;

	test('says first what holds it up', () => {
		expect(nextStep('blocked by B-1')).toBe('blocked by B-1');
		expect(nextStep('blocked by B-1', '<!-- do_next: Build the index -->\n')).toBe(
			'blocked by B-1; then: Build the index',
		);
		expect(nextStep('🔒 blocked', '<!-- blocked_by: B-1 -->\n')).toBe('blocked by B-1');
	});

	test('that says no more has only its plan', () => {
		expect(nextStep('🔒 blocked', '<!-- do_next: Build the index -->\n')).toBe('Build the index');
		expect(nextStep('blocked')).toBeNull();
	});
});
