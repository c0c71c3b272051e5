import {array, assert, constantFrom, nat, oneof, property, string, tuple} from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {DocumentInput} from '../../source/formats/format.ts';
import {type Change, maximumTransitions, reduce} from '../../source/store/reduce.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import {createStore} from '../../source/store/store.ts';
import {
	boxes,
	checkpoint,
	inputOf,
	listPath,
	noon,
	project,
	read,
	removed,
	statePath,
	statusesOf,
} from './project.ts';

const a = listPath('a');

/** What a person sees, without what only time tells. */
const shown = (state: State) => ({tasks: [...state.tasks], problems: state.problems});

const change = oneof(
	tuple(
		constantFrom('a', 'b', 'c'),
		string({unit: constantFrom(' ', 'x', '-', '~'), minLength: 1, maxLength: 5}),
		nat(3),
	).map(([name, marks, hours]) => read(listPath(name), boxes(marks), noon - hours * 3_600_000)),
	tuple(constantFrom('1', '2', 'odd'), constantFrom('completed', 'blocked'), nat(3)).map(
		([id, status, hours]) =>
			read(
				statePath,
				checkpoint(id, status, {context: {spec_name: 'a'}}),
				noon - hours * 3_600_000,
			),
	),
	constantFrom(listPath('a'), listPath('b'), statePath).map((path) => removed(path)),
	// Another project: a group of its own.
	string({unit: constantFrom('x', '-'), minLength: 1, maxLength: 3}).map((marks) =>
		read('/code/other/.kiro/specs/d/tasks.md', boxes(marks)),
	),
);

/** The files that are there after all changes. */
const remaining = (changes: readonly Change[]): readonly Change[] => {
	const files = new Map<string, DocumentInput>();
	for (const one of changes) {
		if (one.type === 'read') {
			files.set(one.input.path, one.input);
		} else {
			files.delete(one.type === 'removed' ? one.path : '');
		}
	}

	return [...files.values()].map((input) => ({type: 'read', format: 'kiro', input}));
};

const inBatches = (
	changes: readonly Change[],
	sizes: readonly number[],
	visit: (before: State, after: State) => void = () => undefined,
): State => {
	let state = emptyState;
	let rest = [...changes];
	let step = 0;
	while (rest.length > 0) {
		const size = (sizes[step % Math.max(1, sizes.length)] ?? 0) + 1;
		const next = reduce(state, rest.slice(0, size), noon + step);
		visit(state, next);
		state = next;
		rest = rest.slice(size);
		step++;
	}

	return state;
};

describe('whatever happens to the files', () => {
	const history = array(change, {maxLength: 25});
	const sizes = array(nat(6), {maxLength: 5});

	test('the result is that of reading those that are left afresh', () => {
		assert(
			property(history, sizes, (changes, batches) => {
				const fresh = reduce(emptyState, remaining(changes), noon, true);
				expect(shown(inBatches(changes, batches))).toEqual(shown(fresh));
			}),
			{numRuns: 300},
		);
	});

	test('the order of files in a batch leaves no trace', () => {
		assert(
			property(history, (changes) => {
				const files = remaining(changes);
				const [forth, back] = [files, files.toReversed()].map((batch) =>
					shown(reduce(emptyState, batch, noon, true)),
				);
				expect(back).toEqual(forth);
			}),
		);
	});

	test('what did not change is the same object', () => {
		assert(
			property(history, sizes, (changes, batches) => {
				inBatches(changes, batches, (before, after) => {
					for (const [key, task] of after.tasks) {
						const previous = before.tasks.get(key);
						const isSame = JSON.stringify(previous) === JSON.stringify(task);
						expect(previous === task).toBe(isSame);
					}
				});
			}),
			{numRuns: 200},
		);
	});

	test('transitions lead from each state to the next', () => {
		assert(
			property(history, sizes, (changes, batches) => {
				const final = inBatches(changes, batches);
				const replayed = new Map<string, string>();
				for (const {task, what, to} of final.transitions) {
					if (what === 'vanished') {
						replayed.delete(task);
					} else if (what === 'appeared' || what === 'status') {
						replayed.set(task, to!);
					}
				}

				expect(Object.fromEntries(replayed)).toEqual(
					Object.fromEntries([...final.tasks].map(([key, {status}]) => [key, status])),
				);
				expect([...final.observed.keys()].sort()).toEqual([...final.tasks.keys()].sort());
			}),
			{numRuns: 200},
		);
	});
});

