import {describe, expect, test} from 'vitest';
import {claimPath, formats} from '../../../source/formats/index.ts';
import {claims, projectOf} from '../../../source/formats/kiro/claims.ts';

describe('claimed', () => {
	test.for([
		['/w/.kiro/metadata/execution-state.json', 'state', 'text'],
		['/w/a/b/.kiro/metadata/execution-state.json', 'state', 'text'],
		['/w/.kiro/specs/login/tasks.md', 'list', 'text'],
		['/w/.kiro/specs/tasks.md', 'list', 'text'],
		['/w/.kiro/specs/login/Tasks.md', 'list', 'text'],
		['/w/.kiro/specs/a/b/c/tasks-phase-1.md', 'list', 'text'],
		['/w/.kiro/specs/a/frontend-tasks.md', 'list', 'text'],
		['/w/.kiro/specs/_completed/login/tasks.md', 'list', 'text'],
		['/w/.kiro/specs/login/spec.json', 'spec', 'text'],
		['/w/.kiro/specs/login/.config.kiro', 'config', 'text'],
		['/w/.kiro/specs/login/state.md', 'diary', 'presence'],
		['/w/.kiro/specs/login/task-7-state.md', 'diary', 'presence'],
		['/w/.kiro/specs/login/tasks-state.md', 'diary', 'presence'],
		['/.kiro/specs/login/tasks.md', 'list', 'text'],
	] as const)('%s is a %s', ([path, kind, reader]) => {
		expect(claims(path)).toEqual({kind, reader});
		expect(claimPath(path, formats)?.format.name).toBe('kiro');
	});
});

describe('not claimed', () => {
	test.for([
		'/w/execution-state.json',
		'/w/.attune/execution-state.json',
		'/w/.vbw-planning/.execution-state.json',
		'/w/.kiro/execution-state.json',
		'/w/.kiro/metadata/archive/execution-state.json',
		'/w/.kiro/metadata/execution-state.json.bak',
		'/w/.kiro/metadata/x.json',
		'/w/kiro/specs/login/tasks.md',
		'/w/specs/login/tasks.md',
		'/w/.kiro/tasks.md',
		'/w/.kiro/steering/tasks.md',
		'/w/.kiro/specs/login/design.md',
		'/w/.kiro/specs/login/requirements.md',
		'/w/.kiro/specs/login/tasks.md.bak',
		'/w/.kiro/specs/login/tasks.txt',
		'/w/.kiro/specs/login/other-spec.json',
		'/w/.kiro/specs/.template/tasks.md',
		'/w/node_modules/pkg/.kiro/specs/login/tasks.md',
		'/w/.git/x/.kiro/metadata/execution-state.json',
		'/w/specs/001_login/state.json',
		'/w/.kiro-backup/specs/login/tasks.md',
		'',
		'/',
	])('%s', (path) => {
		expect(claims(path)).toBeNull();
	});
});

test.for([
	['/w/app/.kiro/specs/a/b/tasks.md', '/w/app'],
	['/w/app/.kiro/metadata/execution-state.json', '/w/app'],
	['/.kiro/specs/tasks.md', '/'],
	['/w/.kiro/specs/a/.kiro/specs/tasks.md', '/w/.kiro/specs/a'],
] as const)('%s belongs to %s', ([path, folder]) => {
	expect(projectOf(path)).toBe(folder);
});
