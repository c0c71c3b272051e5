import {describe, expect, test} from 'vitest';
import {changesOf, type Given} from './given.ts';
import {
	ago,
	entry,
	folder,
	now,
	otherSession,
	project,
	rowsOf,
	run,
	session,
	stateOf,
} from './given.ts';
import {reduce} from '../../../source/store/reduce.ts';

const log = (at: number, of = session): Given => ({
	content: {
		errors: [
			{
				timestamp: ago(at),
				type: 'delegation_interrupted',
				severity: 'medium',
				message: 'Agent an-agent interrupted at stage phase_3_completed: connection lost',
				context: {session_id: of, task: 7},
				fix_status: 'unfixed',
			},
		],
	},
});

/** All files of a project as a checkout leaves them, so many minutes before `now`. */
const checkedOut = (
	files: Readonly<Record<string, Given>>,
	age: number,
): Readonly<Record<string, Given>> =>
	Object.fromEntries(Object.entries(files).map(([path, {content}]) => [path, {content, age}]));

const cutOff = project(entry('implementing', {last_updated: ago(15)}), run('in_progress'), {
	'specs/errors.json': log(10),
});

/** It began 80 minutes before `now`. */
const oldSession = 'sess_1777884000_abc123';
const oldRun = run('in_progress', {
	metadata: {session_id: oldSession, agent_type: 'go-implementation-agent'},
});

describe('a checkout soon after an agent was cut off', () => {
	test.each([0, 1, 5, 8])('%i minutes ago: the entry of the error log stands', (age) => {
		const row = rowsOf(stateOf(checkedOut(cutOff, age))).get('7')!;
		expect([row.status, row.liveness?.reason]).toEqual([
			'interrupted',
			'connection lost at phase_3_completed',
		]);
	});

	test('an agent that writes again takes the word back', () => {
		const copied = stateOf(checkedOut(cutOff, 5));
		const more = changesOf({
			[`${folder}/.return-meta.json`]: {content: run('in_progress', {summary: 'on'}), age: 0},
		});
		expect(rowsOf(reduce(copied, more, now)).get('7')!.status).toBe('running');
	});

	test('without an entry of its session the silence before the checkout counts', () => {
		const files = project(
			entry('implementing', {last_updated: ago(50), session_id: oldSession}),
			null,
			{
				'specs/errors.json': log(45, otherSession),
			},
		);
		const old = {...files, [`${folder}/.return-meta.json`]: {content: oldRun}};
		expect(rowsOf(stateOf(checkedOut(old, 1))).get('7')!.status).toBe('interrupted');
		// Written one after the other, as agents do, the same files are signs of life.
		const times = {...checkedOut(old, 1), 'specs/errors.json': {...log(45, otherSession), age: 3}};
		expect(rowsOf(stateOf(times)).get('7')!.status).toBe('running');
	});
});

test('files that are written together at work are no checkout', () => {
	const files = project(entry('implementing', {last_updated: ago(1)}), run('in_progress'), {
		[`${folder}/.lock/holder.json`]: {
			content: {session_id: session, acquired_at: ago(20), heartbeat_at: ago(1)},
		},
	});
	expect(rowsOf(stateOf(checkedOut(files, 1)), 20).get('7')!.status).toBe('running');
});
