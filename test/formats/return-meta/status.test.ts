import {describe, expect, test} from 'vitest';
import {
	ago,
	codesOf,
	entry,
	folder,
	otherSession,
	project,
	rowOfProject,
	rowsOf,
	run,
	session,
	stateOf,
} from './given.ts';

describe('status of a row', () => {
	test.each<[string, object | null, object | null, string, string | undefined, string | undefined]>(
		[
			['at work', entry('researching'), run('in_progress'), 'running', undefined, undefined],
			['wrap-up', entry('researching'), run('researched'), 'running', undefined, undefined],
			[
				'result of the step before',
				entry('implementing'),
				run('planned'),
				'running',
				undefined,
				undefined,
			],
			[
				'partial under implementing',
				entry('implementing'),
				run('partial'),
				'partial',
				undefined,
				undefined,
			],
			[
				'blocked under implementing',
				entry('implementing'),
				run('blocked'),
				'blocked',
				undefined,
				undefined,
			],
			[
				'state lags',
				entry('planned'),
				run('in_progress'),
				'running',
				undefined,
				'status-disagrees',
			],
			[
				'run stopped, state waits',
				entry('planned'),
				run('partial'),
				'partial',
				'disagreement',
				'status-disagrees',
			],
			[
				'left over',
				entry('completed'),
				run('in_progress'),
				'completed',
				undefined,
				'meta-leftover',
			],
			[
				'done with a result',
				entry('completed'),
				run('implemented'),
				'completed',
				undefined,
				undefined,
			],
			['waiting', entry('researched'), run('researched'), 'pending', undefined, undefined],
			['to merge', entry('pr_ready'), null, 'pending', 'merge-needed', undefined],
			['on hold', entry('on_hold'), null, 'blocked', undefined, undefined],
			['given up', entry('abandoned'), null, 'cancelled', undefined, undefined],
			['split', entry('expanded'), null, 'skipped', undefined, undefined],
			['G0 at work', entry('in_progress'), null, 'running', 'quiet', undefined],
			['spelled oddly', entry(' Not-Started '), null, 'pending', undefined, undefined],
			['off the list', entry('implemented'), null, 'completed', undefined, 'status-off-vocabulary'],
			['a strange word', entry('floating'), null, 'unknown', undefined, 'status-off-vocabulary'],
			['no state.json, at work', null, run('in_progress'), 'running', undefined, undefined],
			['no state.json, a step done', null, run('planned'), 'pending', undefined, undefined],
			['no state.json, done', null, run('implemented'), 'completed', undefined, undefined],
			[
				'no state.json, done, off',
				null,
				run('success'),
				'completed',
				undefined,
				'status-off-vocabulary',
			],
			[
				'an unrecoverable error',
				entry('implementing'),
				run('partial', {errors: [{message: 'no', recoverable: false}]}),
				'failed',
				'failed',
				undefined,
			],
			[
				'a review',
				entry('implementing'),
				run('partial', {requires_user_review: true, review_reason: 'why'}),
				'partial',
				'review-needed',
				undefined,
			],
			[
				'a question',
				entry('researching'),
				run('awaiting_confirmation'),
				'blocked',
				'answer-needed',
				'status-off-vocabulary',
			],
		],
	)('%s', (_name, task, result, status, attention, code) => {
		const files = project(task, result);
		const row = rowOfProject(files);
		expect(row.status).toBe(status);
		expect(row.attention.map((item) => item.code)).toEqual(attention ? [attention] : []);
		expect(codesOf(stateOf(files))).toEqual(code ? [code] : []);
	});

	test('a result that nobody takes over becomes a matter for a person after 26 minutes', () => {
		const files = project(entry('researching'), run('researched'));
		expect(rowOfProject(files, 23).status).toBe('running');
		const late = rowOfProject(files, 25);
		expect(late.status).toBe('running');
		expect(late.attention.map(({code}) => code)).toContain('postflight-stuck');
		// One in ten is taken over later, so the run itself is given up later.
		expect(rowOfProject(files, 45).status).toBe('interrupted');
		expect(late.task.stage?.name).toBe('postflight');
	});

	test('a later result that state.json does not know', () => {
		const files = project(entry('planned'), run('implemented'));
		expect(rowOfProject(files).attention).toEqual([]);
		expect(rowOfProject(files, 30).attention[0]!.code).toBe('finished-not-recorded');
		expect(codesOf(stateOf(files), 30)).toEqual(['status-disagrees']);
	});

	test('a run of another session, older than the one in state.json, is history', () => {
		const old = run('in_progress', {metadata: {session_id: otherSession}});
		const files = project(entry('researching'), old, {}, 60);
		const state = stateOf(files);
		const row = rowsOf(state).get('7')!;
		expect(codesOf(state)).toEqual(['meta-stale']);
		expect(row.task).toMatchObject({session, retries: 1, status: 'running'});
		expect(row.task.facts.map(({label}) => label)).toContain('earlier run');
	});

	test('the wrap-up that gave up, the used up cycles', () => {
		const row = rowOfProject(
			project(entry('researched'), null, {
				[`${folder}/.postflight-loop-guard`]: {content: '3\n'},
				[`${folder}/.orchestrator-loop-guard`]: {content: {cycle_count: 5, max_cycles: 5}},
			}),
		);
		expect(row.attention.map(({code}) => code)).toEqual(['cycle-limit', 'postflight-stuck']);
		expect(row.task.command).toBe('/orchestrate 7');
	});

	test('marks that were forgotten become findings with time', () => {
		const state = stateOf(
			project(entry('researched'), null, {
				[`${folder}/.postflight-pending`]: {content: '', age: 1},
				[`${folder}/.lock/holder.json`]: {content: {heartbeat_at: ago(1)}, age: 1},
			}),
		);
		expect(codesOf(state)).toEqual([]);
		expect(codesOf(state, 101)).toEqual(['marker-stale']);
		expect(codesOf(state, 120)).toEqual(['marker-stale', 'lock-stale']);
	});
});
