import {expect, test} from 'vitest';
import {backlog} from '../../../source/formats/backlog/index.ts';
import {claimPath} from '../../../source/formats/index.ts';

test.each([
	['/w/000_backlog.md', 'backlog', 'text', '/w'],
	['/w/000_core/000_backlog.md', 'backlog', 'text', '/w'],
	['/w/task_execution.db', 'database', 'database', '/w'],
	['/w/packages/a/000_core/000_backlog.md', 'backlog', 'text', '/w/packages/a'],
	['/w/my-archive-tool/task_execution.db', 'database', 'database', '/w/my-archive-tool'],
])('%s is a %s, read as %s, of %s', (path, kind, reader, group) => {
	expect(backlog.claims(path)).toMatchObject({kind, reader});
	expect(backlog.group(path)).toBe(group);
	expect(claimPath(path)?.format.name).toBe('backlog');
});

test.each([
	'/w/backlog.md',
	'/w/000_backlog.md.bak',
	'/w/old_000_backlog.md',
	'/w/docs/000_backlog.md',
	'/w/600_archives/000_backlog.md',
	'/w/archive/000_core/000_backlog.md',
	'/w/backups/task_execution.db',
	'/w/node_modules/x/000_backlog.md',
	'/w/node_modules/x/y/task_execution.db',
	'/w/.git/task_execution.db',
	'/w/test_task_execution.db',
	'/w/task_execution.db-wal',
	'/w/task_execution.db-journal',
	'/w/test_context.db',
	'/w/specs/state.json',
	'/w/.kiro/specs/a/tasks.md',
	'/w/constructor',
	'/w/__proto__',
	'',
])('%s is not ours', (path) => {
	expect(backlog.claims(path)).toBeNull();
});

test('a database asks for its own tables only', () => {
	expect(backlog.claims('/w/task_execution.db')?.tables).toEqual([
		'task_executions',
		'task_metadata',
		'execution_history',
		'performance_metrics',
	]);
});