describe('a file that cannot be read', () => {
	const good = read(statePath, checkpoint('1', 'in_progress'));
	const torn = read(statePath, '{"task_details": {"task_id": "9", "ta');

	test('keeps its last good rows, marked since when', () => {
		const before = reduce(emptyState, [good], noon, true);
		const after = reduce(before, [torn], noon + 5000);
		expect(statusesOf(after)).toEqual({1: 'running'});
		expect([...after.tasks.values()][0]!.staleSince).toBe(noon + 5000);
		expect(after.problems.map(({code}) => code)).toContain('file-unreadable');
		const later = reduce(after, [torn], noon + 9000);
		expect([...later.tasks.values()][0]!.staleSince).toBe(noon + 5000);
	});

	test('is good again when it can be read', () => {
		const states = [good, torn, good].reduce<State>(
			(state, one, index) => reduce(state, [one], noon + index),
			emptyState,
		);
		expect([...states.tasks.values()][0]!.staleSince).toBeNull();
		expect(states.problems.map(({code}) => code)).not.toContain('file-unreadable');
	});

	test.each([
		['garbage', 'garbage'],
		['a log of something else', '# Log\n\nnothing to see here\n'],
	])('keeps them as well when %s took the place of its tasks', (_what, text) => {
		const first = reduce(emptyState, [read(a, boxes('x - '))], noon, true);
		const overwritten = reduce(first, [read(a, text)], noon + 1000);
		const again = reduce(overwritten, [read(a, `${text}!`)], noon + 2000);
		for (const state of [overwritten, again]) {
			expect([...state.tasks.keys()]).toEqual([...first.tasks.keys()]);
			expect([...state.tasks.values()].map(({staleSince}) => staleSince)).toEqual(
				[...first.tasks].map(() => noon + 1000),
			);
			expect(state.problems).toMatchObject([{code: 'file-unreadable', path: a}]);
			expect(state.torn.get(a)).toMatchObject({shows: 'last-good'});
		}

		const healed = reduce(again, [read(a, boxes('xx'))], noon + 3000);
		expect(healed.problems).toEqual([]);
		expect(Object.values(statusesOf(healed))).toEqual(['completed', 'completed']);
	});

	test('is forgotten with its last good value when it is removed', () => {
		const states = [good, torn, removed(statePath), torn].reduce<State>(
			(state, one, index) => reduce(state, [one], noon + index),
			emptyState,
		);
		expect(statusesOf(states)).toEqual({9: 'unknown'});
		expect(states.documents.get(statePath)?.lastGood).toBeNull();
	});

	test('costs no row of another', () => {
		const before = reduce(emptyState, [read(a, boxes('x-')), good], noon, true);
		const after = reduce(before, [torn], noon + 1);
		for (const [key, task] of before.tasks) {
			expect(after.tasks.get(key) === task).toBe(task.group === 'specs/a');
		}
	});

	test('not even when the system refuses it', () => {
		const refused: Change = {
			type: 'read',
			format: 'kiro',
			input: {...inputOf(statePath, ''), content: {type: 'unreadable', reason: 'no permission'}},
		};
		const after = reduce(reduce(emptyState, [good], noon), [refused], noon + 1);
		expect(statusesOf(after)).toEqual({1: 'running'});
		expect(after.problems).toContainEqual(expect.objectContaining({message: 'no permission'}));
	});
});

describe('a format that throws', () => {
	const naming = checkpoint('1', 'running', {context: {spec_name: 'a', files: ['src/a.ts']}});
	const first = reduce(emptyState, [read(statePath, naming), read(a, boxes('x '))], noon);
	const refuses = new Map();
	refuses.get = () => {
		throw new Error('broken\u001B[31m');
	};
	const failed = reduce(
		first,
		[
			{type: 'references', path: statePath, stats: refuses},
			read('/code/other/.kiro/specs/d/tasks.md', boxes('x')),
		],
		noon,
	);

	test('keeps the rows of its group, and costs no other', () => {
		for (const [key, task] of first.tasks) {
			expect(failed.tasks.get(key)).toBe(task);
		}

		expect(failed.tasks.size).toBe(first.tasks.size + 1);
	});

	test('is told of, in words that do no harm', () => {
		expect(failed.problems.filter(({code}) => code === 'reader-failed')).toMatchObject([
			{path: statePath, message: expect.stringContaining('(broken)')},
		]);
	});

	test('is forgotten when it works again', () => {
		const change: Change = {type: 'references', path: statePath, stats: new Map()};
		const {problems} = reduce(failed, [change], noon);
		expect(problems.filter(({code}) => code === 'reader-failed')).toEqual([]);
	});
});

