import {describe, expect, test} from 'vitest';
import {rowOf} from '../../helpers/nobody-there.ts';
import {backlog} from '../../../source/formats/backlog/index.ts';
import type {Task} from '../../../source/model/task.ts';
import {assembled, backlogDocument, databaseDocument, readAt, row} from './project.ts';
import {execution, taskDatabase} from './task-database.ts';

const minute = 60_000;
const at = (text: string): number => Date.parse(`2025-08-10T${text}Z`);

const statusAt = (task: Task, now: number): string => rowOf(task, undefined, now).status;
const attentionAt = (task: Task, now: number): string[] =>
	rowOf(task, undefined, now).attention.map(({code, message}) => `${code}: ${message}`);

describe('an item of the backlog', () => {
	test('is a row with its places, sources, and facts', () => {
		const text = `# List\n\n${row('B‑049', {title: 'Process list', priority: '📈'})}<!-- score_total: 5.3 -->\n<!-- do_next: begin -->\n<!-- est_hours: 2 -->\n<!-- prd: docs/prd.md#x -->\n`;
		const {tasks} = assembled(text);
		expect(tasks).toHaveLength(1);
		const path = '/w/000_core/000_backlog.md';
		expect(tasks[0]).toMatchObject({
			key: 'backlog:/w#B-049 process list',
			id: 'B‑049',
			title: 'Process list',
			format: 'backlog',
			workspace: '/w',
			group: '000_core/000_backlog.md',
			section: 'List',
			status: 'pending',
			rawStatus: 'todo',
			priority: {raw: '📈', rank: 1},
			score: 5.3,
			nextStep: 'begin',
			command: 'python3 scripts/process_tasks.py execute B‑049',
			files: [{path, line: 3}],
			sources: {
				title: {path, line: 3},
				status: {path, line: 3},
				nextStep: {path, line: 5},
			},
			artifacts: [{path: 'docs/prd.md#x', type: 'PRD', summary: null, exists: null}],
			activity: null,
			progress: null,
			retries: null,
			staleSince: null,
		});
		expect(tasks[0]!.facts).toContainEqual({
			label: 'estimate',
			value: '2 h',
			origin: {path, line: 6},
		});
	});

	test('of several declarations is decided by the one of most authority', () => {
		const text = `- B-1 — Same  **Title** (score 4.0)\n${row('B‑1', {title: 'same title', status: 'done'})}### B-1: SAME TITLE\n\n- **Points**: 8\n- **Status**: todo\n`;
		const {tasks, problems} = assembled(text);
		expect(tasks).toHaveLength(1);
		expect(tasks[0]).toMatchObject({
			title: 'SAME TITLE',
			status: 'pending',
			score: 4,
			priority: {raw: '🔥'},
		});
		expect(tasks[0]!.files.map(({line}) => line)).toEqual([3, 2, 1]);
		expect(problems).toMatchObject([
			{code: 'status-disagrees', message: 'B-1 is "todo" in line 6 and "done" in line 2'},
		]);
	});

	test('with another title is another task of the same id', () => {
		const {tasks, problems} = assembled(row('B-1', {title: 'One'}) + row('B‑1', {title: 'Two'}));
		expect(tasks.map(({key}) => key)).toEqual(['backlog:/w#B-1 one', 'backlog:/w#B-1 two']);
		expect(problems).toMatchObject([
			{
				code: 'id-reused',
				severity: 'warning',
				line: 2,
				message: 'B-1 names 2 tasks: "One" (line 1), "Two" (line 2)',
			},
		]);
	});

	test('of the completed table is completed; its date is no time', () => {
		const task = assembled('| B-1 | T | 2024-08-06 | a | b |\n').task('B-1');
		expect(task).toMatchObject({
			status: 'completed',
			progress: 1,
			completedAt: null,
			claimedTimes: [{label: 'completion_date', raw: '2024-08-06', flaw: 'a date without a time'}],
		});
	});

	test('without a status that it could take from a row is unknown', () => {
		expect(assembled('- B-1 — Alone (score 1.0)\n').task('B-1')).toMatchObject({
			status: 'unknown',
			rawStatus: null,
		});
		const both = assembled(`- B-1 — Known (score 1.0)\n${row('B-1', {title: 'Known'})}`);
		expect(both.tasks).toHaveLength(1);
		expect(both.tasks[0]!.status).toBe('pending');
	});

	test('with cells that mean nothing keeps them, and says so', () => {
		const {task, problems} = assembled(row('B-1', {priority: '🛡️', status: '8'}));
		expect(task('B-1')).toMatchObject({
			status: 'unknown',
			rawStatus: '8',
			priority: {raw: '🛡️', rank: null},
		});
		expect(problems.map(({code}) => code)).toEqual(['status-off-vocabulary', 'priority-unknown']);
	});

	test('that only a person can do says why, and is given no command', () => {
		const text = `${row('B-1')}<!-- human_required: true -->\n<!-- reason: needs credentials -->\n`;
		expect(assembled(text).task('B-1')).toMatchObject({
			humanRequired: 'needs credentials',
			nextStep: 'a person must do it: needs credentials',
			command: null,
		});
		const without = assembled(`${row('B-1')}<!-- human_required: true -->\n`).task('B-1');
		expect(without.humanRequired).toBe('a person must do it');
		expect(assembled(`${row('B-1')}<!-- reason: x -->\n`).task('B-1').humanRequired).toBeNull();
	});

	test('that must be set up is blocked, and a person is asked', () => {
		const task = assembled(
			'| S-1 | n8n | 🔥 | 1 | setup-required | a key | See the guide |\n',
		).task('S-1');
		expect(task).toMatchObject({status: 'blocked', nextStep: 'set it up: See the guide'});
		expect(task.attention).toMatchObject([{code: 'setup-needed'}]);
	});

	test('blocked by something finished can be released', () => {
		const text =
			row('B-1', {status: 'done'}) +
			row('B-2') +
			row('B-3', {status: '🔒 blocked by B-1'}) +
			row('B-4', {status: 'blocked by B-1 and B-2'}) +
			row('B-5', {status: 'blocked'});
		const {task, problems} = assembled(text);
		expect(task('B-3').attention).toMatchObject([{code: 'blocker-finished'}]);
		expect(task('B-3').nextStep).toBe('release it: B-1 is completed');
		expect(task('B-4').attention).toEqual([]);
		expect(task('B-5').attention).toEqual([]);
		expect(problems.map(({code, line}) => [code, line])).toEqual([['blocker-stale', 3]]);
	});

	test('says when the rule of the document needs no PRD', () => {
		const facts = (points: string, more: string) =>
			assembled(`${row('B-1', {points})}<!-- score_total: 3.0 -->\n${more}`)
				.task('B-1')
				.facts.filter(({label}) => label === 'PRD');
		expect(facts('4', '')).toHaveLength(1);
		expect(facts('5', '')).toEqual([]);
		expect(facts('4', '<!-- prd: a.md -->')).toEqual([]);
	});

	test('names only documents inside of the workspace', () => {
		const document = (prd: string, stats: [string, null][] = []) => {
			const text = `${row('B-1')}<!-- PRD: ${prd} -->\n`;
			const one = backlogDocument(text, {referenceStats: new Map(stats)});
			return {references: one.references, task: backlog.assemble('/w', [one]).tasks[0]!};
		};
		expect(document('prds/a.md').references).toEqual(['/w/prds/a.md']);
		expect(document('./x/../a.md#b').references).toEqual(['/w/a.md']);
		for (const outside of ['../a.md', '/etc/a.md', '~/a.md', 'a b.md', 'https://x/a.md', 'none']) {
			expect(document(outside).references).toEqual([]);
		}

		expect(document('prds/a.md', [['/w/prds/a.md', null]]).task.artifacts[0]!.exists).toBe(false);
	});
});

