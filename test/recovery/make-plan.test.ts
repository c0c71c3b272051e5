import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ready, refused, withOriginals} from '../../source/formats/recovery.ts';
import type {Edit} from '../../source/model/edit.ts';
import {planId} from '../../source/recovery/make-plan.ts';
import {memoryDisk} from '../helpers/memory-disk.ts';
import {choiceOf, inputOf, optionWith, plannedOn, rowNow} from './choices.ts';

const list = '/code/specs/list.md';
const state = '/code/specs/state.json';
const database = '/code/runs.db';

/** Makes of a file what the function says; null removes it. */
const rewriting = (path: string, change: (text: string | null) => string | null) =>
	((disk) =>
		withOriginals(disk, [{path, as: 'file'}], ([found]) => {
			const before = found!.type === 'text' ? found!.text : null;
			return ready([{type: 'file', path, before, after: change(before)}]);
		})) satisfies Parameters<typeof choiceOf>[1];

const ticking = (id: string) => rewriting(list, (text) => text!.replace(`[x] ${id}`, `[ ] ${id}`));

describe('a plan', () => {
	test('joins twelve drafts over one file to one edit, each seeing what the others left', () => {
		const ids = Array.from({length: 12}, (_, index) => `T0${index + 10}`);
		const disk = memoryDisk({[list]: ids.map((id) => `- [x] ${id}\n`).join('')});
		const {plan, type} = plannedOn(disk, inputOf(ids.map((id) => choiceOf(id, ticking(id)))));
		expect(type).toBe('planned');
		expect(plan.edits).toHaveLength(1);
		expect(plan.steps.map(({id}) => id)).toEqual(ids);
		expect(disk.apply(plan.edits).text(list)).toBe(ids.map((id) => `- [ ] ${id}\n`).join(''));
	});

	test('leaves what is refused, with its reason, and does the rest', () => {
		const disk = memoryDisk({[list]: '- [x] T1\n'});
		const {plan} = plannedOn(
			disk,
			inputOf([
				choiceOf('T0', () => refused('it stands twice in list.md:3')),
				choiceOf('T1', ticking('T1')),
				choiceOf('T2', () => {
					throw new Error('a mistake\u001B[31m');
				}),
				choiceOf('T3', ticking('T3'), {
					option: optionWith(ticking('T3'), {refusal: 'not while it runs'}),
				}),
			]),
		);
		expect(plan.steps.map(({id}) => id)).toEqual(['T1']);
		expect(plan.left).toEqual([
			{task: 'tasks-meta:/code/T0', id: 'T0', reason: 'it stands twice in list.md:3'},
			{
				task: 'tasks-meta:/code/T2',
				id: 'T2',
				reason: 'metawatch could not work it out (a mistake); please report it',
			},
			{task: 'tasks-meta:/code/T3', id: 'T3', reason: 'not while it runs'},
		]);
	});

	test('catches a task that is not as it was when its option was offered', () => {
		const disk = memoryDisk({[list]: '- [x] T1\n'});
		const reasonWhen = (row: ReturnType<typeof rowNow> | undefined) =>
			plannedOn(disk, inputOf([choiceOf('T1', ticking('T1'))], {rowOf: () => row})).plan.left[0]
				?.reason;
		expect(reasonWhen(undefined)).toBe('it is not there any more');
		expect(reasonWhen(rowNow({id: 'T1', status: 'completed'}))).toBe(
			'it has changed since: it was failed and is completed now',
		);
		expect(reasonWhen(rowNow({id: 'T1', status: 'failed', retries: 2}))).toBe(
			'it has changed since: another number of retries than when it was offered',
		);
		expect(reasonWhen(rowNow({id: 'T1', status: 'failed'}))).toBe(undefined);
	});

	test('does not touch another workspace, nor anything outside of its own', () => {
		const outside = '/elsewhere/a.md';
		const disk = memoryDisk({[outside]: 'a', '/code/../etc/passwd': 'a'});
		const change = (path: string) =>
			choiceOf(
				'T1',
				rewriting(path, () => 'b'),
			);
		const {plan, type} = plannedOn(
			disk,
			inputOf([
				change(outside),
				change('/code/../etc/passwd'),
				{...change(list), workspace: '/elsewhere'},
			]),
		);
		expect(type).toBe('empty');
		expect(plan.edits).toEqual([]);
		expect(plan.left.map(({reason}) => reason)).toEqual([
			'/elsewhere/a.md is not in the workspace',
			'/code/../etc/passwd is not in the workspace',
			'it belongs to another workspace, /elsewhere: recover it by itself',
		]);
	});

	test('does not believe a draft about what a file holds', () => {
		const disk = memoryDisk({[list]: 'really'});
		const {plan} = plannedOn(
			disk,
			inputOf([
				choiceOf('T1', () => ready([{type: 'file', path: list, before: 'invented', after: 'b'}])),
				choiceOf('T2', () => ready([{type: 'file', path: list, before: null, after: 'b'}])),
			]),
		);
		expect(plan.left.map(({reason}) => reason)).toEqual(
			Array.from({length: 2}, () => `${list} is not what it was taken for`),
		);
	});

	test('is empty where edits cancel out, and says what was looked at once', () => {
		const disk = memoryDisk({[list]: '- [x] T1\n'});
		const check = {title: 'list.md', state: 'passed', detail: 'there'} as const;
		const set = (mark: string) =>
			choiceOf('T1', (disk) =>
				withOriginals(disk, [{path: list, as: 'file'}], ([found]) => {
					const before = found!.type === 'text' ? found!.text : '';
					const after = before.replace(/\[.\]/, `[${mark}]`);
					return ready([{type: 'file', path: list, before, after}], {
						checks: [check],
						notes: ['once'],
					});
				}),
			);
		const {plan, type} = plannedOn(disk, inputOf([set(' '), set('x')]));
		expect({type, edits: plan.edits, checks: plan.checks, notes: plan.notes}).toEqual({
			type: 'empty',
			edits: [],
			checks: [check],
			notes: ['once'],
		});
	});

	test('joins rows by table and key, and keeps every new row', () => {
		const disk = memoryDisk({
			[database]: {
				tables: {runs: {columns: ['id', 'n'], rows: [{id: 1, n: 0}]}, log: {columns: [], rows: []}},
			},
		});
		const counting = choiceOf('T1', (disk) =>
			withOriginals(
				disk,
				[{path: database, as: 'database', tables: ['runs', 'log']}],
				([found]) => {
					const row = found!.type === 'database' ? found!.tables['runs']!.rows[0]! : null;
					return ready([
						{
							type: 'row',
							path: database,
							table: 'runs',
							key: {id: 1},
							before: row,
							after: {...row, n: Number(row!['n']) + 1},
						},
						{
							type: 'row',
							path: database,
							table: 'log',
							key: {},
							before: null,
							after: {n: row!['n']!},
						},
					]);
				},
			),
		);
		const {plan} = plannedOn(disk, inputOf([counting, counting, counting]));
		expect(plan.edits).toHaveLength(4);
		const after = disk.apply(plan.edits);
		expect(after.rows(database, 'runs')).toEqual([{id: 1, n: 3}]);
		expect(after.rows(database, 'log')).toEqual([{n: 0}, {n: 1}, {n: 2}]);
	});

	test('asks a database once for all tables that somebody wants', () => {
		const tables = {a: {columns: [], rows: [{n: 1}]}, b: {columns: [], rows: [{n: 2}]}};
		const disk = memoryDisk({[database]: {tables}});
		const seen: unknown[] = [];
		const looking = (table: string) =>
			choiceOf(table, (disk) =>
				withOriginals(disk, [{path: database, as: 'database', tables: [table]}], ([found]) => {
					seen.push(found!.type === 'database' && found!.tables[table]?.rows);
					return ready([]);
				}),
			);
		const {answers} = plannedOn(disk, inputOf([looking('a'), looking('b')]));
		expect(answers.map(({wanted}) => wanted)).toEqual([
			{path: database, as: 'database', tables: ['a', 'b']},
		]);
		expect(seen).toEqual([[{n: 1}], [{n: 2}]]);
	});

	test('shows a later draft the folder and the files as the earlier ones leave them', () => {
		const disk = memoryDisk({'/code/specs/a/lock': '1', [state]: '{}'});
		const moving = choiceOf('T1', (disk) =>
			withOriginals(disk, [{path: '/code/specs/a/lock', as: 'file'}], ([found]) =>
				ready([
					{
						type: 'move',
						path: '/code/specs/a/lock',
						to: '/code/specs/done/lock',
						digest: found!.type === 'text' ? found!.digest : '',
					},
					{type: 'remove-folder', path: '/code/specs/a'},
				]),
			),
		);
		const seen: unknown[] = [];
		const looking = choiceOf('T2', (disk) =>
			withOriginals(
				disk,
				[
					{path: '/code/specs/a', as: 'folder'},
					{path: '/code/specs/a/lock', as: 'stat'},
					{path: '/code/specs/done/lock', as: 'file'},
					{path: '/code/specs/done', as: 'folder'},
					{path: '/code/specs', as: 'folder'},
				],
				(originals) => {
					seen.push(
						...originals.map((original) =>
							original.type === 'text'
								? original.text
								: original.type === 'folder'
									? original.entries.map(({name}) => name)
									: original.type,
						),
					);
					return ready([]);
				},
			),
		);
		const {plan} = plannedOn(disk, inputOf([moving, looking, moving]));
		expect(seen).toEqual(['absent', 'absent', '1', ['lock'], ['state.json', 'done']]);
		expect(disk.apply(plan.edits).paths).toEqual(['/code/specs/done/lock', state]);
	});

	test('refuses to change and to move the same file at once', () => {
		const disk = memoryDisk({[list]: 'a'});
		const moving = choiceOf('T1', (disk) =>
			withOriginals(disk, [{path: list, as: 'file'}], ([found]) =>
				ready([
					{
						type: 'move',
						path: list,
						to: '/code/b.md',
						digest: found!.type === 'text' ? found!.digest : '',
					},
				]),
			),
		);
		const {plan} = plannedOn(
			disk,
			inputOf([
				moving,
				choiceOf(
					'T2',
					rewriting('/code/b.md', () => 'c'),
				),
			]),
		);
		expect(plan.left[0]?.reason).toBe(
			'/code/b.md would be changed and moved at once: one after the other',
		);
		expect(disk.apply(plan.edits).text('/code/b.md')).toBe('a');
	});

	test('that asks again for what it was told is left, and does not go on for ever', () => {
		const disk = memoryDisk({[list]: 'a'});
		const {plan} = plannedOn(
			disk,
			inputOf([choiceOf('T1', () => ({type: 'needs', wanted: [{path: list, as: 'file'}]}))]),
		);
		expect(plan.left[0]?.reason).toMatch(/asks for what it was told already/);
	});

	test('of the group names no task', () => {
		const disk = memoryDisk({});
		const choice = choiceOf('T1', () => ready([]), {
			option: optionWith(() => ready([]), {scope: 'group'}),
			subject: null,
			name: 'specs/001-login',
		});
		expect(plannedOn(disk, inputOf([choice])).plan.steps).toEqual([
			expect.objectContaining({task: null, id: 'specs/001-login'}),
		]);
	});

	test('has an id that sorts by time', () => {
		const ids = [0, 5, 86_400_000, 1_700_000_000_000].map((at) => planId(at, 'AbCdEfGhIjKl'));
		expect(ids.toSorted()).toEqual(ids);
		expect(ids.at(-1)).toBe('20231114t221320000z-abcdefgh');
	});
});

