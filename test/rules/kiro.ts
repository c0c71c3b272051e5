import {type Case, json} from './case.ts';

const statePath = '.kiro/metadata/execution-state.json';
const listPath = '.kiro/specs/login/tasks.md';

type Changes = Readonly<Record<string, unknown>>;

const stateOf = ({
	task = {},
	context = {},
	recovery = {},
	top = {},
}: {
	readonly task?: Changes;
	readonly context?: Changes;
	readonly recovery?: Changes;
	readonly top?: Changes;
} = {}) => ({
	timestamp: '2026-03-01T11:50:00Z',
	current_step: 'task_2',
	task_details: {
		task_id: '2',
		task_name: 'Second',
		status: 'in_progress',
		sub_steps_completed: ['model'],
		...task,
	},
	context: {spec_name: 'login', files_modified: ['src/a.ts'], ...context},
	error_recovery: {last_checkpoint: 'model', ...recovery},
	...top,
});

const list = '- [x] 1. First\n- [-] 2. Second\n';

const project = (changes: Parameters<typeof stateOf>[0] = {}, tasks = list) => ({
	[statePath]: json(stateOf(changes)),
	[listPath]: tasks,
	'src/a.ts': {text: '', age: 30},
});

const good = [project()];

const listOnly = (tasks: string) => [{[listPath]: tasks}];

const graph = (waves: unknown): string =>
	`- [ ] 1. First\n- [ ] 2. Second\n\n## Task Dependency Graph\n\n\`\`\`json\n${json({waves})}\`\`\`\n`;

