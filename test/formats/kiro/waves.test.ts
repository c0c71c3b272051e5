import {describe, expect, test} from 'vitest';
import {assembleFiles, listPath} from './project.ts';

const list = (graph: unknown, language = 'json'): string => `# Plan

- [x] 1. One
- [ ] 2. Two
  - [ ] 2.1 Two one
  - [ ]* 2.2 Two two
- [ ] 3. Three
- [ ] 4. Four

## Task Dependency Graph

\`\`\`${language}
${typeof graph === 'string' ? graph : JSON.stringify(graph)}
\`\`\`

\`\`\`mermaid
graph TD
  1 --> 2
\`\`\`
`;

const path = listPath('shop');

const dependencies = (graph: unknown): Record<string, readonly string[]> =>
	Object.fromEntries(
		assembleFiles({path, text: list(graph)}).tasks.map(({id, dependencies}) => [
			id,
			dependencies.map(({raw, state}) => (state === 'known' ? raw : `${raw} ${state}`)),
		]),
	);

describe('the graph', () => {
	const chain = {'1': [], '2.1': ['1'], '2.2': ['1'], '3': ['2.1'], '4': []};

	test.for([
		[
			'ids',
			{
				waves: [
					{id: 0, tasks: ['1']},
					{id: 1, tasks: ['2']},
					{id: 2, tasks: ['3']},
				],
			},
		],
		[
			'names',
			{
				waves: [
					{name: 'A', tasks: ['1']},
					{name: 'B', tasks: ['2']},
					{name: 'C', tasks: ['3']},
				],
			},
		],
		[
			'numbers',
			{
				waves: [
					{wave: 1, tasks: [1], description: 'd'},
					{wave: 2, tasks: [2]},
					{wave: 3, tasks: [3]},
				],
			},
		],
		['bare lists', {waves: [['1'], ['2'], ['3']]}],
		['a bare list', [['1'], ['2'], ['3']]],
		[
			'waves in another order',
			{
				waves: [
					{id: 'c', tasks: ['3'], depends_on: ['b']},
					{id: 'a', tasks: ['1'], depends_on: []},
					{id: 'b', tasks: ['2'], depends_on: 'a'},
				],
			},
		],
	] as const)(
		'written with %s: a parent stands for its leaves, optional ones are not awaited',
		([, graph]) => {
			expect(dependencies(graph)).toEqual(chain);
		},
	);

	test('leads to rows, by key', () => {
		const {task} = assembleFiles({path, text: list([['1'], ['3']])});
		expect(task('3').dependencies).toEqual([
			{raw: '1', id: '1', key: task('1').key, state: 'known'},
		]);
		expect(task('3').sources.dependencies).toEqual({path, line: 12});
	});

	test('names unknown ids once, and they are missing', () => {
		const graph = [
			['1', '9'],
			['3', '9.9'],
		];
		expect(dependencies(graph)['3']).toEqual(['1', '9 missing']);
		const {problems} = assembleFiles({path, text: list(graph)});
		expect(problems.filter(({code}) => code === 'dependency-unknown')).toMatchObject([
			{
				severity: 'warning',
				message: 'the dependency graph names 9, 9.9, which the list lacks',
				line: 12,
			},
		]);
	});

	test('names ids twice', () => {
		const {problems} = assembleFiles({path, text: list([['1'], ['1', '3']])});
		expect(problems.map(({message}) => message)).toContain(
			'the dependency graph names 1 more than once',
		);
	});

	test('waits for a wave that does not exist', () => {
		const {task, problems} = assembleFiles({
			path,
			text: list({
				waves: [
					{id: 0, tasks: ['1']},
					{id: 1, tasks: ['3'], depends_on: [7]},
				],
			}),
		});
		expect(task('3').dependencies).toMatchObject([{raw: 'wave 7', state: 'missing'}]);
		expect(problems.map(({message}) => message)).toContain('no wave is called 7');
	});

	test('has a cycle: the whole path is named', () => {
		const {problems} = assembleFiles({
			path,
			text: list({
				waves: [
					{name: 'A', tasks: ['1'], depends_on: ['C']},
					{name: 'B', tasks: ['3'], depends_on: ['A']},
					{name: 'C', tasks: ['4'], depends_on: ['B']},
				],
			}),
		});
		expect(problems.filter(({code}) => code === 'dependency-cycle')).toMatchObject([
			{severity: 'error', message: 'waves wait for each other: A → C → B → A'},
		]);
	});

	test('is torn: the tasks stay, and it is said where', () => {
		const {tasks, problems} = assembleFiles({path, text: list('{"waves": [{"id": 0,')});
		expect(tasks).toHaveLength(5);
		expect(problems).toMatchObject([{code: 'file-unreadable', severity: 'warning', line: 13}]);
	});

	test.for([{waves: 7}, {}, 'null', '"x"', {waves: [7, null, {tasks: 7}, {}]}])(
		'%j costs no task',
		(graph) => {
			expect(assembleFiles({path, text: list(graph)}).tasks).toHaveLength(5);
		},
	);

	test('a huge wave is named as a whole', () => {
		const boxes = Array.from({length: 1000}, (_, index) => `- [ ] ${index + 1}. T`).join('\n');
		const ids = Array.from({length: 999}, (_, index) => index + 1);
		const graph = JSON.stringify([ids, [1000]]);
		const {task} = assembleFiles({
			path,
			text: `${boxes}\n## Task Dependency Graph\n\`\`\`json\n${graph}\n\`\`\``,
		});
		expect(task('1000').dependencies).toEqual([
			{raw: 'wave 1 (999 tasks)', id: null, key: null, state: 'external'},
		]);
	});
});

describe('the next task', () => {
	const nextOf = (text: string): readonly string[] =>
		assembleFiles({path, text})
			.tasks.filter(({nextStep}) => nextStep !== null)
			.map(({id}) => id);

	test.for([
		['the first pending one', '- [x] 1. A\n- [ ] 2. B\n- [ ] 3. C', ['2']],
		['a required one', '- [x] 1. A\n- [ ]* 2. B\n- [ ] 3. C', ['3']],
		['none when all is done', '- [x] 1. A\n- [ ]* 2. B', []],
		['of the earliest wave', list([['4'], ['2']]), ['4']],
		['one that no wave names, when the waves are done', list([['1']]), ['2.1']],
	] as const)('is %s', ([, text, ids]) => {
		expect(nextOf(text)).toEqual(ids);
	});
});
