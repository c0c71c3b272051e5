import {describe, expect, test} from 'vitest';
import {tasksMeta} from '../../../source/formats/tasks-meta/index.ts';

describe('claims', () => {
	test.each([
		['/w/specs/001-a/tasks_meta.json', 'metadata'],
		['/w/specs/a/b/tasks_meta.json', 'metadata'],
		['/w/changes/001-a/tasks_meta.json', 'metadata'],
		['/w/specs/001-a/.aitracking/tasks_meta.json', 'metadata'],
		['/w/features/x/tasks_meta.json', 'metadata'],
		['/w/specs/001-a/tasks.md', 'list'],
		['/w/specs/20260101-slug/tasks.md', 'list'],
		['/w/specs/012_return_meta_folder/tasks.md', 'list'],
		['/w/specs/a/b/tasks.md', 'list'],
		['/w/.specify/specs/001-a/tasks.md', 'list'],
		['/w/specs/001-a/backend-tasks.md', 'list'],
		['/w/changes/001-a/tasks.md', 'list'],
		['/home/u/templates/w/specs/001-a/tasks.md', 'list'],
		['/w/specs/001-a/tasks_dag.json', 'waves'],
		['/w/specs/001-a/.async_state/delegation_prompts/T001.md', 'prompt'],
		['/w/.async_state/delegation_completed/T001.txt', 'completed-marker'],
		['/w/delegation_errors/T_CORRECT_001.txt', 'error-marker'],
		['/w/.specify/feature.json', 'active-feature'],
	])('%s is %s', (path, kind) => {
		expect(tasksMeta.claims(path)?.kind).toBe(kind);
	});

	test.each([
		'/w/.kiro/specs/a/tasks.md',
		'/w/.kiro/specs/a/tasks_meta.json',
		'/w/node_modules/x/specs/a/tasks.md',
		'/w/.git/specs/tasks.md',
		'/w/tasks.md',
		'/w/docs/tasks.md',
		'/w/changes/tasks.md',
		'/w/docs/team-tasks.md',
		'/w/.specify/templates/tasks-template.md',
		'/w/specs/templates/tasks.md',
		'/w/specs/.template/tasks.md',
		'/w/specs/001-a/tasks_meta.json.tmp',
		'/w/specs/001-a/tasks_meta.json.20260301.bak',
		'/w/specs/001-a/my_tasks_meta.json',
		'/w/specs/001-a/mytasks.md',
		'/w/specs/001-a/trace.md',
		'/w/specs/001-a/rollback.log',
		'/w/specs/001-a/checklists/login-tasks.md',
		'/w/specs/012_slug/plans/01_fix-tasks.md',
		'/w/specs/012_slug/reports/open-tasks.md',
		'/w/specs/012_slug/.return-meta.json',
		'/w/specs/state.json',
		'/w/specs/001-a/.async_state/delegation_completed/.keep',
		'/w/specs/001-a/.async_state/delegation_completed/T001.txt.20260301',
		'/w/specs/001-a/.async_state/delegation_prompts/T001.txt',
		'/w/feature.json',
		'/w/docs/000_backlog.md',
	])('%s is none', (path) => {
		expect(tasksMeta.claims(path)).toBeNull();
	});

	test.each([
		['/w/specs/001-a/tasks.md', '/w'],
		['/w/specs/a/b/tasks_meta.json', '/w'],
		['/w/specs/001-a/.aitracking/tasks_meta.json', '/w'],
		['/w/specs/001-a/.async_state/delegation_prompts/T001.md', '/w'],
		['/w/.async_state/delegation_prompts/T001.md', '/w'],
		['/w/delegation_prompts/T001.md', '/w'],
		['/w/.specify/feature.json', '/w'],
		['/w/.specify/specs/001-a/tasks.md', '/w'],
		['/w/packages/x/changes/001-a/tasks.md', '/w/packages/x'],
		['/home/specs/w/specs/001-a/tasks.md', '/home/specs/w'],
		['/specs/001-a/tasks.md', '/'],
	])('%s belongs to %s', (path, group) => {
		expect(tasksMeta.group(path)).toBe(group);
	});
});