describe('any drafts', () => {
	const paths = ['/code/a', '/code/b', '/code/c'];

	/** Creates, changes or removes a file, and sometimes two; refuses where there is nothing to do it to. */
	const step = fc.array(
		fc.record({
			path: fc.constantFrom(...paths),
			what: fc.constantFrom('append', 'remove', 'replace', 'refuse'),
			text: fc.string({maxLength: 5}),
		}),
		{minLength: 1, maxLength: 2},
	);

	test('composed are the same as one after the other', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom(...paths), fc.string({maxLength: 8})),
				fc.array(step, {maxLength: 8}),
				(files, steps) => {
					const choices = steps.map((changes, index) =>
						choiceOf(`T${index}`, (disk) =>
							withOriginals(
								disk,
								changes.map(({path}) => ({path, as: 'file'})),
								(originals) => {
									const edits = new Map<string, Edit>();
									for (const [at, {path, what, text}] of changes.entries()) {
										const found = originals[at]!;
										const before = found.type === 'text' ? found.text : null;
										if (what === 'refuse' || (what === 'remove' && before === null)) {
											return refused(`nothing to ${what}`);
										}

										const after =
											what === 'remove' ? null : what === 'append' ? (before ?? '') + text : text;
										edits.set(path, {type: 'file', path, before, after});
									}

									return ready([...edits.values()]);
								},
							),
						),
					);
					const disk = memoryDisk(files);
					let expected = disk;
					for (const {option} of choices) {
						const draft = expected.draft(option);
						expected = draft.type === 'ready' ? expected.apply(draft.edits) : expected;
					}

					const {plan} = plannedOn(disk, inputOf(choices));
					const result = disk.apply(plan.edits);
					expect(paths.map((path) => result.text(path))).toEqual(
						paths.map((path) => expected.text(path)),
					);
					expect(new Set(plan.edits.map(({path}) => path)).size).toBe(plan.edits.length);
					expect(plan.steps.length + plan.left.length).toBe(choices.length);
				},
			),
		);
	});
});
