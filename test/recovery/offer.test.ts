import {describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import {type Option, ready, withOriginals} from '../../source/formats/recovery.ts';
import type {JournalEntry} from '../../source/model/journal.ts';
import type {Transition} from '../../source/model/transition.ts';
import {planWith} from '../../source/recovery/plan-with.ts';
import {offersFor, offersForPath, type OfferInput} from '../../source/recovery/offer.ts';
import {trackRecordOf} from '../../source/recovery/track-record.ts';
import {reduce} from '../../source/store/reduce.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import {memoryDisk} from '../helpers/memory-disk.ts';
import {listPath, noon, project, read} from '../store/project.ts';
import {choiceOf, inputOf, optionWith} from './choices.ts';

const list = listPath('login');
const text = `# Tasks

- [x] 1. First
- [ ] 2. Second
- [ ] 3. Third
`;
const state = reduce(emptyState, [read(list, text), read(listPath('other'), '- [ ] 1. A')], noon);
const keyOf = (id: string): string =>
	[...state.tasks.values()].find((task) => task.id === id && task.group.includes('login'))!.key;
const rowIn =
	({tasks, observed}: State) =>
	(key: string) => {
		const task = tasks.get(key);
		return task && rowOf(task, observed.get(key), noon);
	};

const none = () => ready([]);
const named = (id: string, scope: Option['scope'] = 'task'): Option =>
	optionWith(none, {id, scope});

const input = (options: (about: string | null) => readonly Option[]): OfferInput => ({
	state,
	rowOf: rowIn(state),
	recoveries: new Map([['kiro', {options: ({subject}) => options(subject && subject.task.id)}]]),
	moment: {now: noon, offsetAt: () => 0, token: 'abcdefghijkl'},
});

describe('offers', () => {
	test('are those of the task, then those of its group, each once', () => {
		const offers = offersFor(
			keyOf('1'),
			input((about) =>
				about === null
					? [named('archive', 'group'), named('align', 'group')]
					: [named('align', 'group'), named('retry'), named('resume')],
			),
		);
		expect(offers.map(({option, subject, name}) => [option.id, subject?.task.id, name])).toEqual([
			['retry', '1', '1'],
			['resume', '1', '1'],
			['align', undefined, 'specs/login'],
			['archive', undefined, 'app'],
		]);
		expect(offers[0]).toMatchObject({format: 'kiro', workspace: project, worked: null});
	});

	test('of a path are those of its group alone', () => {
		const all = input((about) => [named('archive', 'group'), named(`retry ${about}`)]);
		expect(offersForPath(list, all).map(({option}) => option.id)).toEqual(['archive']);
		expect(offersForPath('/nowhere', all)).toEqual([]);
	});

	test('are none for a task that is not there, nor of a format that is not loaded', () => {
		expect(
			offersFor(
				'nobody',
				input(() => [named('retry')]),
			),
		).toEqual([]);
		expect(
			offersFor(keyOf('1'), {...input(() => [named('retry')]), recoveries: new Map()}),
		).toEqual([]);
	});

	test('give every task a token of its own, the same at the same moment', () => {
		const seen: string[] = [];
		const looking: OfferInput = {
			...input(() => []),
			recoveries: new Map([
				[
					'kiro',
					{
						options: ({moment, subject, subjects}) => {
							if (subject && subjects.some(({task}) => task === subject.task)) {
								seen.push(moment.token);
							}

							return [];
						},
					},
				],
			]),
		};
		for (const id of ['1', '2', '1']) {
			offersFor(keyOf(id), looking);
		}

		expect(seen[0]).toBe(seen[2]);
		expect(seen[0]).not.toBe(seen[1]);
		expect(seen[0]).toMatch(/^[a-z\d]{24}$/);
	});

	test('doubt what is known of a file that cannot be read at the moment', () => {
		const stale: OfferInput = {
			...input(() => [named('retry')]),
			rowOf: (key) => ({...rowIn(state)(key)!, isStale: true}),
		};
		expect(offersFor(keyOf('1'), stale)[0]?.option.against).toEqual([
			'its file cannot be read to the end at the moment: this is what it said before',
		]);
	});

	test('tell when a format fails, and can be listed all the same', () => {
		const broken = input(() => {
			throw new Error('a mistake');
		});
		expect(offersFor(keyOf('1'), broken)[0]?.option).toMatchObject({
			id: 'unlisted',
			refusal: 'metawatch could not find out what can be done (a mistake); please report it',
		});
	});
});

describe('how often an option worked', () => {
	const entry = (option: string, at: number, stateNow: JournalEntry['state'] = 'applied') =>
		({
			plan: {steps: [{option, format: 'kiro', task: 't', title: '', id: 't', command: null}]},
			at,
			settledAt: at,
			state: stateNow,
		}) as unknown as JournalEntry;
	const change = (to: string, at: number): Transition => ({
		at,
		task: 't',
		id: 't',
		title: '',
		what: 'status',
		from: null,
		to,
		status: 'pending',
	});

	test.each([
		['completed after it', [entry('retry', 1)], [change('completed', 2)], {tries: 1, successes: 1}],
		['failed after it', [entry('retry', 1)], [change('failed', 2)], {tries: 1, successes: 0}],
		['is still open', [entry('retry', 1)], [change('running', 2)], null],
		['completed before it', [entry('retry', 3)], [change('completed', 2)], null],
		[
			'was recovered in another way before it completed',
			[entry('retry', 1), entry('resume', 2)],
			[change('completed', 3)],
			{tries: 1, successes: 0},
		],
		['was taken back', [entry('retry', 1, 'undone')], [change('completed', 3)], null],
		[
			'failed, and completed the second time',
			[entry('retry', 1), entry('retry', 3)],
			[change('failed', 2), change('completed', 4)],
			{tries: 2, successes: 1},
		],
	])('when the task %s', (_, entries, transitions, expected) => {
		expect(trackRecordOf(entries, transitions)('kiro', 'retry')).toEqual(expected);
	});
});

describe('what a plan changes for others', () => {
	const feature = '/code/specs/001-login/tasks.md';
	const written = `- [x] T001 First
- [ ] T002 Second (depends on T001)
- [ ] T003 Third (depends on T002)
- [ ] T004 Fourth (depends on T003)
`;
	const known = reduce(
		emptyState,
		[
			{
				type: 'read',
				format: 'tasks-meta',
				input: {
					path: feature,
					workspace: '/code',
					kind: 'list',
					content: {type: 'text', text: written, isUtf8: true},
					stat: {modifiedAt: noon, size: written.length, isFolder: false},
					readAt: noon,
				},
			},
		],
		noon,
	);

	const planFor = async (id: string, from: string, to: string) => {
		const task = [...known.tasks.values()].find((one) => one.id === id)!;
		const choice = choiceOf(
			id,
			(disk) =>
				withOriginals(disk, [{path: feature, as: 'file'}], ([found]) => {
					const before = found!.type === 'text' ? found!.text : '';
					const after = before.replace(from, to);
					return ready([{type: 'file', path: feature, before, after}]);
				}),
			{subject: {task, status: task.status, lastSignAt: null}},
		);
		const disk = memoryDisk({[feature]: written});
		const planned = await planWith(
			{...inputOf([choice], {rowOf: rowIn(known)}), state: known},
			async (wanted) => wanted.map((want) => ({wanted: want, original: disk.disk(want)!})),
		);
		const plan = planned.type === 'refused' ? null : planned.plan;
		return {
			notes: plan?.notes,
			downstream: plan?.downstream.map((other) => `${other.id} ${other.effect}`),
		};
	};

	test('is who can start', async () => {
		expect(await planFor('T002', '[ ] T002', '[x] T002')).toEqual({
			notes: ['afterwards pending -> completed: T002'],
			downstream: ['T003 can start'],
		});
	});

	test('is who loses what was done', async () => {
		expect(await planFor('T001', '[x] T001', '[ ] T001')).toEqual({
			notes: ['afterwards completed -> pending: T001'],
			downstream: ['T002 waits again: T001 is not done any more'],
		});
	});

	test('is who goes on waiting for it', async () => {
		expect(await planFor('T003', 'Third', 'The third')).toEqual({
			notes: ['afterwards pending as before: T003'],
			downstream: ['T004 goes on waiting for T003'],
		});
	});

	test('is nothing where nothing is written', async () => {
		expect(await planFor('T003', 'nothing', 'nothing')).toEqual({notes: [], downstream: []});
	});
});
