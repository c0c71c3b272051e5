import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Kind, kinds} from '../../../source/formats/tasks-meta/claims.ts';
import {tasksMeta} from '../../../source/formats/tasks-meta/index.ts';
import type {Document} from '../../../source/formats/format.ts';
import {assembleFeature, documentOf, fixture, now, workspace} from './documents.ts';

const pathOf: Readonly<Record<Kind, string>> = {
	metadata: 'specs/001-labels/tasks_meta.json',
	list: 'specs/001-labels/tasks.md',
	waves: 'specs/001-labels/tasks_dag.json',
	prompt: '.async_state/delegation_prompts/T001.md',
	'completed-marker': '.async_state/delegation_completed/T001.txt',
	'error-marker': '.async_state/delegation_errors/T001.txt',
	'active-feature': '.specify/feature.json',
};

const fixtures = [
	'good/tasks.md',
	'good/boxless.md',
	'good/tasks_meta.json',
	'good/tasks_dag.json',
	'broken/cut.json',
	'hostile/tasks_meta.json',
	'hostile/tasks.md',
].map((name) => fixture(name));

/** A good file with a piece cut off, some characters replaced, or anything at all. */
const damagedText = fc.oneof(
	fc.string({unit: 'binary', maxLength: 400}),
	fc
		.tuple(fc.constantFrom(...fixtures), fc.nat(), fc.nat())
		.map(
			([text, from, length]) =>
				text.slice(0, from % text.length) + text.slice(length % text.length),
		),
	fc
		.tuple(
			fc.constantFrom(...fixtures),
			fc.array(fc.tuple(fc.nat(), fc.string({unit: 'binary', maxLength: 2})), {maxLength: 8}),
		)
		.map(([text, changes]) => {
			let result = text;
			for (const [at, replacement] of changes) {
				const index = at % (result.length + 1);
				result = result.slice(0, index) + replacement + result.slice(index + 1);
			}

			return result;
		}),
	fc.json(),
);

const unsafe = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

/** Every string in a value, keys and values. */
const textsIn = (value: unknown): readonly string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)])
			: [];

const assembled = (documents: readonly Document[]) => tasksMeta.assemble(workspace, documents);

describe('any content', () => {
	test('is read without throwing, and gives harmless rows with keys of their own', () => {
		fc.assert(
			fc.property(fc.constantFrom(...kinds), damagedText, damagedText, (kind, text, other) => {
				const documents = [
					documentOf(pathOf[kind], text),
					...(kind === 'list' ? [] : [documentOf(pathOf.list, other)]),
				];
				const {tasks, problems} = assembled(documents);
				expect(new Set(tasks.map(({key}) => key)).size).toBe(tasks.length);
				const shown = textsIn([tasks, problems, documents.map((document) => document.problems)]);
				expect(shown.filter((shownText) => unsafe.test(shownText))).toEqual([]);
				for (const {references} of documents) {
					for (const reference of references) {
						expect(reference.startsWith(`${workspace}/`)).toBe(true);
						expect(reference.split('/')).not.toContain('..');
					}
				}
			}),
			{numRuns: 400},
		);
	});

	test('what is damaged in one file loses nothing of another', () => {
		fc.assert(
			fc.property(damagedText, (text) => {
				const {tasks} = assembled([
					documentOf('specs/001-labels/tasks_meta.json', text),
					documentOf('specs/002-other/tasks.md', '- [x] T001 Safe'),
				]);
				expect(tasks.at(-1)).toMatchObject({title: 'Safe', status: 'completed'});
			}),
			{numRuns: 100},
		);
	});
});

