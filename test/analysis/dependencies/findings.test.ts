import {describe, expect, test} from 'vitest';
import {
	createDependencyBook,
	withDependencyProblems,
} from '../../../source/analysis/dependencies/dependencies.ts';
import {problemOf} from '../../ui/workbench.ts';
import {hour, minute, noon} from '../tasks.ts';
import {type Given, inWords, keyOf, missing, tasksWith} from './given.ts';

const findingsOf = (...given: readonly Given[]) =>
	createDependencyBook()(tasksWith(...given)).findings;

const told = (...given: readonly Given[]): readonly string[] =>
	findingsOf(...given).map(({severity, code, message}) => `${severity} ${code}: ${message}`);

const ago = (milliseconds: number) => ({at: noon - milliseconds, source: 'lock'});

describe('what is wrong with dependencies', () => {
	test.each<readonly [string, readonly Given[], readonly string[]]>([
		[
			'nothing',
			[
				{id: '1', status: 'completed'},
				{id: '2', needs: ['1']},
			],
			[],
		],
		[
			'an id that nothing declares',
			[{id: '1', dependencies: [missing('9')]}],
			['error dependency-unknown: 1 depends on 9, which nothing declares'],
		],
		[
			'the same, when the task is finished',
			[{id: '1', status: 'completed', dependencies: [missing('9')]}],
			['info dependency-unknown: 1 depends on 9, which nothing declares'],
		],
		[
			'an id that several tasks have',
			[{id: '1', dependencies: [{raw: '9', id: '9', key: null, state: 'ambiguous'}]}],
			['warning dependency-ambiguous: 1 depends on 9, and several tasks are called so'],
		],
		[
			'itself',
			[{id: '1', needs: ['1']}],
			['error dependency-self: 1 depends on itself: it can never start'],
		],
		[
			'a name twice',
			[
				{id: '1', status: 'completed'},
				{id: '2', needs: ['1', '1']},
			],
			['info dependency-duplicate: 2 names 1 more than once'],
		],
		[
			'words',
			[{id: '1', dependencies: [inWords('the printer')]}],
			['info dependency-external: 1 waits for "the printer", which is no task here'],
		],
		[
			'something open',
			[{id: '1'}, {id: '2', status: 'running'}, {id: '3', needs: ['1', '2']}],
			['info dependency-unmet: 3 waits for 1, 2'],
		],
		[
			'something that failed',
			[
				{id: '1', status: 'failed'},
				{id: '2', needs: ['1']},
			],
			['warning dependency-failed: 2 waits for 1, which failed'],
		],
		[
			'something given up',
			[
				{id: '1', status: 'skipped'},
				{id: '2', needs: ['1']},
			],
			[
				'warning dependency-cancelled: 2 depends on 1, which was skipped: nothing will ever finish it',
			],
		],
		[
			'something given up, where that counts as done',
			[
				{id: '1', status: 'cancelled', format: 'return-meta'},
				{id: '2', needs: ['1'], format: 'return-meta'},
			],
			['warning dependency-cancelled: 2 depends on 1, which was cancelled: it counts as done'],
		],
		[
			'a start too early',
			[{id: '1'}, {id: '2', status: 'running', needs: ['1']}],
			['warning dependency-started-early: 2 was started, but 1 that it depends on is not finished'],
		],
		[
			'a start that was too early',
			[
				{id: '1', status: 'completed', completedAt: ago(5 * minute)},
				{id: '2', status: 'completed', startedAt: ago(hour), needs: ['1']},
			],
			['info dependency-started-early: 2 was started 55m before 1 was finished'],
		],
		[
			'an end too early',
			[{id: '1'}, {id: '2', status: 'completed', needs: ['1']}],
			['warning dependency-completed-early: 2 is completed, but 1 that it depends on is not'],
		],
		[
			'an order against the waves',
			[
				{id: '1', status: 'completed', wave: 3},
				{id: '2', status: 'completed', wave: 1},
				{id: '3', wave: 2, needs: ['1', '2']},
			],
			['warning dependency-order: 3 is in wave 2, but waits for 1 in wave 3'],
		],
		[
			'a blocker that is gone',
			[
				{id: '1', status: 'completed'},
				{id: '2', status: 'blocked', needs: ['1']},
			],
			['warning blocker-stale: 2 is blocked, but 1 that it waits for is finished'],
		],
		[
			'a block for another reason',
			[
				{id: '1', status: 'completed'},
				{id: '2', status: 'blocked', needs: ['1'], humanRequired: 'sign it'},
			],
			[],
		],
		[
			'a cycle',
			[
				{id: '1', needs: ['2'], sources: {dependencies: {path: '/code/list.md', line: 9}}},
				{id: '2', needs: ['1']},
				{id: '3', status: 'completed'},
			],
			[
				'error dependency-cycle: tasks wait for each other: 1 → 2 → 1; cheapest to give up: 1 → 2 (that leaves no cycle)',
				'info dependency-unmet: 1 waits for 2',
				'info dependency-unmet: 2 waits for 1',
			],
		],
		[
			'a cycle that is over',
			[
				{id: '1', needs: ['2'], status: 'completed'},
				{id: '2', needs: ['1']},
			],
			[
				'warning dependency-cycle: tasks wait for each other: 1 → 2 → 1; cheapest to give up: 1 → 2 (that leaves no cycle)',
				'warning dependency-completed-early: 1 is completed, but 2 that it depends on is not',
			],
		],
	])('%s', (_title, given, expected) => {
		expect(told(...given)).toEqual(expected);
	});

	test('names the line, the task, and the others', () => {
		const source = {dependencies: {path: '/code/list.md', line: 9}};
		expect(
			findingsOf({id: '1', needs: ['2'], sources: source}, {id: '2', needs: ['1']})[0],
		).toMatchObject({
			path: '/code/list.md',
			line: 9,
			task: keyOf('1'),
			format: 'tasks-meta',
			others: [keyOf('1'), keyOf('2')],
		});
	});

	test('says of other lists which one is meant', () => {
		expect(
			told(
				{id: '1', group: 'specs/002-search'},
				{id: '2', needs: ['1']},
				{id: '3', workspace: '/other'},
			),
		).toEqual(['info dependency-unmet: 2 waits for 1 (specs/002-search)']);
	});

	test('shortens long ways and long lists', () => {
		const ring = Array.from({length: 100}, (_, index) => ({
			id: String(index),
			needs: [String((index + 1) % 100)],
		}));
		const [cycle] = told(...ring);
		expect(cycle).toContain('0 → 1 → 2');
		expect(cycle).toContain('… 81 more → 0');
		const many = ring.map(({id}) => ({id}));
		expect(told(...many, {id: 'x', needs: many.map(({id}) => id)})).toEqual([
			'info dependency-unmet: x waits for 0, 1, 2, 3, 4 and 95 more',
		]);
	});
});