describe('a plan that says "in progress"', () => {
	const running = (comments: string) =>
		assembled(`${row('B-1', {status: '🔄 in_progress'})}${comments}`);

	test('is running for seven days after its last sign, then it is not', () => {
		const task = running('<!-- started_at: 2025-08-01T09:00:00 -->\n').task('B-1');
		const started = new Date(2025, 7, 1, 9).getTime();
		expect(task.startedAt).toMatchObject({at: started});
		expect(statusAt(task, started + 6 * 24 * 60 * minute)).toBe('running');
		expect(statusAt(task, started + 7 * 24 * 60 * minute)).toBe('interrupted');
	});

	test('takes the offset of the database for its own times', () => {
		const {task} = assembled(
			`${row('B-1', {status: 'running'})}<!-- started_at: 2025-08-10T09:00:00 -->\n`,
			taskDatabase({executions: [execution('B-2', 'completed')]}),
		);
		expect(task('B-1').startedAt?.at).toBe(at('14:00:00'));
	});

	test('says that a zone was assumed when nobody tells it', () => {
		const {problems} = running('<!-- started_at: 2025-08-01T09:00:00 -->\n');
		expect(problems.map(({code}) => code)).toEqual(['time-zone-assumed']);
	});

	test('without times of its own is at most as old as the file', () => {
		const task = running('').task('B-1');
		expect(task.startedAt).toBeNull();
		expect(statusAt(task, readAt + minute)).toBe('running');
		expect(statusAt(task, readAt + 8 * 24 * 60 * minute)).toBe('interrupted');
	});

	test.each([
		['2025-08-09T00:00:00.000000', 'midnight: nobody looked at a clock'],
		['2031-08-09T10:00:00', 'in the future'],
	])('does not believe %s', (raw, flaw) => {
		const task = running(`<!-- started_at: ${raw} -->\n`).task('B-1');
		expect(task.startedAt).toBeNull();
		expect(task.claimedTimes).toEqual([{label: 'started_at', raw, flaw}]);
	});
});

