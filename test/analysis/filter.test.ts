import {assert, constantFrom, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {fields} from '../../source/analysis/field.ts';
import {
	matchesFilter,
	matchesProblemFilter,
	parseFilter,
	parseProblemFilter,
} from '../../source/analysis/filter.ts';
import type {Problem} from '../../source/model/problem.ts';
import {anyRows, rowAtNoon} from './tasks.ts';

const rows = [
	rowAtNoon({
		id: 'T001',
		title: 'Search for lemmas',
		status: 'failed',
		rawStatus: 'error',
		agent: 'jules',
		error: {
			message: 'connect ECONNREFUSED http://localhost:1',
			category: 'network',
			severity: null,
		},
	}),
	rowAtNoon({id: 'T002', title: 'Prove completeness', status: 'running', agent: 'lean-research'}),
	rowAtNoon({
		id: 'T003',
		title: '証明を書く 🚀',
		status: 'pending',
		priority: {raw: 'P1', rank: 1},
		stage: {name: 'In Progress', index: null, total: null},
		nextStep: 'status:done is what the file should say',
	}),
	rowAtNoon({
		id: 'B-049',
		title: 'Merge the branch',
		status: 'blocked',
		section: 'Phase 2',
		session: 'sess_1',
		kind: 'lean4',
		review: {state: 'not-recorded', detail: ''},
		attention: [{code: 'merge-needed', message: 'a person must merge'}],
		files: [{path: '/code/backlog.md', line: 3}],
		group: 'backlog.md',
		format: 'backlog',
	}),
];

const found = (text: string): string[] => {
	const filter = parseFilter(text);
	return rows.filter((row) => matchesFilter(row, filter)).map(({task}) => task.id);
};

const all = ['T001', 'T002', 'T003', 'B-049'];

describe('the filter', () => {
	test.for([
		// Words
		['', all],
		['   ', all],
		['prove', ['T002']],
		['PROVE', ['T002']],
		['pcomp', ['T002']],
		['証明', ['T003']],
		['🚀', ['T003']],
		['qzx', []],
		['T00 prove', ['T002']],
		// Fields
		['status:failed', ['T001']],
		['Status:FAILED', ['T001']],
		['status:error', ['T001']],
		['status:failed,blocked', ['T001', 'B-049']],
		['status:failed,,', ['T001']],
		['status:failed agent:jules', ['T001']],
		['status:failed agent:kiro', []],
		['id:T00', ['T001', 'T002', 'T003']],
		['title:merge', ['B-049']],
		['session:sess', ['B-049']],
		['stage:progress', ['T003']],
		['stage:phase', ['B-049']],
		['format:backlog', ['B-049']],
		['group:backlog.md', ['B-049']],
		['kind:lean4', ['B-049']],
		['priority:p1', ['T003']],
		['error:network', ['T001']],
		['error:econnrefused', ['T001']],
		['attention:merge-needed', ['B-049']],
		['review:not-recorded', ['B-049']],
		['file:backlog', ['B-049']],
		// A field is not looked for in the text of another.
		['status:done', []],
		// Quotes
		['stage:"in progress"', ['T003']],
		['stage:"in prog', ['T003']],
		['"a person"', ['B-049']],
		['""', all],
		// Negation
		['-status:failed', ['T002', 'T003', 'B-049']],
		['-status:failed,blocked', ['T002', 'T003']],
		['-prove', ['T001', 'T003', 'B-049']],
		// What matches only loosely is not hidden.
		['-pcomp', all],
		['-"a person"', ['T001', 'T002', 'T003']],
		['T00 -prove -agent:jules', ['T003']],
		// Names that are no fields are words.
		['http://localhost', ['T001']],
		['nonsense:failed', []],
		['constructor:x', []],
		['__proto__:x', []],
		// A word may hold a hyphen.
		['B-049', ['B-049']],
	] as const)('%j', ([text, expected]) => {
		expect(found(text)).toEqual(expected);
	});

	test.for([
		'status:',
		'status: ',
		'-status:',
		'status:,',
		'-status:,',
		'-',
		'agent:"',
		'agent:""',
	])('keeps everything while a term is unfinished: %j', (text) => {
		expect(found(text)).toEqual(all);
	});

	test('takes the negation of a term as everything else', () => {
		assert(
			property(
				anyRows,
				constantFrom(...fields.map(({name}) => name)),
				string({minLength: 1, maxLength: 3}).filter((text) => /^[^\s",]+$/.test(text)),
				(rows, field, value) => {
					const plain = parseFilter(`${field}:${value}`);
					const negated = parseFilter(`-${field}:${value}`);
					for (const row of rows) {
						expect(matchesFilter(row, plain)).toBe(!matchesFilter(row, negated));
					}
				},
			),
			{numRuns: 50},
		);
	});

	test('takes anything that can be typed', () => {
		assert(
			property(anyRows, string({unit: 'binary', maxLength: 40}), (rows, text) => {
				const filter = parseFilter(text);
				for (const row of rows) {
					matchesFilter(row, filter);
				}

				expect(filter.text).toBe(text);
			}),
			{numRuns: 200},
		);
	});

	test.for([
		['a', 'letters'],
		['"', 'quotes'],
		['a:', 'names'],
		['-', 'minus signs'],
		['a" ', 'open quotes'],
		['status:"', 'fields with open quotes'],
		[' ', 'blanks'],
		[',', 'commas'],
	] as const)('reads 200,000 times %j (%s) at once', ([part]) => {
		const start = performance.now();
		parseFilter(part.repeat(200_000));
		// Quadratic work would take minutes.
		expect(performance.now() - start).toBeLessThan(5000);
	});

	test('finds what a row says now, not what it said before', () => {
		const words = parseFilter('completeness');
		const before = rowAtNoon({id: 'T002', title: 'Prove completeness'});
		expect(matchesFilter(before, words)).toBe(true);
		const {task} = before;
		expect(matchesFilter({...before, task: {...task, title: 'Give up'}}, words)).toBe(false);
	});
});

test('every field has a name of its own that can be typed, and says what it is', () => {
	const names = fields.map(({name}) => name);
	expect(new Set(names).size).toBe(names.length);
	for (const {name, description} of fields) {
		expect(name).toMatch(/^[a-z]+$/);
		expect(description).not.toBe('');
	}
});

describe('the filter of problems', () => {
	const problem: Problem = {
		code: 'artifact-missing',
		severity: 'warning',
		message: '3 of 4 listed files are missing',
		format: 'kiro',
		task: 'kiro:/w/.kiro/specs/shop/tasks.md#2.1',
		path: '/w/.kiro/specs/shop/tasks.md',
		line: 7,
	};

	test.for([
		['severity:warning', true],
		['severity:error', false],
		['code:missing,torn', true],
		['id:2.1', true],
		['id:3', false],
		['file:shop -severity:info', true],
		['listed files', true],
		['-listed', false],
	] as const)('%s: %s', ([text, expected]) => {
		expect(matchesProblemFilter(problem, parseProblemFilter(text))).toBe(expected);
	});

	test('knows the names it does not know', () => {
		expect(parseProblemFilter('bogus:x agent:y http://z').unknownFields).toEqual([
			'bogus',
			'agent',
		]);
		expect(parseFilter('agent:y status:').unknownFields).toEqual([]);
	});
});
