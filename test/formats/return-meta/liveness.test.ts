import {describe, expect, test} from 'vitest';
import {reduce} from '../../../source/store/reduce.ts';
import {
	ago,
	changesOf,
	container,
	entry,
	folder,
	minute,
	now,
	project,
	rowOfProject,
	rowsOf,
	run,
	session,
	stateOf,
	type Given,
} from './given.ts';

describe('at work or not', () => {
	test.each<[string, Readonly<Record<string, Given>>, number, string]>([
		['a run, at once', project(entry('researching'), run('in_progress')), 0, 'running'],
		['a run, silent', project(entry('researching'), run('in_progress')), 14, 'running'],
		['a run, dead', project(entry('researching'), run('in_progress')), 29, 'interrupted'],
		['no run, researching', project(entry('researching')), 16, 'interrupted'],
		['no run, implementing', project(entry('implementing')), 70, 'running'],
		['no run, implementing, dead', project(entry('implementing')), 78, 'interrupted'],
		[
			'a heartbeat',
			project(entry('researching'), run('in_progress'), {
				[`${folder}/.lock/holder.json`]: {
					content: {session_id: session, acquired_at: ago(19), heartbeat_at: ago(1)},
					age: 1,
				},
			}),
			28,
			'running',
		],
		[
			'a report is written',
			project(entry('researching'), null, {[`${folder}/reports/01.md`]: {content: '', age: -10}}),
			14,
			'running',
		],
		[
			'a lock of a task that waits',
			project(entry('planned'), null, {
				[`${folder}/.lock/holder.json`]: {content: {acquired_at: ago(3), heartbeat_at: ago(3)}},
			}),
			0,
			'running',
		],
		[
			'an event of the session',
			project(entry('researching'), null, {
				'specs/events.jsonl': {
					content: `torn\n{"task": 7, "session_id": "${session}_7", "timestamp": "${ago(0)}"}\n`,
				},
			}),
			25,
			'running',
		],
	])('%s, %#', (_name, files, later, status) => {
		expect(rowOfProject(files, later).status).toBe(status);
	});

	const logged = (timestamp: string, more: object = {}): Given => ({
		content: [
			{
				type: 'delegation_interrupted',
				severity: 'medium',
				timestamp,
				message: 'killed',
				context: {session_id: `${session}_7`, task: 7},
				...more,
			},
		],
	});

	test('an entry in the error log ends a run at once, until the agent writes again', () => {
		const files = project(entry('researching'), run('in_progress'), {
			'specs/errors.json': logged(ago(1)),
		});
		const row = rowOfProject(files);
		expect(row.status).toBe('interrupted');
		expect(row.attention[0]!.message).toContain('killed');
		expect(row.task.retries).toBe(1);
		const back = project(entry('researching'), run('in_progress'), {
			'specs/errors.json': logged(ago(10)),
		});
		expect(rowOfProject(back).status).toBe('running');
	});

	test('a grave error after the last news fails a task; an old or fixed one does not', () => {
		const grave = {type: 'build_error', severity: 'high'};
		const withError = (more: object, at: string) =>
			rowOfProject(
				project(entry('planned'), null, {'specs/errors.json': logged(at, {...grave, ...more})}),
			);
		expect(withError({}, ago(1))).toMatchObject({
			status: 'failed',
			task: {error: {message: 'killed', category: 'execution', severity: 'high'}},
		});
		expect(withError({}, ago(300)).status).toBe('pending');
		expect(withError({fix_status: 'resolved'}, ago(1)).status).toBe('pending');
	});

	test('after a clone file times mean nothing, until a file changes', () => {
		const old = {last_updated: ago(60 * 24 * 30), session_id: 'sess_1775000000_aaa'};
		const before = run('in_progress', {metadata: {session_id: 'sess_1775000000_aaa'}});
		const files = project(entry('researching', old), before, {
			[`${folder}/reports/01.md`]: {content: '', age: 2},
			'specs/state.json': {content: container(entry('researching', old)), age: 2},
		});
		const cloned = stateOf(files);
		expect(rowsOf(cloned).get('7')!.status).toBe('interrupted');
		const path = `${folder}/.return-meta.json`;
		const touched = reduce(cloned, changesOf({[path]: {content: before, age: 0}}), now);
		expect(rowsOf(touched).get('7')!.status).toBe('running');
	});
});

describe('times', () => {
	test.each<[string, Readonly<Record<string, Given>>, number | null, string | undefined]>([
		[
			'lock',
			project(entry('researching'), null, {
				[`${folder}/.lock/holder.json`]: {content: {acquired_at: ago(9), heartbeat_at: ago(1)}},
			}),
			9,
			'lock acquired_at',
		],
		['session', project(entry('researching'), run('in_progress')), 20, 'session epoch'],
		['state', project(entry('researching', {session_id: 'free text'})), 15, 'state last_updated'],
		['nobody began', project(entry('not_started')), null, undefined],
		['nobody began, in another word', project(entry('pending')), null, undefined],
		[
			'result of one not started',
			project(entry('not_started'), run('researched')),
			20,
			'session epoch',
		],
		[
			'midnight is no time',
			project(entry('researching', {session_id: null, last_updated: '2026-05-04T00:00:00Z'})),
			null,
			undefined,
		],
		[
			'the future is no time',
			project(entry('researching', {session_id: null, last_updated: ago(-60)})),
			null,
			undefined,
		],
	])('start from the %s', (_name, files, age, source) => {
		const {startedAt} = rowOfProject(files).task;
		expect(startedAt?.at ?? null).toBe(age === null ? null : now - age * minute);
		expect(startedAt?.source).toBe(source);
	});

	test('an invented started_at is shown with its flaw and never used', () => {
		const {task} = rowOfProject(
			project(entry('researching'), run('in_progress', {started_at: '2026-05-04T00:00:00Z'})),
		);
		expect(task.claimedTimes[0]).toMatchObject({label: 'started_at', flaw: 'midnight'});
		expect(task.startedAt!.source).toBe('session epoch');
	});
});