describe('an execution', () => {
	test('that runs: since when, by whom, how far', () => {
		const {task} = assembled(
			row('B‑1'),
			taskDatabase({
				executions: [
					execution('B-1', 'running', {
						progress: 0.33,
						updated_at: '2025-08-10T10:20:00',
						metadata: '{"agent": "coder"}',
					}),
				],
				history: [
					{
						task_id: 'B-1',
						status: 'running',
						timestamp: '2025-08-10T10:00:00',
						message: 'Task execution started',
					},
					{
						task_id: 'B-1',
						status: 'running',
						timestamp: '2025-08-10T10:20:00',
						message: 'Progress: 33.0% - PRD parsed',
					},
				],
			}),
		);
		const running = task('B‑1');
		expect(running).toMatchObject({
			status: 'running',
			rawStatus: 'running',
			agent: 'coder',
			progress: 0.33,
			stage: {name: 'PRD parsed', index: null, total: null},
			startedAt: {at: Date.parse('2025-08-10T15:00:00.000Z')},
			updatedAt: {at: at('15:20:00')},
			completedAt: null,
			durationMs: null,
			retries: 0,
			sources: {status: {path: '/w/task_execution.db', line: null}},
		});
		expect(statusAt(running, at('15:39:00'))).toBe('running');
		// Three times the 95th percentile of the tries, but never under half an hour.
		expect(statusAt(running, at('15:51:00'))).toBe('interrupted');
	});

	test('is silent after what is usual for its database, interrupted after three times its tries', () => {
		const history = [0, 1, 2, 3].flatMap((hour) => [
			{
				task_id: 'B-2',
				status: 'running',
				timestamp: `2025-08-10T0${hour}:00:00`,
				message: 'Task execution started',
			},
			{
				task_id: 'B-2',
				status: 'completed',
				timestamp: `2025-08-10T0${hour}:20:00`,
				message: 'Task execution completed',
			},
		]);
		const {task, problems} = assembled(
			null,
			taskDatabase({
				executions: [execution('B-1', 'running'), execution('B-2', 'completed')],
				history,
			}),
		);
		expect(task('B-1').activity).toMatchObject({
			silentAfterMs: 20 * minute,
			interruptedAfterMs: 60 * minute,
			usualMs: 20 * minute,
		});
		expect(attentionAt(task('B-1'), at('15:30:00'))).toEqual(['quiet: silent 30m (usually 20m)']);
		expect(problems.find(({code}) => code === 'task-silent')?.activeFrom).toBe(at('15:20:00'));
	});

	test('of another task that began later is noted', () => {
		const {task} = assembled(
			null,
			taskDatabase({
				executions: [
					execution('B-1', 'running'),
					execution('B-2', 'running', {
						started_at: '2025-08-10T10:10:00',
						created_at: '2025-08-10 15:10:00',
						updated_at: '2025-08-10T10:10:00',
					}),
				],
			}),
		);
		const notes = (id: string) =>
			task(id).activity!.signals.filter(({weight}) => weight === 'note');
		expect(notes('B-1')).toMatchObject([{signal: 'other-task-later', at: at('15:10:00')}]);
		expect(notes('B-2')).toEqual([]);
	});

	test('without an item is a row of its own, with what the database knows', () => {
		const {tasks} = assembled(
			row('B-1'),
			taskDatabase({
				executions: [execution('B-9', 'completed', {execution_time: 60})],
				metadata: [
					{
						task_id: 'B-9',
						title: 'Other',
						priority: '⭐',
						points: 2,
						description: 'why',
						human_required: 0,
					},
					{task_id: 'B-8', title: 'Never run', priority: '🔧', points: 1},
				],
			}),
		);
		expect(tasks.map(({key, title, status}) => [key, title, status])).toEqual([
			['backlog:/w#B-1 title of b-1', 'Title of B-1', 'pending'],
			['backlog:/w#B-9 other', 'Other', 'completed'],
			['backlog:/w#B-8 never run', 'Never run', 'unknown'],
		]);
		expect(tasks[1]).toMatchObject({
			priority: {raw: '⭐', rank: 2},
			durationMs: 60_000,
			command: null,
		});
	});

	test('joins the task of its title where several share the id', () => {
		const text = row('B-1', {title: 'One'}) + row('B-1', {title: 'Two'});
		const {tasks} = assembled(
			text,
			taskDatabase({
				executions: [execution('B‑1', 'failed', {error_message: 'x'})],
				metadata: [{task_id: 'B‑1', title: 'TWO'}],
			}),
		);
		expect(tasks.map(({status}) => status)).toEqual(['pending', 'failed']);
		const unnamed = assembled(text, taskDatabase({executions: [execution('B-1', 'failed')]}));
		expect(unnamed.tasks.map(({status}) => status)).toEqual(['pending', 'pending', 'failed']);
	});

	test('written under two hyphens is one row: the newer counts, the other is told', () => {
		const {tasks} = assembled(
			row('B-1'),
			taskDatabase({
				executions: [
					execution('B-1', 'failed', {updated_at: '2025-08-10T10:05:00'}),
					execution('B‑1', 'completed', {updated_at: '2025-08-10T10:25:00'}),
				],
			}),
		);
		expect(tasks).toHaveLength(1);
		expect(tasks[0]!.status).toBe('completed');
		expect(tasks[0]!.facts).toContainEqual({label: 'also recorded', value: 'B-1: failed'});
	});

	test('that is over says how long it took, when that is credible', () => {
		const duration = (changes: Record<string, string | number | null>, status = 'completed') => {
			const {task} = assembled(
				null,
				taskDatabase({executions: [execution('B-1', status, changes)]}),
			);
			const {durationMs, durationSource, completedAt} = task('B-1');
			return [durationMs, durationSource, completedAt?.at ?? null];
		};
		const end = {completed_at: '2025-08-10T10:10:00.000020'};
		const ended = at('15:10:00');
		expect(duration({...end, execution_time: 12.5})).toEqual([12_500, 'execution_time', ended]);
		expect(duration(end)).toEqual([600_000, 'start and end', ended]);
		// Both ends stamped in one go, an end before the start, a failed try kept by a retry.
		expect(duration({completed_at: '2025-08-10T10:00:00.000033'})[0]).toBeNull();
		expect(duration({completed_at: '2025-08-10T09:00:00', execution_time: 5})).toEqual([
			null,
			null,
			null,
		]);
		expect(duration({...end, execution_time: 600, retry_count: 1}, 'pending')).toEqual([
			null,
			null,
			null,
		]);
	});

	test('finished while the backlog says todo asks to be recorded', () => {
		const {task, problems} = assembled(
			row('B-1'),
			taskDatabase({executions: [execution('B-1', 'completed', {progress: 0.4})]}),
		);
		expect(task('B-1')).toMatchObject({
			status: 'completed',
			progress: 1,
			nextStep: 'set B-1 to done in the backlog',
			attention: [
				{code: 'finished-not-recorded', message: 'done, but the backlog still says todo'},
			],
		});
		expect(problems).toMatchObject([{code: 'status-disagrees', line: 1}]);
	});

	test('that failed after the plan was completed is only a fact', () => {
		const {task, problems} = assembled(
			row('B-1', {status: '✅ done'}),
			taskDatabase({executions: [execution('B-1', 'failed', {error_message: 'bad'})]}),
		);
		expect(task('B-1')).toMatchObject({status: 'completed', error: null, attention: []});
		expect(task('B-1').facts).toContainEqual({label: 'last run failed', value: 'bad'});
		expect(problems).toEqual([]);
	});

	test('with a word of its own is unknown', () => {
		const {task, problems} = assembled(
			null,
			taskDatabase({executions: [execution('B-1', 'zombie')]}),
		);
		expect(task('B-1')).toMatchObject({status: 'unknown', rawStatus: 'zombie'});
		expect(problems).toMatchObject([{code: 'status-off-vocabulary'}]);
	});
});

