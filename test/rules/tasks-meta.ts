import {type Case, json} from './case.ts';
import type {File, Files} from './findings.ts';

const metaPath = 'specs/001-login/tasks_meta.json';
const listPath = 'specs/001-login/tasks.md';

type Fields = Readonly<Record<string, unknown>>;

const metaOf = (tasks: Readonly<Record<string, Fields>>, more: Fields = {}): string =>
	json({feature: '001-login', created: '2026-02-01T10:00:07+00:00', ...more, tasks});

const done: Fields = {
	description: 'Begin',
	status: 'completed',
	execution_mode: 'ASYNC',
	started_at: '2026-03-01T11:00:13Z',
	completed_at: '2026-03-01T11:05:47Z',
};

const tickedList = '- [x] T001 Begin\n';

const project = (
	task: Fields = {},
	list: string = tickedList,
	more: Readonly<Record<string, File>> = {},
): Files => ({[metaPath]: metaOf({T001: {...done, ...task}}), [listPath]: list, ...more});

const good = [project()];

const running: Fields = {status: 'in_progress', completed_at: null};

const listOnly = (...lines: readonly string[]) => [{[listPath]: `${lines.join('\n')}\n`}];

const waves = (members: readonly string[]): Files => ({
	...project(),
	'specs/001-login/tasks_dag.json': json({execution_waves: [members]}),
});

