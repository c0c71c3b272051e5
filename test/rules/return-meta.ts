import {type Case, json} from './case.ts';
import type {File, Files} from './findings.ts';

const statePath = 'specs/state.json';
const folder = 'specs/012_login';
const metaPath = `${folder}/.return-meta.json`;

type Fields = Readonly<Record<string, unknown>>;

const entry: Fields = {
	project_number: 12,
	project_name: 'login',
	status: 'planned',
	last_updated: '2026-03-01T11:40:13Z',
};

const stateOf = (task: Fields = {}, more: Fields = {}): string =>
	json({next_project_number: 13, active_projects: [{...entry, ...task}], ...more});

const report = `${folder}/reports/01_login.md`;

const run: Fields = {
	status: 'planned',
	artifacts: [{type: 'report', path: report, summary: 'x'}],
	metadata: {session_id: 'sess_1772364000_a1b2c3', agent_type: 'planner-agent'},
};

const project = (
	task: Fields = {},
	result: Fields = {},
	more: Readonly<Record<string, File>> = {},
): Files => ({
	[statePath]: stateOf(task),
	[metaPath]: {text: json({...run, ...result}), age: 20},
	[report]: '',
	...more,
});

const good = [project()];

const stateAlone = (text: string) => [{[statePath]: text}];

const two = (first: Fields, second: Fields, more: Fields = {}): string =>
	json({
		next_project_number: 14,
		active_projects: [
			{...entry, ...first},
			{...entry, project_number: 13, project_name: 'logout', ...second},
		],
		...more,
	});

const manyTasks = (numbers: readonly number[]): Files => ({
	[statePath]: json({
		next_project_number: 9,
		active_projects: numbers.map((number) => ({
			...entry,
			project_number: number,
			project_name: `t${number}`,
		})),
	}),
});