describe('a failed execution', () => {
	const history = (id: string, ...messages: string[]) =>
		messages.map((message, index) => ({
			task_id: id,
			status: message.startsWith('Retry') ? 'pending' : 'failed',
			timestamp: `2025-08-10T10:0${index}:00`,
			message,
		}));
	const failed = (error: string, retries = 0) =>
		assembled(
			row('B-1'),
			taskDatabase({
				executions: [execution('B-1', 'failed', {error_message: error})],
				history: history(
					'B-1',
					...Array.from({length: retries}, (_, index) => `Retry attempt ${index + 1}`),
					'Task execution failed',
				),
			}),
		);

	test('says what kind of error it was and when to try again', () => {
		expect(failed('Connection refused: localhost').task('B-1')).toMatchObject({
			status: 'failed',
			error: {message: 'Connection refused: localhost', category: 'network', severity: 'high'},
			nextStep: 'retry (after 1 to 2 s)',
			command: 'python3 scripts/process_tasks.py execute B-1',
			retries: 0,
		});
		expect(failed('[Errno 2] No such file', 1).task('B-1').nextStep).toBe(
			'look at the path it names, then retry (after 1.5 s)',
		);
		expect(failed("invalid literal for int(): 'x'").task('B-1').nextStep).toBe(
			'fix the input, then retry once',
		);
	});

	test('with all retries used is exhausted', () => {
		const {task, problems} = failed('Operation timed out', 2);
		expect(task('B-1')).toMatchObject({
			retries: 2,
			attention: [{code: 'retries-exhausted', message: '2 of 2 retries used'}],
			nextStep: 'find the cause: all 2 retries for this kind of error are used',
		});
		expect(problems.map(({code}) => code)).toEqual(['retries-exhausted']);
		expect(failed('Operation timed out', 1).problems).toEqual([]);
	});

	test('that puts data at risk is not tried again', () => {
		expect(failed('[Errno 28] No space left on device').task('B-1').nextStep).toBe(
			'repair the cause first: data or the machine is at risk',
		);
	});

	test('whose retry was queued waits; after a while for nobody', () => {
		const {task} = assembled(
			row('B-1'),
			taskDatabase({
				executions: [
					execution('B-1', 'pending', {retry_count: 1, error_message: 'database is locked'}),
				],
			}),
		);
		const queued = task('B-1');
		expect(queued).toMatchObject({
			status: 'pending',
			stage: {name: 'retry queued'},
			retries: 1,
			error: {category: 'database', severity: 'low'},
			nextStep: 'start the queued retry',
		});
		// 5 s for the first retry of a database, and the half hour after which silence counts.
		expect(attentionAt(queued, at('15:30:04'))).toEqual([]);
		expect(attentionAt(queued, at('15:30:06'))).toHaveLength(1);
	});

	test('counts retries from the history: each start sets the counter back', () => {
		const {task} = assembled(
			null,
			taskDatabase({
				executions: [execution('B-1', 'completed', {retry_count: 0})],
				history: history('B-1', 'Retry attempt 1', 'Task execution failed', 'Retry attempt 1'),
			}),
		);
		expect(task('B-1').retries).toBe(2);
	});
});