export const kiroCases: readonly Case[] = [
	{
		code: 'tasks-cut',
		format: 'kiro',
		fires: listOnly('- [ ] 1. One\n'.repeat(20_001)),
		quiet: listOnly('- [ ] 1. One\n'.repeat(2)),
		at: `${listPath}:20001`,
	},
	{
		code: 'file-unreadable',
		format: 'kiro',
		fires: [{...project(), [statePath]: '{"task_details": {"task_name": "A", "status": "in_pro'}],
		quiet: good,
		at: `${statePath}:1`,
		says: /1:\d+/,
	},
	{
		code: 'file-unreadable',
		format: 'kiro',
		fires: [{...project(), '.kiro/specs/login/spec.json': '{"phase": '}],
		quiet: [{...project(), '.kiro/specs/login/spec.json': '{"phase": "tasks"}'}],
		isException: true,
	},
	{code: 'file-empty', format: 'kiro', fires: [{...project(), [statePath]: ''}], quiet: good},
	{
		code: 'file-empty',
		format: 'kiro',
		fires: listOnly('\n\n'),
		quiet: listOnly(list),
		isException: true,
	},
	{
		code: 'metadata-partial',
		format: 'kiro',
		fires: [{[statePath]: json({timestamp: '2026-03-01T11:50:00Z', context: {}})}],
		quiet: good,
	},
	{
		code: 'key-duplicate',
		format: 'kiro',
		fires: [
			{
				...project(),
				[statePath]: '{"task_details": {"task_id": "2",\n"status": "done",\n"status": "failed"}}',
			},
		],
		quiet: good,
		at: `${statePath}:3`,
		says: /"status"/,
	},
	{
		code: 'field-shape',
		format: 'kiro',
		fires: [project({task: {status: ['in_progress']}})],
		quiet: good,
		at: `${statePath}:7`,
		says: /task_details\.status/,
	},
	{
		code: 'status-off-vocabulary',
		format: 'kiro',
		fires: [project({task: {status: 'wandering'}})],
		quiet: good,
		at: `${statePath}:7`,
		says: /"wandering"/,
	},
	{
		code: 'status-off-vocabulary',
		format: 'kiro',
		fires: listOnly('- [x] 1. First\n- [?] 2. Second\n'),
		quiet: listOnly('- [x] 1. First\n- [~] 2. Second\n'),
		at: `${listPath}:2`,
		says: /\[\?\].*2/,
	},
	{
		code: 'id-duplicate',
		format: 'kiro',
		fires: listOnly('- [x] 1. First\n- [ ] 2. Second\n- [ ] 2. Third\n'),
		quiet: listOnly('- [x] 1. First\n- [ ] 2. Second\n- [ ] 3. Third\n'),
		at: `${listPath}:3`,
		says: /2 is declared/,
	},
	{
		code: 'spec-missing',
		format: 'kiro',
		fires: [project({context: {spec_name: 'logout'}})],
		quiet: good,
		says: /logout/,
	},
	{
		code: 'task-unknown',
		format: 'kiro',
		fires: [project({task: {task_id: '9'}})],
		quiet: good,
		at: `${statePath}:5`,
	},
	{
		code: 'task-unknown',
		format: 'kiro',
		fires: [project({task: {task_id: 'security_fixes'}})],
		quiet: good,
		isException: true,
	},
	{
		code: 'checkbox-disagrees',
		format: 'kiro',
		fires: [project({task: {status: 'completed'}}, '- [x] 1. First\n- [ ] 2. Second\n')],
		quiet: [project({task: {status: 'completed'}}, '- [x] 1. First\n- [x] 2. Second\n')],
		at: `${statePath}:7`,
	},
	{
		code: 'artifact-missing',
		format: 'kiro',
		fires: [project({context: {files_modified: ['src/a.ts', 'src/b.ts']}})],
		quiet: good,
		at: `${statePath}:16`,
		says: /1 of 2.*src\/b\.ts/,
	},
	{
		code: 'changed-since-checkpoint',
		format: 'kiro',
		fires: [{...project(), 'src/a.ts': {age: 1}, [listPath]: {text: list, age: 40}}],
		quiet: [{...project(), [listPath]: {text: list, age: 40}}],
	},
	{
		code: 'time-implausible',
		format: 'kiro',
		fires: [project({top: {timestamp: '2026-03-01T00:00:00Z'}})],
		quiet: good,
		at: `${statePath}:2`,
	},
	{
		code: 'checkpoint-unknown',
		format: 'kiro',
		fires: [project({recovery: {last_checkpoint: 'elsewhere'}})],
		quiet: good,
	},
	{
		code: 'state-leftover',
		format: 'kiro',
		fires: [project({task: {status: 'completed'}}, '- [x] 1. First\n- [x] 2. Second\n')],
		quiet: good,
	},
	{
		code: 'parent-disagrees',
		format: 'kiro',
		fires: listOnly('- [x] 1. Parent\n  - [x] 1.1 Child\n  - [ ] 1.2 Child\n'),
		quiet: listOnly('- [x] 1. Parent\n  - [x] 1.1 Child\n  - [ ]* 1.2 Child\n'),
		at: `${listPath}:1`,
		says: /1\.2/,
	},
	{
		code: 'archived-open',
		format: 'kiro',
		fires: [{'.kiro/specs/_completed/login/tasks.md': list}],
		quiet: [{'.kiro/specs/_completed/login/tasks.md': '- [x] 1. First\n'}],
	},
	{
		code: 'several-in-progress',
		format: 'kiro',
		fires: listOnly('- [-] 1. First\n- [-] 2. Second\n'),
		quiet: listOnly('- [-] 1. First\n- [~] 2. Second\n'),
		at: `${listPath}:2`,
	},
	{
		code: 'dependency-unknown',
		format: 'kiro',
		fires: listOnly(graph([{id: 1, tasks: ['1', '2', '7']}])),
		quiet: listOnly(graph([{id: 1, tasks: ['1', '2']}])),
		says: /7/,
	},
	{
		code: 'dependency-cycle',
		format: 'kiro',
		fires: listOnly(
			graph([
				{id: 1, tasks: ['1'], depends_on: [2]},
				{id: 2, tasks: ['2'], depends_on: [1]},
			]),
		),
		quiet: listOnly(
			graph([
				{id: 1, tasks: ['1']},
				{id: 2, tasks: ['2'], depends_on: [1]},
			]),
		),
	},
];