describe('transitions', () => {
	const step = (before: string, after: string) =>
		reduce(reduce(emptyState, [read(a, before)], noon, true), [read(a, after)], noon + 7);

	test.for([
		['a status', boxes(' '), boxes('-'), ['status pending → running', 'stage - → specs/a 0/1']],
		['a task that appears', boxes('x'), boxes('xx'), ['appeared - → completed']],
		['a task that vanishes', boxes('x '), boxes('x'), ['vanished pending → -']],
		['no change', boxes('x '), boxes('x '), []],
		['only a detail', boxes('x'), `${boxes('x')}\n  - a note`, []],
	] as const)('%s', ([, before, after, expected]) => {
		const {transitions} = step(before, after);
		expect(transitions.map(({what, from, to}) => `${what} ${from ?? '-'} → ${to ?? '-'}`)).toEqual(
			expected,
		);
		expect(transitions.every(({at}) => at === noon + 7)).toBe(true);
	});

	test('of the first scan were not witnessed', () => {
		const first = reduce(emptyState, [read(a, boxes('- '))], noon, true);
		expect(first.transitions).toEqual([]);
		expect([...first.observed.values()].map(({isWitnessed}) => isWitnessed)).toEqual([
			false,
			false,
		]);
		const second = reduce(first, [read(a, boxes('x-'))], noon + 7);
		expect([...second.observed.values()]).toEqual([
			{firstSeenAt: noon, statusSince: noon + 7, isWitnessed: true},
			{firstSeenAt: noon, statusSince: noon + 7, isWitnessed: true},
		]);
	});

	test('are kept up to a limit, the newest last', () => {
		const marks = 'x'.repeat(100);
		let state = reduce(emptyState, [read(a, boxes(marks))], noon, true);
		for (let index = 1; index <= 60; index++) {
			const next = index % 2 === 1 ? ' '.repeat(100) : marks;
			state = reduce(state, [read(a, boxes(next))], noon + index);
		}

		expect(state.transitions).toHaveLength(maximumTransitions);
		expect(state.transitions.at(-1)!.at).toBe(noon + 60);
	});
});

test('what is known of referenced files reaches the rows of their document', () => {
	const text = checkpoint('1', 'blocked', {context: {files: ['a.ts', 'b.ts']}});
	const before = reduce(emptyState, [read(statePath, text), read(a, boxes('x'))], noon, true);
	const stats = new Map([
		[`${project}/a.ts`, {modifiedAt: noon, size: 1, isFolder: false}],
		[`${project}/b.ts`, null],
	]);
	const after = reduce(before, [{type: 'references', path: statePath, stats}], noon + 1);
	const [own] = [...after.tasks.values()];
	expect(own!.artifacts.map(({exists}) => exists)).toEqual([true, false]);
	const again = reduce(after, [read(statePath, text)], noon + 2);
	expect([...again.tasks.values()][0]).toBe(own);
});

test.for([
	['nothing', []],
	['a file that is not known', [removed('/nowhere')]],
	['references of one', [{type: 'references', path: '/nowhere', stats: new Map()} as const]],
] as const)('%s: the state is the same object', ([, changes]) => {
	const state = reduce(emptyState, [read(a, boxes('x'))], noon, true);
	expect(reduce(state, changes, noon + 1)).toBe(state);
});

test('a burst in one batch: the last write counts', () => {
	const state = reduce(
		emptyState,
		[read(a, boxes(' ')), removed(a), read(a, boxes('-')), read(a, boxes('x'))],
		noon,
	);
	expect(statusesOf(state)).toEqual({1: 'completed'});
	expect(reduce(state, [read(a, boxes(' ')), removed(a)], noon).tasks.size).toBe(0);
});

test('the store tells its listeners once for all changes, and not when nothing changed', () => {
	const store = createStore();
	let calls = 0;
	const stop = store.subscribe(() => {
		calls++;
	});
	store.apply([read(a, boxes('x')), read(listPath('b'), boxes('-'))], noon, true);
	store.apply([], noon);
	expect([calls, store.getState().tasks.size]).toEqual([1, 2]);
	stop();
	store.apply([removed(a)], noon);
	expect([calls, store.getState().tasks.size]).toEqual([1, 1]);
});