export const tasksMetaCases: readonly Case[] = [
	{
		code: 'tasks-cut',
		format: 'tasks-meta',
		fires: listOnly('- [ ] T001 One\n'.repeat(20_001)),
		quiet: listOnly('- [ ] T001 One\n'.repeat(2)),
		at: `${listPath}:20001`,
	},
	{
		code: 'tasks-cut',
		format: 'tasks-meta',
		fires: [
			{
				[metaPath]: `{"tasks":{${Array.from({length: 20_001}, (_, index) => `"T${index}":{}`).join()}}}`,
			},
		],
		quiet: good,
		at: `${metaPath}:1`,
	},
	{
		code: 'file-unreadable',
		format: 'tasks-meta',
		fires: [{[metaPath]: '{"tasks": {"T001": {"sta', [listPath]: tickedList}],
		quiet: good,
		at: `${metaPath}:1`,
	},
	{
		code: 'file-empty',
		format: 'tasks-meta',
		fires: [{[metaPath]: '', [listPath]: tickedList}],
		quiet: good,
		at: metaPath,
	},
	{
		code: 'metadata-partial',
		format: 'tasks-meta',
		fires: [project({}, '- [x] T001 Begin\n- [ ] T002 Go on\n')],
		quiet: good,
		says: /1 of 2.*T002/,
	},
	{
		code: 'file-reinitialised',
		format: 'tasks-meta',
		fires: [
			project(),
			{[metaPath]: metaOf({}, {created: '2026-03-01T12:00:00Z'}), [listPath]: tickedList},
		],
		quiet: [project(), project({result_summary: 'fine'})],
		says: /T001/,
	},
	{
		code: 'key-duplicate',
		format: 'tasks-meta',
		fires: [
			{
				[metaPath]: '{"tasks": {"T001": {"status": "pending",\n"status": "completed"}}}',
				[listPath]: tickedList,
			},
		],
		quiet: good,
		at: `${metaPath}:2`,
	},
	{
		code: 'field-shape',
		format: 'tasks-meta',
		fires: [project({files: {a: 1}})],
		quiet: [project({files: ['src/a.ts'], phase: 2})],
		says: /tasks\.T001\.files is an object, not a text or a list/,
	},
	{
		code: 'id-duplicate',
		format: 'tasks-meta',
		fires: listOnly('- [x] T001 Begin', '- [ ] T001 Again'),
		quiet: listOnly('- [x] T001 Begin', '- [ ] T002 Again'),
		at: `${listPath}:2`,
	},
	{
		code: 'id-duplicate',
		format: 'tasks-meta',
		fires: [
			{
				[metaPath]: '{"tasks": {"T001": {"status": "pending"},\n"T001": {"status": "completed"}}}',
				[listPath]: tickedList,
			},
		],
		quiet: good,
		at: `${metaPath}:2`,
	},
	{
		code: 'id-pattern',
		format: 'tasks-meta',
		fires: [{[metaPath]: metaOf({T001: done, T008a: done})}],
		quiet: [{[metaPath]: metaOf({T001: done, T1000: done})}],
		says: /1 of 2 tasks has an id.*T008a/,
	},
	{
		code: 'feature-name-differs',
		format: 'tasks-meta',
		fires: [{[metaPath]: metaOf({T001: done}, {feature: '002-logout'})}],
		quiet: [{[metaPath]: metaOf({T001: done}, {feature: 'login'})}],
	},
	{
		code: 'task-stub',
		format: 'tasks-meta',
		fires: [{[metaPath]: metaOf({T001: done, T999: {status: 'in_progress'}})}],
		quiet: good,
		says: /T999/,
	},
	{
		code: 'wave-foreign',
		format: 'tasks-meta',
		fires: [waves(['T001', 'src/a.ts'])],
		quiet: [waves(['T001'])],
		says: /src\/a\.ts/,
	},
	{
		code: 'status-off-vocabulary',
		format: 'tasks-meta',
		fires: [project({status: 'wandering'})],
		quiet: good,
		says: /"wandering"/,
	},
	{
		code: 'checkbox-disagrees',
		format: 'tasks-meta',
		fires: [project({}, '- [ ] T001 Begin\n')],
		quiet: good,
		at: `${listPath}:1`,
	},
	{
		code: 'rolled-back-ticked',
		format: 'tasks-meta',
		fires: [project({status: 'rolled_back'})],
		quiet: [project({status: 'rolled_back'}, '- [ ] T001 Begin\n')],
	},
	{
		code: 'mode-differs',
		format: 'tasks-meta',
		fires: [project({}, '- [x] T001 [SYNC] Begin\n')],
		quiet: [project({}, '- [x] T001 [ASYNC] Begin\n')],
	},
	{
		code: 'earlier-failure',
		format: 'tasks-meta',
		fires: [project({failure_reason: 'no network'})],
		quiet: [project({status: 'failed', failure_reason: 'no network'}, '- [ ] T001 Begin\n')],
		says: /no network/,
	},
	{
		code: 'dependency-unknown',
		format: 'tasks-meta',
		fires: listOnly('- [ ] T001 Begin (depends on T009)'),
		quiet: listOnly('- [ ] T001 Begin (depends on T002)', '- [ ] T002 Before'),
		at: `${listPath}:1`,
		says: /T009/,
	},
	{
		code: 'dependency-external',
		format: 'tasks-meta',
		fires: [
			project({status: 'pending', completed_at: null, dependencies: ['the printer works']}, ''),
		],
		quiet: good,
		says: /printer/,
	},
	{
		code: 'artifact-missing',
		format: 'tasks-meta',
		fires: [project({files: 'src/a.ts src/b.ts'}, tickedList, {'src/a.ts': ''})],
		quiet: [project({files: 'src/a.ts'}, tickedList, {'src/a.ts': ''})],
		says: /1 of 2.*src\/b\.ts/,
	},
	{
		code: 'delegation-failed',
		format: 'tasks-meta',
		fires: [
			project(running, '- [ ] T001 Begin\n', {
				'specs/001-login/.async_state/delegation_prompts/T001.md': 'do it',
				'specs/001-login/.async_state/delegation_errors/T001.txt': 'agent crashed\n',
			}),
		],
		quiet: [
			project(running, '- [ ] T001 Begin\n', {
				'specs/001-login/.async_state/delegation_prompts/T001.md': 'do it',
			}),
		],
		says: /agent crashed/,
	},
	{
		code: 'delegation-unrecorded',
		format: 'tasks-meta',
		fires: [
			project(running, '- [ ] T001 Begin\n', {
				'specs/001-login/.async_state/delegation_prompts/T001.md': 'do it',
				'specs/001-login/.async_state/delegation_completed/T001.txt': 'done\n',
			}),
		],
		quiet: good,
	},
	{
		code: 'task-silent',
		format: 'tasks-meta',
		fires: [
			{
				[metaPath]: {
					text: metaOf({T001: {...done, ...running, started_at: '2026-02-20T11:00:13Z'}}),
					age: 9 * 24 * 60,
				},
			},
		],
		quiet: [
			{
				[metaPath]: {
					text: metaOf({T001: {...done, ...running, started_at: '2026-03-01T11:58:13Z'}}),
					age: 1,
				},
			},
		],
	},
	{
		code: 'gate-failed',
		format: 'tasks-meta',
		fires: [project({quality_gate_passed: false})],
		quiet: [project({quality_gate_passed: true})],
		says: /quality gate/,
	},
	{
		code: 'review-not-recorded',
		format: 'tasks-meta',
		fires: [project({execution_mode: 'SYNC'}, '- [x] T001 [SYNC] Begin\n')],
		quiet: [
			project({execution_mode: 'SYNC', micro_review_passed: true}, '- [x] T001 [SYNC] Begin\n'),
		],
		says: /1 completed task .*T001/,
	},
	...['2027-01-01T10:00:13Z', '2026-02-01T00:00:00Z', 'yesterday', '2026-01-01T10:00:13Z'].map(
		(completedAt): Case => ({
			code: 'time-implausible',
			format: 'tasks-meta',
			fires: [project({completed_at: completedAt})],
			quiet: good,
			says: /completed_at of T001/,
		}),
	),
	{
		code: 'time-zone-assumed',
		format: 'tasks-meta',
		fires: [project({started_at: '2026-03-01T11:00:13', completed_at: '2026-03-01T11:05:47'})],
		quiet: good,
		says: /T001/,
	},
];