describe('what did not change', () => {
	const text = row('B-1') + row('B-2') + row('B-3');
	const database = (progress: number) =>
		databaseDocument(
			taskDatabase({
				executions: [execution('B-1', 'running', {progress}), execution('B-2', 'completed')],
			}),
		);

	test('stays the same object when only the database changes', () => {
		const plan = backlogDocument(text);
		const before = backlog.assemble('/w', [plan, database(0.1)]).tasks;
		const after = backlog.assemble('/w', [plan, database(0.2)]).tasks;
		expect(after.map((task, index) => task === before[index])).toEqual([false, true, true]);
		expect(after[0]!.progress).toBe(0.2);
	});

	test('is remembered per backlog: another file with the same text is not mixed up with it', () => {
		const [one, other] = [backlogDocument(text), backlogDocument(row('B-1', {title: 'New'}))];
		expect(backlog.assemble('/w', [one]).tasks).toHaveLength(3);
		expect(backlog.assemble('/w', [other]).tasks.map(({title}) => title)).toEqual(['New']);
		expect(backlog.assemble('/w', [one]).tasks).toHaveLength(3);
	});
});

describe('files that cannot be read', () => {
	test('leave the last good rows, with the time since when', () => {
		const whole = databaseDocument(taskDatabase({executions: [execution('B-1', 'running')]}));
		const torn = databaseDocument(taskDatabase({}, {state: 'malformed', tables: {}}), {
			lastGood: whole.value,
			unreadableSince: readAt,
		});
		const {tasks} = backlog.assemble('/w', [backlogDocument(row('B-1') + row('B-2')), torn]);
		expect(tasks.map(({id, status, staleSince}) => [id, status, staleSince])).toEqual([
			['B-1', 'running', readAt],
			['B-2', 'pending', null],
		]);
	});

	test('that never could leave what the other file says', () => {
		const torn = databaseDocument(taskDatabase({}, {state: 'truncated', tables: {}}));
		const {tasks} = backlog.assemble('/w', [backlogDocument(row('B-1')), torn]);
		expect(tasks.map(({id, staleSince}) => [id, staleSince])).toEqual([['B-1', null]]);
		expect(backlog.assemble('/w', [torn])).toEqual({tasks: [], problems: []});
		expect(backlog.assemble('/w', [])).toEqual({tasks: [], problems: []});
	});
});

test('a command is never made of an id that a shell would read', () => {
	const {task} = assembled(
		null,
		taskDatabase({executions: [execution('B-1; reboot', 'failed'), execution('$(x)', 'failed')]}),
	);
	expect(task('B-1; reboot').command).toBeNull();
	expect(task('$(x)').command).toBeNull();
});

test('two backlogs of one project are one list, the newer place first', () => {
	const old = backlogDocument(row('B-1', {status: 'todo'}) + row('B-2'));
	const {tasks} = backlog.assemble('/w', [
		{...old, path: '/w/000_backlog.md'},
		backlogDocument(row('B-1', {status: 'done'})),
	]);
	expect(tasks.map(({id, status, group}) => [id, status, group])).toEqual([
		['B-1', 'completed', '000_core/000_backlog.md'],
		['B-2', 'pending', '000_core/000_backlog.md'],
	]);
});
