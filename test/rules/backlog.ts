import {execution, taskDatabase} from '../formats/backlog/task-database.ts';
import type {Case} from './case.ts';
import type {Files} from './findings.ts';

const backlogPath = '000_core/000_backlog.md';
const databasePath = 'task_execution.db';

const head =
	'| ID | Title | 🔥P | 🎯Points | Status | Problem/Outcome | Tech Footprint | Dependencies |\n|---|---|---|---|---|---|---|---|\n';

const row = (
	id: string,
	{status = 'todo', priority = '🔥', needs = 'None', title = `Title of ${id}`} = {},
): string => `| ${id} | ${title} | ${priority} | 3 | ${status} | p | t | ${needs} |\n`;

const plan = (...rows: readonly string[]): Files => ({[backlogPath]: head + rows.join('')});

type Database = ReturnType<typeof taskDatabase>;

const withDatabase = (database: Database, ...rows: readonly string[]): Files => ({
	...plan(...rows),
	[databasePath]: {database},
});

const one = row('B-1');
const good = [withDatabase(taskDatabase({executions: [execution('B-1', 'running')]}), one)];

/** The writer stands five hours west of UTC; the clock is 2026-03-01 12:00 UTC. */
const fresh = {
	started_at: '2026-03-01T06:58:00.000020',
	created_at: '2026-03-01 11:58:00',
	updated_at: '2026-03-01T06:59:00.000030',
};

const broken = (state: Database['state'], detail: string | null = null): readonly Files[] => [
	withDatabase(taskDatabase({}, {state, detail, tables: {}}), one),
];

export const backlogCases: readonly Case[] = [
	{
		code: 'tasks-cut',
		format: 'backlog',
		fires: [plan(row('B-1').repeat(20_001))],
		quiet: [plan(row('B-1').repeat(2))],
		says: /20,000/,
	},
	{
		code: 'file-unreadable',
		format: 'backlog',
		fires: [{[backlogPath]: {unreadable: 'no permission'}}],
		quiet: good,
		says: /no permission/,
	},
	{code: 'file-empty', format: 'backlog', fires: [{[backlogPath]: '\n'}], quiet: good},
	{
		code: 'row-malformed',
		format: 'backlog',
		fires: [plan(one, '| B-2 | Cut\n\n')],
		quiet: [plan(one)],
		says: /B-2/,
	},
	{
		code: 'comment-unclosed',
		format: 'backlog',
		fires: [plan(one, '<!-- never closed\n', row('B-2'))],
		quiet: [plan(one, '<!-- closed -->\n', row('B-2'))],
	},
	{
		code: 'db-truncated',
		format: 'backlog',
		fires: broken('truncated', '90 of 100 bytes'),
		quiet: good,
		says: /90 of 100/,
	},
	{
		code: 'db-malformed',
		format: 'backlog',
		fires: broken('malformed', 'no database'),
		quiet: good,
		says: /no database/,
	},
	{code: 'db-empty', format: 'backlog', fires: broken('empty'), quiet: good},
	{
		code: 'db-hot-journal',
		format: 'backlog',
		fires: [withDatabase(taskDatabase({}, {hasHotJournal: true, state: 'recovered'}), one)],
		quiet: good,
	},
	{
		code: 'db-narrow',
		format: 'backlog',
		fires: [
			withDatabase(
				taskDatabase(
					{},
					{
						tables: {
							task_executions: {
								columns: ['task_id', 'status'],
								rows: [{task_id: 'B-1', status: 'running'}],
							},
						},
					},
				),
				one,
			),
		],
		quiet: good,
	},
	{
		code: 'history-cut',
		format: 'backlog',
		fires: [
			withDatabase(
				taskDatabase({
					executions: [execution('B-1', 'completed')],
					metrics: [{task_id: 'B-1', total_executions: 3}],
				}),
				one,
			),
		],
		quiet: good,
	},
	{
		code: 'id-reused',
		format: 'backlog',
		fires: [plan(one, row('B-1', {title: 'Something else'}))],
		quiet: [plan(one, one)],
		says: /Something else/,
	},
	{
		code: 'status-off-vocabulary',
		format: 'backlog',
		fires: [plan(row('B-1', {status: 'wandering'}))],
		quiet: [plan(row('B-1', {status: '✅ done'}))],
		at: `${backlogPath}:3`,
	},
	{
		code: 'status-disagrees',
		format: 'backlog',
		fires: [withDatabase(taskDatabase({executions: [execution('B-1', 'completed')]}), one)],
		quiet: good,
		at: `${backlogPath}:3`,
		says: /todo.*completed/,
	},
	{
		code: 'priority-unknown',
		format: 'backlog',
		fires: [plan(row('B-1', {priority: '📚'}))],
		quiet: [plan(one)],
	},
	{
		code: 'dependency-unknown',
		format: 'backlog',
		fires: [plan(row('B-1', {needs: 'B-9'}))],
		quiet: [plan(row('B-1', {needs: 'B-2'}), row('B-2'))],
		says: /B-9/,
	},
	{
		code: 'dependency-external',
		format: 'backlog',
		fires: [plan(row('B-1', {needs: 'the printer'}))],
		quiet: [plan(one)],
		says: /printer/,
	},
	{
		code: 'blocker-stale',
		format: 'backlog',
		fires: [
			plan(row('B-1', {status: 'blocked by B-2', needs: 'B-2'}), row('B-2', {status: 'done'})),
		],
		quiet: [plan(row('B-1', {status: 'blocked by B-2', needs: 'B-2'}), row('B-2'))],
	},
	{
		code: 'task-silent',
		format: 'backlog',
		fires: [withDatabase(taskDatabase({executions: [execution('B-1', 'running')]}), one)],
		quiet: [withDatabase(taskDatabase({executions: [execution('B-1', 'running', fresh)]}), one)],
	},
	{
		code: 'retries-exhausted',
		format: 'backlog',
		fires: [
			withDatabase(
				taskDatabase({
					executions: [
						execution('B-1', 'failed', {error_message: 'field required', retry_count: 5}),
					],
				}),
				one,
			),
		],
		quiet: good,
	},
	...[
		{started_at: '2027-03-01T06:58:00.000020', created_at: '2027-03-01 11:58:00'},
		{started_at: '2025-08-10T00:00:00', created_at: '2025-08-10 05:00:00'},
	].map((times): Case => ({
		code: 'time-implausible',
		format: 'backlog',
		fires: [withDatabase(taskDatabase({executions: [execution('B-1', 'running', times)]}), one)],
		quiet: good,
		says: /started_at of B-1/,
	})),
	{
		code: 'time-implausible',
		format: 'backlog',
		fires: [
			withDatabase(
				taskDatabase({
					executions: [execution('B-1', 'completed', {completed_at: '2025-08-10T09:00:00.000020'})],
				}),
				one,
			),
		],
		quiet: good,
		says: /completed_at of B-1 \(before the start\)/,
	},
	{
		code: 'time-zone-assumed',
		format: 'backlog',
		fires: [
			withDatabase(
				taskDatabase({executions: [execution('B-1', 'running', {created_at: null})]}),
				one,
			),
		],
		quiet: good,
	},
];