export const returnMetaCases: readonly Case[] = [
	{
		code: 'tasks-cut',
		format: 'return-meta',
		fires: stateAlone(
			`{"next_project_number":9,"active_projects":[${'{"project_number":1},'.repeat(20_000)}{}]}`,
		),
		quiet: good,
		at: `${statePath}:1`,
	},
	{
		code: 'state-unreadable',
		format: 'return-meta',
		fires: stateAlone(stateOf().slice(0, 120)),
		quiet: good,
	},
	{
		code: 'state-unreadable',
		format: 'return-meta',
		fires: stateAlone(json(entry)),
		quiet: good,
		at: `${statePath}:1`,
	},
	{
		code: 'state-shrunken',
		format: 'return-meta',
		fires: [manyTasks([1, 2, 3, 4]), manyTasks([4])],
		quiet: [
			manyTasks([1, 2, 3, 4]),
			{
				...manyTasks([4]),
				'specs/archive/state.json': json({
					completed_projects: [1, 2, 3].map((number) => ({project_number: number})),
				}),
			},
		],
		says: /3 of 4 tasks.*1 t1, 2 t2, 3 t3/,
	},
	{
		code: 'state-shrunken',
		format: 'return-meta',
		fires: [manyTasks([1, 2, 3, 4]), manyTasks([4])],
		// They came back.
		quiet: [manyTasks([1, 2, 3, 4]), manyTasks([4]), manyTasks([1, 2, 4])],
	},
	{
		code: 'meta-unreadable',
		format: 'return-meta',
		fires: [{...project(), [metaPath]: '{"status": "plan'}],
		quiet: good,
	},
	{
		code: 'key-duplicate',
		format: 'return-meta',
		fires: [{...project(), [metaPath]: '{"status": "planned",\n"status": "implemented"}'}],
		quiet: good,
		at: `${metaPath}:2`,
	},
	{
		code: 'field-shape',
		format: 'return-meta',
		fires: [project({}, {metadata: ['planner-agent']})],
		quiet: [project({}, {partial_progress: 'half of it', summary: {text: 'x'}})],
		says: /metadata is a list, not an object/,
	},
	{
		code: 'field-shape',
		format: 'return-meta',
		fires: stateAlone(two({last_updated: 1_772_364_000}, {last_updated: 5})),
		quiet: good,
		says: /active_projects\[0\]\.last_updated is a number.*1 more/,
	},
	{
		code: 'tmp-leftover',
		format: 'return-meta',
		fires: [project({}, {}, {[`${folder}/.return-meta.json.tmp`]: ''})],
		// A write under way at the moment of judging.
		quiet: [project({}, {}, {[`${folder}/.return-meta.json.tmp`]: {age: -5}})],
	},
	{
		code: 'task-number-duplicate',
		format: 'return-meta',
		fires: stateAlone(two({}, {project_number: 12})),
		quiet: stateAlone(two({}, {})),
		says: /login, logout/,
	},
	{
		code: 'task-number-shape',
		format: 'return-meta',
		fires: stateAlone(stateOf({project_number: 'twelve'})),
		quiet: stateAlone(stateOf({project_number: '12-meta'})),
	},
	{
		code: 'slug-shape',
		format: 'return-meta',
		fires: stateAlone(stateOf({project_name: 'log in/out'})),
		quiet: good,
		says: /12/,
	},
	{
		code: 'next-number-low',
		format: 'return-meta',
		fires: stateAlone(stateOf({}, {next_project_number: 12})),
		quiet: good,
		at: `${statePath}:2`,
	},
	{
		code: 'folder-twin',
		format: 'return-meta',
		fires: [project({}, {}, {'specs/012_other/.return-meta.json': json(run)})],
		quiet: good,
		says: /012_other/,
	},
	{
		code: 'folder-orphan',
		format: 'return-meta',
		fires: [project({}, {}, {'specs/077_gone/.return-meta.json': json(run)})],
		quiet: [
			project(
				{},
				{},
				{
					'specs/077_gone/.return-meta.json': json(run),
					'specs/archive/state.json': json({completed_projects: [{project_number: 77}]}),
				},
			),
		],
		says: /077_gone/,
	},
	{
		code: 'status-off-vocabulary',
		format: 'return-meta',
		fires: [project({status: 'wandering'})],
		quiet: good,
		says: /"wandering"/,
	},
	{
		code: 'status-off-vocabulary',
		format: 'return-meta',
		fires: [project({}, {status: 'success'})],
		quiet: good,
		at: `${metaPath}:2`,
	},
	{
		code: 'status-disagrees',
		format: 'return-meta',
		fires: [
			project(
				{status: 'not_started'},
				{status: 'partial'},
				{[metaPath]: {text: json({...run, status: 'partial'}), age: 2}},
			),
		],
		quiet: good,
		says: /partial.*not_started/,
	},
	{
		code: 'state-not-touched',
		format: 'return-meta',
		fires: [project({planned: '2026-03-01T11:55:13Z'})],
		quiet: [project({planned: '2026-03-01T11:40:10Z'})],
	},
	{
		code: 'todo-diverges',
		format: 'return-meta',
		fires: [project({}, {}, {'specs/TODO.md': '### 12. Login\n- **Status**: [COMPLETED]\n'})],
		quiet: [project({}, {}, {'specs/TODO.md': '### 12. Login\n- **Status**: [PLANNED]\n'})],
		says: /12/,
	},
	{
		code: 'phases-zero-on-success',
		format: 'return-meta',
		fires: [
			project({status: 'completed'}, {status: 'implemented', phases_completed: 0, phases_total: 0}),
		],
		quiet: [
			project({status: 'completed'}, {status: 'implemented', phases_completed: 3, phases_total: 3}),
		],
	},
	{
		code: 'phases-incomplete-on-success',
		format: 'return-meta',
		fires: [
			project({status: 'completed'}, {status: 'implemented', phases_completed: 2, phases_total: 8}),
		],
		quiet: [
			project({status: 'completed'}, {status: 'implemented', phases_completed: 8, phases_total: 8}),
		],
		says: /2 of 8/,
	},
	{
		code: 'dependency-unknown',
		format: 'return-meta',
		fires: stateAlone(stateOf({dependencies: [99]})),
		quiet: stateAlone(stateOf({dependencies: [3, 'BimodalLogic:291']})),
		says: /99/,
	},
	{
		code: 'artifact-missing',
		format: 'return-meta',
		fires: [project({}, {artifacts: [{path: report}, {path: `${folder}/plans/01_gone.md`}]})],
		quiet: good,
		says: /1 of 2.*01_gone/,
	},
	{
		code: 'artifact-foreign',
		format: 'return-meta',
		fires: [project({}, {artifacts: ['specs/013_logout/reports/01_x.md']})],
		quiet: good,
		says: /013_logout/,
	},
	{
		code: 'artifact-outside',
		format: 'return-meta',
		fires: [project({}, {artifacts: ['/etc/passwd', '~/notes.md']})],
		quiet: good,
		says: /2 of 2/,
	},
	{
		code: 'artifacts-shape',
		format: 'return-meta',
		fires: [project({}, {artifacts: [{type: 'report'}]})],
		quiet: good,
	},
	{
		code: 'meta-stale',
		format: 'return-meta',
		fires: [
			{
				[statePath]: stateOf({status: 'implementing', session_id: 'sess_1772365200_ffffff'}),
				[metaPath]: {text: json(run), age: 300},
				[report]: '',
			},
		],
		quiet: good,
	},
	{
		code: 'meta-leftover',
		format: 'return-meta',
		fires: [project({status: 'completed'}, {status: 'in_progress'})],
		quiet: [project({status: 'completed'}, {status: 'implemented'})],
	},
	...['.postflight-pending', '.orchestrator-loop-guard'].map((name): Case => ({
		code: 'marker-stale',
		format: 'return-meta',
		fires: [
			project({}, {}, {[`${folder}/${name}`]: {text: json({cycle_count: 1}), age: 8 * 24 * 60}}),
		],
		quiet: [project({}, {}, {[`${folder}/${name}`]: {text: json({cycle_count: 1}), age: 5}})],
	})),
	{
		code: 'marker-stale',
		format: 'return-meta',
		fires: [
			project(
				{},
				{},
				{
					'specs/.orchestrator-multi-state.json': {text: json({task_numbers: [12]}), age: 300},
				},
			),
		],
		quiet: [
			project(
				{},
				{},
				{
					'specs/.orchestrator-multi-state.json': {text: json({task_numbers: [12]}), age: 30},
				},
			),
		],
	},
	{
		code: 'lock-stale',
		format: 'return-meta',
		fires: [
			project(
				{},
				{},
				{
					[`${folder}/.lock/holder.json`]: {
						text: json({session_id: 's', heartbeat_at: '2026-03-01T09:30:13Z'}),
						age: 150,
					},
				},
			),
		],
		quiet: [
			project(
				{},
				{},
				{
					[`${folder}/.lock/holder.json`]: {
						text: json({session_id: 's', heartbeat_at: '2026-03-01T11:30:13Z'}),
						age: 150,
					},
				},
			),
		],
	},
	{
		code: 'marker-placeholder',
		format: 'return-meta',
		fires: [
			project(
				{},
				{},
				{
					[`${folder}/.postflight-pending`]: json({session_id: 's', created: '$(date -Iseconds)'}),
				},
			),
		],
		quiet: [
			project(
				{},
				{},
				{
					[`${folder}/.postflight-pending`]: json({
						session_id: 's',
						created: '2026-03-01T11:50:13Z',
					}),
				},
			),
		],
	},
	{
		code: 'errors-unfixed',
		format: 'return-meta',
		fires: [
			project(
				{},
				{},
				{
					'specs/errors.json': json({
						errors: [
							{
								type: 'build_failed',
								message: 'no such lemma',
								fix_status: 'unfixed',
								context: {task: 12},
							},
						],
					}),
				},
			),
		],
		quiet: [
			project(
				{},
				{},
				{
					'specs/errors.json': json({
						errors: [
							{
								type: 'build_failed',
								message: 'no such lemma',
								fix_status: 'fixed',
								context: {task: 12},
							},
						],
					}),
				},
			),
		],
		says: /no such lemma/,
	},
	...['2026-03-01T00:00:00Z', '2027-03-01T10:00:13Z', 'soon'].map((at): Case => ({
		code: 'time-implausible',
		format: 'return-meta',
		fires: [project({last_updated: at})],
		quiet: good,
		at: `${statePath}:8`,
	})),
	{
		code: 'time-implausible',
		format: 'return-meta',
		fires: [
			project({}, {started_at: '2026-03-01T11:35:13Z', completed_at: '2026-03-01T11:20:13Z'}),
		],
		quiet: [
			project({}, {started_at: '2026-03-01T11:20:13Z', completed_at: '2026-03-01T11:35:13Z'}),
		],
		says: /end before start/,
	},
];
