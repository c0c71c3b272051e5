import {
	array,
	assert,
	constantFrom,
	dictionary,
	json,
	jsonValue,
	nat,
	property,
	record,
	string,
	tuple,
} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {kiro} from '../../../source/formats/kiro/index.ts';
import {assembleDocuments, documentOf, fixture, listPath, project, statePath} from './project.ts';

const paths = [
	statePath,
	listPath('shop'),
	`${project}/.kiro/specs/shop/spec.json`,
	`${project}/.kiro/specs/shop/.config.kiro`,
] as const;

const good = [
	'good/editor/.kiro/metadata/execution-state.json',
	'good/editor/.kiro/specs/photo-upload/tasks.md',
	'good/cc-sdd/.kiro/specs/billing/tasks.md',
	'good/cc-sdd/.kiro/specs/billing/spec.json',
	'good/headings/.kiro/specs/search/tasks.md',
	'hostile/escapes/.kiro/specs/evil/tasks.md',
].map((path) => fixture(path));

const unsafe = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

/** Every string that a person may see, however deep. */
const stringsOf = (value: unknown): readonly string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([key, item]) => [key, ...stringsOf(item)])
			: [];

/** What a text breaks, read as each kind of document beside a healthy list; nothing is right. */
const broken = (text: string): readonly string[] =>
	paths.flatMap((path) => {
		const {tasks, problems} = assembleDocuments([
			documentOf({path, text}),
			documentOf({path: listPath('other'), text: '- [ ] 1. Stays'}),
		]);
		const checks: Readonly<Record<string, boolean>> = {
			'the neighbour stays': tasks.some(({title}) => title === 'Stays'),
			'keys are unique': new Set(tasks.map(({key}) => key)).size === tasks.length,
			'text is harmless': !stringsOf([tasks, problems]).some((text) => unsafe.test(text)),
			'progress is a share': tasks.every(
				({progress}) => progress === null || (progress >= 0 && progress <= 1),
			),
			'running rows have evidence': tasks.every(
				({status, activity}) => (status === 'running') === (activity !== null),
			),
		};
		return Object.entries(checks).flatMap(([check, isRight]) =>
			isRight ? [] : [`${path}: ${check}`],
		);
	});

const markdown = array(
	constantFrom(
		'- [ ] ',
		'- [x] ',
		'- [-] ',
		'* [~] ',
		'1',
		'.',
		'2.1',
		' ',
		'\n',
		'\r\n',
		'```',
		'```json\n',
		'# ',
		'## Task Dependency Graph\n',
		'{"waves":[',
		'["1"]',
		']}',
		'<!--',
		'-->',
		'**',
		'`',
		'_',
		'(P)',
		'*',
		'[',
		']',
		'✅',
		'\u001B[2J',
		'\u202E',
		'\0',
		'**Status**: done',
		'日本',
		'\t',
	),
	{maxLength: 60},
).map((pieces) => pieces.join(''));

describe('any content: no throw, no lost neighbour, nothing a terminal obeys', () => {
	test('any text', () => {
		assert(
			property(string({unit: 'binary', maxLength: 300}), (text) => {
				expect(broken(text)).toEqual([]);
			}),
			{numRuns: 150},
		);
	});

	test('anything that looks like a list', () => {
		assert(
			property(markdown, (text) => {
				expect(broken(text)).toEqual([]);
			}),
			{numRuns: 300},
		);
	});

	test('any JSON', () => {
		assert(
			property(json({maxDepth: 4}), (text) => {
				expect(broken(text)).toEqual([]);
			}),
			{numRuns: 150},
		);
	});

	test('a checkpoint with anything in its fields', () => {
		const anything = jsonValue({maxDepth: 2});
		const sections = record(
			{
				timestamp: anything,
				current_step: anything,
				task_details: record(
					{
						task_id: anything,
						task_name: anything,
						status: anything,
						sub_steps_completed: anything,
						current_sub_step: anything,
					},
					{requiredKeys: []},
				),
				context: dictionary(constantFrom('spec_name', 'files', '__proto__', 'x'), anything),
				error_recovery: anything,
			},
			{requiredKeys: []},
		);
		assert(
			property(sections, (value) => {
				expect(broken(JSON.stringify(value))).toEqual([]);
			}),
			{numRuns: 150},
		);
	});

	test('good files, cut anywhere or with a character changed', () => {
		const damaged = tuple(
			constantFrom(...good),
			nat(),
			nat(),
			string({unit: 'binary', maxLength: 3}),
		).map(([text, from, length, instead]) => {
			const start = from % (text.length + 1);
			return text.slice(0, start) + instead + text.slice(start + (length % 40));
		});
		assert(
			property(damaged, (text) => {
				expect(broken(text)).toEqual([]);
			}),
			{numRuns: 200},
		);
		assert(
			property(constantFrom(...good), nat(), (text, end) => {
				expect(broken(text.slice(0, end % (text.length + 1)))).toEqual([]);
			}),
			{numRuns: 100},
		);
	});
});

describe('hostile size stays quick', () => {
	const million = 1_000_000;

	test.for([
		['one long title', `- [ ] 1. ${'a '.repeat(million)}`],
		['blanks', ' '.repeat(2 * million)],
		['blanks before a box', `${' '.repeat(2 * million)}- [ ] 1. A`],
		['stars in a box', `- [ ] ${'* '.repeat(million)}1. A`],
		['opening brackets', '- ['.repeat(million)],
		['hashes', '#'.repeat(2 * million)],
		['backticks', '`'.repeat(2 * million)],
		['fences', '```js\n'.repeat(million / 4)],
		['comments', '<!--\n'.repeat(million / 4)],
		['open links', `- [ ] 1. ${'[a]('.repeat(million / 4)}`],
		[
			'many small tasks',
			Array.from({length: 50_000}, (_, index) => `- [ ] ${index}. T`).join('\n'),
		],
		['one id many times', '- [ ] 1. T\n'.repeat(50_000)],
		['a deep id', `- [ ] ${'1.'.repeat(million)} T`],
		['deep JSON', '{"a":'.repeat(million / 4)],
		[
			'a long array',
			`{"task_details":{"task_id":1,"sub_steps_completed":[${'"s",'.repeat(million / 4)}"s"]}}`,
		],
		[
			'many missing waves',
			`- [ ] 1. T\n## Task Dependency Graph\n\`\`\`json\n[${Array.from({length: 20_000}, (_, index) => `["${index}"]`).join()}]\n\`\`\``,
		],
	] as const)('%s', ([, text]) => {
		const start = performance.now();
		for (const path of paths) {
			const document = documentOf({path, text});
			kiro.assemble(project, [document]);
		}

		// Linear reading takes a fraction of this; quadratic reading takes minutes.
		expect(performance.now() - start).toBeLessThan(5000);
	});
});
