import {readFileSync} from 'node:fs';
import {
	array,
	check,
	constantFrom,
	dictionary,
	letrec,
	nat,
	oneof,
	property,
	string,
} from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {DocumentInput} from '../../../source/formats/format.ts';
import {returnMeta} from '../../../source/formats/return-meta/index.ts';
import type {RunValue, StateValue} from '../../../source/formats/return-meta/values.ts';
import {container, inputOf, stateOf, workspace} from './given.ts';

const fixtures = new URL('../../fixtures/return-meta/', import.meta.url);
const fixture = (path: string): string => readFileSync(new URL(path, fixtures), 'utf8');

const kinds = [
	'specs/state.json',
	'specs/archive/state.json',
	'specs/errors.json',
	'specs/events.jsonl',
	'specs/TODO.md',
	'specs/.orchestrator-multi-state.json',
	'specs/.meta-return.json',
	'specs/1_a/.return-meta.json',
	'specs/1_a/.postflight-pending',
	'specs/1_a/.postflight-loop-guard',
	'specs/1_a/.orchestrator-loop-guard',
	'specs/1_a/.orchestrator-handoff.json',
	'specs/1_a/.lock/holder.json',
	'specs/1_a/progress/phase-1-progress.json',
	'specs/1_a/plans/01_plan.md',
];

const good = [
	fixture('good/specs/state.json'),
	fixture('good/specs/259_prove_completeness/.return-meta.json'),
	fixture('good/specs/259_prove_completeness/plans/01_plan.md'),
	fixture('hostile/specs/state.json'),
	fixture('hostile/specs/001_evil/.return-meta.json'),
];

const survives = (text: string): void => {
	for (const path of kinds) {
		const input = inputOf(path, {content: text});
		const parsed = returnMeta.parse(input);
		expect(parsed.references.every((reference) => reference.startsWith(`${workspace}/`))).toBe(
			true,
		);
		const state = stateOf({[path]: {content: text}});
		expect(state.problems.every(({code}) => code !== 'reader-failed')).toBe(true);
	}
};

