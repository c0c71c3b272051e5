import {type Case, json} from './case.ts';
import type {Files} from './findings.ts';

const list = (...lines: readonly string[]): Files => ({
	'specs/001-login/tasks.md': `${lines.join('\n')}\n`,
});

const running = (files: string) => ({
	description: 'x',
	status: 'in_progress',
	started_at: '2026-03-01T11:58:13Z',
	files,
});

const atWork = (one: string, other: string): Files => ({
	'specs/001-login/tasks_meta.json': {
		text: json({feature: '001-login', tasks: {T001: running(one), T002: running(other)}}),
		age: 1,
	},
});

const state = (first: object, second: object): Files => ({
	'specs/state.json': json({
		next_project_number: 14,
		active_projects: [
			{project_number: 12, project_name: 'login', status: 'planned', ...first},
			{project_number: 13, project_name: 'logout', status: 'planned', ...second},
		],
	}),
});

/** Findings between tasks, whatever their format. */
export const betweenCases: readonly Case[] = [
	{
		code: 'file-contested',
		format: 'tasks-meta',
		fires: [atWork('src/a.ts', 'src/a.ts')],
		quiet: [atWork('src/a.ts', 'src/b.ts')],
		says: /src\/a\.ts: T001 .*T002/,
	},
	{
		code: 'done-elsewhere',
		format: 'kiro',
		fires: [
			{
				...list('- [x] T001 Check the password on login'),
				'.kiro/specs/login/tasks.md': '- [ ] 1. Check the password on login\n',
			},
		],
		quiet: [
			{
				...list('- [x] T001 Check the password on login'),
				'.kiro/specs/login/tasks.md': '- [x] 1. Check the password on login\n',
			},
		],
		at: '.kiro/specs/login/tasks.md:1',
		says: /T001/,
	},
	{
		code: 'done-elsewhere',
		format: 'kiro',
		fires: [
			{
				...list('- [x] T001 Check the password on login'),
				'.kiro/specs/login/tasks.md': '- [ ] 1. Check the password on login\n',
			},
		],
		// Too short a title to belong to one task.
		quiet: [
			{...list('- [x] T001 Run tests'), '.kiro/specs/login/tasks.md': '- [ ] 1. Run tests\n'},
		],
	},
	{
		code: 'dependency-self',
		format: 'tasks-meta',
		fires: [list('- [ ] T001 Begin (depends on T001)')],
		quiet: [list('- [ ] T001 Begin')],
	},
	{
		code: 'dependency-cycle',
		format: 'tasks-meta',
		fires: [list('- [ ] T001 Begin (depends on T002)', '- [ ] T002 End (depends on T001)')],
		quiet: [list('- [ ] T001 Begin', '- [ ] T002 End (depends on T001)')],
		says: /T001.*T002/,
	},
	{
		code: 'dependency-ambiguous',
		format: 'tasks-meta',
		fires: [list('- [ ] T001 A', '- [ ] T001 B', '- [ ] T002 End (depends on T001)')],
		quiet: [list('- [ ] T001 A', '- [ ] T002 End (depends on T001)')],
	},
	{
		code: 'dependency-failed',
		format: 'tasks-meta',
		fires: [
			{
				...list('- [ ] T001 Begin', '- [ ] T002 End (depends on T001)'),
				'specs/001-login/tasks_meta.json': json({tasks: {T001: {status: 'failed'}}}),
			},
		],
		quiet: [list('- [ ] T001 Begin', '- [ ] T002 End (depends on T001)')],
	},
	{
		code: 'dependency-cancelled',
		format: 'return-meta',
		fires: [state({status: 'abandoned'}, {dependencies: [12]})],
		quiet: [state({}, {dependencies: [12]})],
	},
	{
		code: 'dependency-started-early',
		format: 'tasks-meta',
		fires: [
			{
				...list('- [ ] T001 Begin', '- [ ] T002 End (depends on T001)'),
				'specs/001-login/tasks_meta.json': json({tasks: {T002: running('')}}),
			},
		],
		quiet: [list('- [x] T001 Begin', '- [ ] T002 End (depends on T001)')],
	},
	{
		code: 'dependency-completed-early',
		format: 'tasks-meta',
		fires: [list('- [ ] T001 Begin', '- [x] T002 End (depends on T001)')],
		quiet: [list('- [x] T001 Begin', '- [x] T002 End (depends on T001)')],
	},
	{
		code: 'dependency-order',
		format: 'tasks-meta',
		fires: [
			{
				...list('- [ ] T001 Begin', '- [ ] T002 End (depends on T001)'),
				'specs/001-login/tasks_dag.json': json({execution_waves: [['T002'], ['T001']]}),
			},
		],
		quiet: [
			{
				...list('- [ ] T001 Begin', '- [ ] T002 End (depends on T001)'),
				'specs/001-login/tasks_dag.json': json({execution_waves: [['T001'], ['T002']]}),
			},
		],
	},
	{
		code: 'dependency-duplicate',
		format: 'return-meta',
		fires: [state({}, {dependencies: [12, 12]})],
		quiet: [state({}, {dependencies: [12]})],
	},
	{
		code: 'dependency-unmet',
		format: 'tasks-meta',
		fires: [list('- [ ] T001 Begin', '- [ ] T002 End (depends on T001)')],
		quiet: [list('- [x] T001 Begin', '- [ ] T002 End (depends on T001)')],
	},
];