describe('hostile content', () => {
	const {task, tasks} = assembleFeature({
		'tasks_meta.json': fixture('hostile/tasks_meta.json'),
	});

	test('odd keys are ids like any other', () => {
		expect(tasks.map(({id}) => id).toSorted()).toEqual(
			['__proto__', 'constructor', '../../etc/passwd', 'T001', 'T002', 'T003', 'T004'].toSorted(),
		);
		expect(task('__proto__').status).toBe('completed');
		expect(task('constructor').error?.message).toBe('gone');
	});

	test('text is one harmless line, paths stay inside', () => {
		const odd = task('../../etc/passwd');
		expect(odd.title).toBe('line one line two txt.exe');
		expect(
			documentOf('specs/001-labels/tasks_meta.json', fixture('hostile/tasks_meta.json')).references,
		).toEqual(['/code/in.ts']);
	});

	test('values of a wrong type are not there', () => {
		expect(task('T003')).toMatchObject({
			status: 'unknown',
			durationMs: null,
			startedAt: null,
			artifacts: [],
			dependencies: [{id: 'T001'}],
		});
	});

	const many = 40_000;
	test.each([
		['blanks', 'list', `- [ ] T001 ${' '.repeat(1_000_000)}x`],
		['digits', 'list', `- [ ] T${'1'.repeat(1_000_000)}!`],
		['brackets', 'list', `- [ ] T001 ${'['.repeat(1_000_000)}`],
		['tags', 'list', `- [ ] T001 ${'[P] '.repeat(250_000)}`],
		['stars', 'list', `- [ ] ${'*'.repeat(1_000_000)}T001`],
		['dependencies', 'list', `- [ ] T001 (depends on ${'T001-T500, '.repeat(90_000)})`],
		['fences', 'list', '```a\n'.repeat(many)],
		['comments', 'list', '<!--\n'.repeat(many)],
		['one line of prose', 'list', 'depends on '.repeat(100_000)],
		['many dashes', 'list', `- [ ] T1 ${'- '.repeat(2000)}\n`.repeat(200)],
		['deep', 'metadata', '{"tasks":'.repeat(many)],
		['deep lists', 'metadata', '['.repeat(1_000_000)],
		['commas', 'metadata', `{"tasks": {${','.repeat(200_000)}`],
		['bare words', 'metadata', `{"tasks": {"a": ${'x '.repeat(100_000)}`],
		['a long word', 'metadata', `{"tasks": {"T001": {"files": "${'a/'.repeat(500_000)}"}}}`],
		[
			'one task with many dependencies',
			'metadata',
			`{"tasks": {"T001": {"dependencies": [${Array.from({length: 280_000}, (_, index) => `"T9${index}"`).join()}]}}}`,
		],
		['a long marker', 'error-marker', 'x'.repeat(1_000_000)],
	] as const)('%s: read in little time', (_title, kind, text) => {
		const start = performance.now();
		const document = documentOf(pathOf[kind], text);
		assembled([document]);
		// Anything that is not linear takes minutes; the limit leaves room for a busy machine.
		expect(performance.now() - start).toBeLessThan(5000);
	});

	test('long chains of dependencies are followed without recursion', () => {
		const lines = Array.from(
			{length: 20_000},
			(_, index) => `- [ ] T${index} Step (depends on T${index + 1})`,
		);
		const {problems} = assembled([documentOf(pathOf.list, lines.join('\n'))]);
		expect(problems.map(({code}) => code)).toEqual(['dependency-unknown']);
	});

	test('what could not be read at all is said', () => {
		const parsed = tasksMeta.parse({
			path: `${workspace}/${pathOf.metadata}`,
			workspace,
			kind: 'metadata',
			content: {type: 'unreadable', reason: 'larger than 16 MB'},
			stat: {modifiedAt: now, size: 0, isFolder: false},
			readAt: now,
		});
		expect(parsed).toMatchObject({
			quality: 'unreadable',
			problems: [{code: 'file-unreadable', message: 'larger than 16 MB'}],
		});
	});
});

describe('broken metadata', () => {
	test('keeps what stands before the cut, and no half of a word', () => {
		const document = documentOf(pathOf.metadata, fixture('broken/cut.json'));
		expect(document.quality).toBe('salvaged');
		expect(document.problems).toMatchObject([
			{code: 'file-unreadable', severity: 'error', line: 5, column: 47},
		]);
		const {tasks} = assembled([document]);
		expect(tasks.map(({id, status, title, staleSince}) => [id, status, title, staleSince])).toEqual(
			[
				['T001', 'completed', 'T001', null],
				['T002', 'unknown', 'Read', null],
			],
		);
	});

	test('a missing comma loses no task', () => {
		const {tasks} = assembled([documentOf(pathOf.metadata, fixture('broken/comma.json'))]);
		expect(tasks.map(({id, status}) => [id, status])).toEqual([
			['T001', 'completed'],
			['T002', 'failed'],
		]);
	});
});