describe('the book', () => {
	test('answers the same tasks with the same object, and keeps what was not touched', () => {
		const book = createDependencyBook();
		const tasks = tasksWith({id: '1'}, {id: '2', needs: ['1']}, {id: '3'}, {id: '4', needs: ['3']});
		const before = book(tasks);
		expect(book(tasks)).toBe(before);
		const changed = new Map(tasks);
		changed.set(keyOf('1'), {...tasks.get(keyOf('1'))!, status: 'completed'});
		const after = book(changed);
		expect(after.findings.map(({task}) => task)).toEqual([keyOf('4')]);
		expect(after.findings[0]).toBe(before.findings[1]);
		expect(after.cycles).toBe(before.cycles);
	});
});

describe('among the problems of the formats', () => {
	const own = findingsOf({id: '1', dependencies: [missing('9')]});

	test('stand those of the dependencies', () => {
		const other = problemOf({code: 'json-torn'});
		expect(withDependencyProblems([other], own)).toEqual([other, ...own]);
		expect(withDependencyProblems([other], [])).toEqual([other]);
	});

	test('none is told twice: neither of the task nor of its file', () => {
		const same = problemOf({code: 'dependency-unknown', task: keyOf('1')});
		expect(withDependencyProblems([same], own)).toEqual([same]);
		const ofFile = problemOf({code: 'dependency-unknown', path: own[0]!.path});
		expect(withDependencyProblems([ofFile], own)).toEqual([ofFile]);
		const ofOther = problemOf({code: 'dependency-unknown', task: keyOf('2'), path: '/elsewhere'});
		expect(withDependencyProblems([ofOther], own)).toHaveLength(2);
	});
});