describe('any bytes', () => {
	test('random text', () => {
		expect(
			check(
				property(string({unit: 'binary', maxLength: 300}), (text) => survives(text)),
				{numRuns: 60},
			).counterexample,
		).toBeNull();
	});

	test('random JSON, under the keys that matter', () => {
		const keys = constantFrom(
			'active_projects',
			'project_number',
			'project_name',
			'status',
			'metadata',
			'partial_progress',
			'artifacts',
			'dependencies',
			'errors',
			'objectives',
			'waves',
			'task_numbers',
			'blockers',
			'__proto__',
			'path',
		);
		const {tree} = letrec((tie) => ({
			tree: oneof(
				{maxDepth: 4},
				constantFrom<unknown>(null, true, 7, 1.5, -1, 1e300, '7', 'in_progress', '', '2026-01-01'),
				array(tie('tree'), {maxLength: 4}),
				dictionary(keys, tie('tree'), {maxKeys: 6}),
			),
		}));
		expect(
			check(
				property(tree, (value) =>
					survives(JSON.stringify({active_projects: [value], ...Object(value)})),
				),
				{numRuns: 80},
			).counterexample,
		).toBeNull();
	});

	test('good files cut off and with bytes flipped', () => {
		expect(
			check(
				property(constantFrom(...good), nat(), nat(), nat(255), (text, cut, at, byte) => {
					survives(text.slice(0, cut % (text.length + 1)));
					const place = at % text.length;
					survives(text.slice(0, place) + String.fromCodePoint(byte) + text.slice(place + 1));
				}),
				{numRuns: 40},
			).counterexample,
		).toBeNull();
	});

	test.each([
		['deep', '['.repeat(100_000)],
		['deep entries', '{"project_number":1,"a":'.repeat(20_000)],
		['a huge line', `{"status":"${'x'.repeat(2_000_000)}"}`],
		['escaped quotes that never end', `["${String.raw`\"`.repeat(200_000)}`],
		['quotes', '"'.repeat(400_000)],
		['headings', '### Phase 1: x\n'.repeat(40_000)],
		['brackets', `### Phase 1: ${'[A'.repeat(200_000)}`],
		['blanks', `${' '.repeat(500_000)}x`],
	])('%s takes no time worth mentioning', (_name, text) => {
		for (const path of kinds) {
			const started = performance.now();
			returnMeta.parse(inputOf(path, {content: text}));
			// Linear work takes a few dozen ms; anything quadratic takes minutes.
			expect(performance.now() - started).toBeLessThan(3000);
		}
	});
});

const parseState = (text: string) => {
	const parsed = returnMeta.parse(inputOf('specs/state.json', {content: text}));
	return {...parsed, numbers: (parsed.value as StateValue | null)?.tasks.map(({number}) => number)};
};

describe('damaged state.json', () => {
	test.each([
		['cut-off', [7], 'salvaged'],
		['closed-early', [7, 8], 'salvaged'],
		['object-stream', [7, 8], 'salvaged'],
		['trailing-comma', [7, 8], 'salvaged'],
		['lone-task', [7], 'salvaged'],
		['empty', undefined, 'empty'],
	])('%s keeps what is whole', (name, numbers, quality) => {
		const parsed = parseState(fixture(`broken/${name}.json`));
		expect(parsed.numbers).toEqual(numbers);
		expect(parsed.quality).toBe(quality);
		expect(parsed.problems.filter(({code}) => code === 'state-unreadable')).toHaveLength(1);
		expect(parsed.problems[0]!.line).toBeGreaterThan(0);
	});

	test.each([
		['a chart', '{"$schema": "https://vega.github.io", "data": {}}'],
		['a list', '[1, 2]'],
	])('%s is nobody’s task list and raises nothing', (_name, text) => {
		expect(parseState(text)).toMatchObject({quality: 'foreign', value: null, problems: []});
	});

	test('a folder of that name is foreign; an unreadable file is a problem', () => {
		const input = inputOf('specs/state.json', {content: ''});
		const content: DocumentInput['content'] = {type: 'unreadable', reason: 'EACCES'};
		expect(
			returnMeta.parse({...input, content, stat: {...input.stat, isFolder: true}}),
		).toMatchObject({quality: 'foreign', problems: []});
		expect(returnMeta.parse({...input, content}).problems[0]!.code).toBe('state-unreadable');
	});
});

describe('hostile text', () => {
	const {tasks, problems} = stateOf({
		'specs/state.json': {content: fixture('hostile/specs/state.json')},
		'specs/001_evil/.return-meta.json': {
			content: fixture('hostile/specs/001_evil/.return-meta.json'),
		},
	});

	test('nothing a terminal obeys is left, and the other tasks are there', () => {
		expect(JSON.stringify([...tasks.values(), problems])).not.toMatch(/\\u00[019]|\u202E|\u001B/);
		expect(tasks.size).toBe(2);
		expect([...tasks.values()][0]!.title).toBe('Clear the screen');
	});

	test('no path leaves the workspace, and nothing is polluted', () => {
		const {references} = returnMeta.parse(
			inputOf('specs/state.json', {content: fixture('hostile/specs/state.json')}),
		);
		expect(references).toEqual(['/w/specs/001_evil/ok.md']);
		expect('polluted' in {}).toBe(false);
	});
});

const run = (value: object): RunValue =>
	returnMeta.parse(inputOf('specs/1_a/.return-meta.json', {content: {status: 'partial', ...value}}))
		.value as RunValue;

describe('shapes of a run', () => {
	test.each<[string, object, Partial<RunValue>]>([
		['keys at top level', {session_id: 's', agent_type: 'a'}, {session: 's', agent: 'a'}],
		[
			'keys in metadata',
			{metadata: {session_id: 's', agent_type: 'a'}},
			{session: 's', agent: 'a'},
		],
		['progress as text', {partial_progress: 'half'}, {details: 'half', stage: null}],
		['no progress', {partial_progress: null}, {details: null, stage: null}],
		['steps as a list', {next_steps: ['a', 'b']}, {nextSteps: 'a; b'}],
		['summary as an object', {summary: {total: 4}}, {summary: null}],
		['blocker as an object', {blocker: {type: 't', description: 'd'}}, {blockers: 'd'}],
		['blockers as a list', {blockers: ['a', {why_it_failed: 'b'}]}, {blockers: 'a; b'}],
		['review', {requires_user_review: true, review_reason: 'r'}, {review: 'r'}],
		[
			'a question',
			{user_decision: {question: 'Which?', recommended: 'A'}},
			{question: 'Which? (recommended: A)'},
		],
	])('%s', (_name, value, expected) => {
		expect(run(value)).toMatchObject(expected);
	});

	test.each<[string, object, number | null, number | null]>([
		['whole', {phases_completed: 2, phases_total: 6}, 2, 6],
		['half', {phases_completed: 1.5, phases_total: 6}, 1, 6],
		['a list', {phases_completed: ['1', '2'], phase_count: 3}, 2, 3],
		['in metadata', {metadata: {phases_completed: 4, phases_total: 5}}, 4, 5],
		['a stage done', {partial_progress: {stage: 'phase_3_completed'}}, 3, null],
		['a stage blocked', {partial_progress: {stage: 'phase_4_blocked'}}, 3, null],
		['nothing', {}, null, null],
	])('phases: %s', (_name, value, done, total) => {
		expect(run(value).phases).toMatchObject({done, total});
	});

	test.each<[string, unknown, readonly string[]]>([
		['objects', [{type: 'report', path: 'a.md'}], ['a.md']],
		['bare paths', ['a.md', 'b.md'], ['a.md', 'b.md']],
		['an object', {summary: 'a.md', plans: ['b.md']}, ['a.md', 'b.md']],
		['JSON in a path', [{path: '{"path": "a.md", "type": "x"}'}], ['a.md']],
		['nothing', undefined, []],
	])('artifacts: %s', (_name, artifacts, paths) => {
		expect(run({artifacts}).artifacts.items.map(({path}) => path)).toEqual(paths);
	});

	test('entries without a path are counted', () => {
		const parsed = returnMeta.parse(
			inputOf('specs/1_a/.return-meta.json', {
				content: {status: 'partial', artifacts: [{summary: 'x'}, 5]},
			}),
		);
		expect(parsed.problems.map(({code}) => code)).toEqual(['artifacts-shape']);
	});
});

test('a number is read from every spelling', () => {
	const parsed = parseState(
		JSON.stringify(
			container({project_number: '439-meta'}, {project_number: '12'}, {project_number: 1.5}),
		),
	);
	expect(parsed.numbers).toEqual([439, 12, null]);
	expect(parsed.problems.map(({code}) => code)).toContain('task-number-shape');
});
