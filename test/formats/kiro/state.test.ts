import {expect, test} from 'vitest';
import {parse} from '../../../source/formats/kiro/parse.ts';
import {projectPath} from '../../../source/formats/kiro/project-path.ts';
import type {Checkpoint} from '../../../source/formats/kiro/values.ts';
import {fixture, inputOf, project, statePath, stateText} from './project.ts';

const read = (text: string) => {
	const {value, ...rest} = parse(inputOf({path: statePath, text}));
	return {value: value as Checkpoint | null, ...rest};
};

test('the documented shape', () => {
	const {value, quality, problems, references} = read(
		fixture('good/editor/.kiro/metadata/execution-state.json'),
	);
	expect(quality).toBe('whole');
	expect(problems).toEqual([]);
	expect(value).toMatchObject({
		timestamp: {value: '2025-06-01T09:30:00Z', line: 2},
		taskId: {value: '2.2', line: 5},
		taskName: {value: 'Implement POST /photos', line: 6},
		status: {value: 'in_progress', line: 7},
		stepsDone: ['handler_written', 'limit_checked'],
		currentSubStep: {value: 'tests', line: 9},
		specName: {value: 'photo-upload', line: 12},
		files: [
			{name: 'source/photos.ts', path: `${project}/source/photos.ts`, line: 14},
			{name: 'source/limits.ts', path: `${project}/source/limits.ts`, line: 14},
		],
		lastCheckpoint: {value: 'limit_checked', line: 18},
		rollbackPoint: {value: 'task_2.2_start', line: 19},
		instructions: {value: 'Continue with the tests', line: 20},
		brokenAt: null,
		facts: [{label: 'phase', value: 'implementation'}],
	});
	expect(references).toEqual([
		`${project}/.kiro/specs/photo-upload`,
		`${project}/source/photos.ts`,
		`${project}/source/limits.ts`,
	]);
});

test('a torn file tells what stood before its first error, and nothing behind it', () => {
	const {value, quality, problems} = read(
		fixture('broken/torn-state/.kiro/metadata/execution-state.json'),
	);
	expect(quality).toBe('salvaged');
	expect(problems).toMatchObject([
		{
			code: 'file-unreadable',
			severity: 'error',
			line: 10,
			column: 7,
			message: expect.stringMatching(
				/^unreadable at 10:7, .*; last readable: Harden the login, completed$/,
			),
		},
	]);
	expect(value).toMatchObject({
		taskId: {value: 'hardening'},
		status: {value: 'completed'},
		stepsDone: ['limits_added'],
		specName: null,
		brokenAt: {line: 10, column: 7},
	});
});

test('whatever the place of the cut, no half value is taken', () => {
	const text = stateText();
	const whole = JSON.parse(text);
	for (let end = 0; end < text.length; end++) {
		const {value, quality} = read(text.slice(0, end));
		expect(quality).not.toBe('whole');
		expect([undefined, whole.task_details.task_name]).toContain(value?.taskName?.value);
		expect([undefined, whole.task_details.status]).toContain(value?.status?.value);
		expect([undefined, whole.context.spec_name]).toContain(value?.specName?.value);
		expect(whole.task_details.sub_steps_completed).toEqual(
			expect.arrayContaining([...(value?.stepsDone ?? [])]),
		);
	}
});

test.for([
	['', 'empty', 'file-empty'],
	[' \n\t', 'empty', 'file-empty'],
	['nonsense', 'unreadable', 'file-unreadable'],
	['[]', 'unreadable', 'file-unreadable'],
	['"text"', 'unreadable', 'file-unreadable'],
	['{}', 'unreadable', 'metadata-partial'],
	['{"timestamp": "2025-06-01T00:00:00Z"}', 'unreadable', 'metadata-partial'],
	[`${'{"a":'.repeat(300)}1${'}'.repeat(300)}`, 'unreadable', 'file-unreadable'],
] as const)('%.20s is %s', ([text, quality, code]) => {
	const parsed = read(text);
	expect(parsed.value).toBeNull();
	expect(parsed.quality).toBe(quality);
	expect(parsed.problems.map((problem) => problem.code)).toContain(code);
});

test('a field of the wrong kind costs itself, with a finding', () => {
	const {value, quality, problems} = read(
		stateText({task_name: {a: 1}, sub_steps_completed: 'all', task_id: 2.3}),
	);
	expect(quality).toBe('whole');
	expect(value).toMatchObject({taskId: {value: '2.3'}, taskName: null, stepsDone: null});
	expect(problems).toMatchObject([
		{code: 'field-shape', message: 'task_details.task_name is not a word: not used'},
		{
			code: 'field-shape',
			message: 'task_details.sub_steps_completed is not a list of words: not used',
		},
	]);
});

test('sections that are not there are no finding', () => {
	const {value, problems} = read('{"current_step": "alone"}');
	expect(problems).toEqual([]);
	expect(value).toMatchObject({
		currentStep: {value: 'alone'},
		stepsDone: null,
		lastCheckpoint: null,
	});
});

test('files are found under any name, and only files', () => {
	const {value} = read(
		stateText(
			{},
			{
				context: {
					files_updated: ['Makefile', 'a.go'],
					docs: ['docs/x.md', '.gitignore'],
					improvements: ['removed_credentials', 'added_logging'],
					versions: ['1.2', '1.3'],
					mixed: ['a.go', 'not a path'],
				},
			},
		),
	);
	expect(value?.files.map(({name}) => name)).toEqual([
		'Makefile',
		'a.go',
		'docs/x.md',
		'.gitignore',
	]);
	expect(value?.facts.map(({label, value}) => `${label}: ${value}`)).toEqual([
		'improvements: removed_credentials, added_logging',
		'versions: 1.2, 1.3',
		'mixed: a.go, not a path',
	]);
});

test('unknown sections are shown as they are', () => {
	const {value} = read(stateText({}, {compliance: {audit: true, level: {deep: 3}}, note: 'kept'}));
	expect(value?.facts.map(({label, value}) => `${label}: ${value}`)).toEqual([
		'compliance.audit: true',
		'compliance.level.deep: 3',
		'note: kept',
	]);
});

test('an error is found where agents put it', () => {
	expect(read(stateText({error_message: 'no network'})).value?.error?.value).toBe('no network');
	expect(read(stateText({}, {error: {message: 'refused'}})).value?.error?.value).toBe('refused');
});

test('hostile text is made harmless and leads nowhere', () => {
	const {value, references, problems} = read(
		fixture('hostile/escapes/.kiro/metadata/execution-state.json'),
	);
	expect(JSON.stringify({value, problems})).not.toMatch(/[\u001B\u0007\u202E]/);
	expect(value?.taskName?.value).toBe('Line break evil link');
	expect(value?.stepsDone).toEqual(['ok', '7']);
	// A NUL is dropped where text enters, so it can cut no path short.
	expect(references).toEqual([`${project}/ab`, `${project}/ok.ts`]);
	expect(({} as Record<string, unknown>)['status']).toBeUndefined();
});

test.for([
	['a/b.ts', '/p/a/b.ts'],
	['./a/../b.ts', '/p/b.ts'],
	['a//b', '/p/a/b'],
	['a\\b', '/p/a/b'],
	['..', null],
	['../b', null],
	['a/../../b', null],
	['/etc/passwd', null],
	['~/x', null],
	['C:\\x', null],
	['\\\\server\\x', null],
	['a\0b', null],
	['', null],
	['.', null],
	['a/..', null],
] as const)('the file %j of /p is %s', ([name, path]) => {
	expect(projectPath('/p', name)).toBe(path);
});
