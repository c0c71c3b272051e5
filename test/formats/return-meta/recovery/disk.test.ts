import {describe, expect, test} from 'vitest';
import type {FileStat} from '../../../../source/formats/format.ts';
import {reduce} from '../../../../source/store/reduce.ts';
import {
	ago,
	container,
	entry,
	folder,
	minute,
	now,
	project,
	run,
	session,
	stateOf,
	workspace,
} from '../given.ts';
import {memoryDisk, type MemoryDisk, type MemoryFile} from '../../../helpers/memory-disk.ts';
import {benchOf, diskOf, type Files, optionsIn} from './workbench.ts';

const files: Files = project(
	entry('researching', {last_updated: ago(95)}),
	run('in_progress'),
	{[`${folder}/reports/01_a.md`]: {content: 'x', age: 93}},
	92,
);

/** The same project with something else at some of its paths. */
const diskWith = (others: Readonly<Record<string, MemoryFile>>) =>
	memoryDisk({
		...Object.fromEntries(
			Object.entries(files).map(([path, {content, age = 5}]): [string, MemoryFile] => [
				`${workspace}/${path}`,
				{
					text: typeof content === 'string' ? content : JSON.stringify(content, null, 2),
					modifiedAt: now - age * minute,
				},
			]),
		),
		...Object.fromEntries(
			Object.entries(others).map(([path, file]) => [`${workspace}/${path}`, file]),
		),
	});

describe('what lies on the disk decides', () => {
	const option = benchOf(files).option('7', 'reconcile-status');
	const notText = new Uint8Array([0xff, 0xfe, 0x7b]);

	test.each<[string, Readonly<Record<string, MemoryFile>>, string]>([
		[
			'state.json is not UTF-8',
			{'specs/state.json': notText},
			'specs/state.json: state.json cannot be read: not UTF-8',
		],
		[
			'state.json must not be touched',
			{'specs/state.json': {refused: 'specs/state.json leads out of the workspace'}},
			'specs/state.json leads out of the workspace',
		],
		[
			'a file of the task must not be touched',
			{[`${folder}/.return-meta.json`]: {refused: 'it is a pipe'}},
			'it is a pipe',
		],
		[
			'the lock is no text, and young',
			{[`${folder}/.lock/holder.json`]: {text: '\0', modifiedAt: now - minute}},
			'an agent holds the lock of task 7; its heartbeat was 1m ago',
		],
	])('%s', (_name, others, reason) => {
		expect(diskWith(others).draft(option)).toEqual({type: 'refused', reason});
	});

	test('a folder that is gone', () => {
		const {'specs/state.json': state} = files;
		expect(diskOf({'specs/state.json': state!}).draft(option)).toEqual({
			type: 'refused',
			reason: 'the report is not there any more',
		});
	});

	test('an error log that is not UTF-8 is not added to', () => {
		const log = benchOf(files).option('7', 'log-interruption');
		expect(diskWith({'specs/errors.json': notText}).draft(log)).toMatchObject({
			type: 'refused',
			reason: expect.stringContaining('not UTF-8') as string,
		});
	});
});

describe('disks keep finer times than documents do', () => {
	const finer = (given: Files): MemoryDisk =>
		memoryDisk(
			Object.fromEntries(
				Object.entries(given).map(([path, {content, age = 5}]): [string, MemoryFile] => [
					`${workspace}/${path}`,
					{
						text: typeof content === 'string' ? content : JSON.stringify(content, null, 2),
						modifiedAt: now - age * minute + 0.7,
					},
				]),
			),
		);

	test('that is no sign that somebody went on', () => {
		expect(finer(files).draft(benchOf(files).option('7', 'log-interruption')).type).toBe('ready');
	});

	test('a fresh copy is still one: markers are as old as what they say', () => {
		const marker = {
			content: {task_number: 7, session_id: session, created: ago(300)},
			age: 1,
		};
		const copied: Files = {
			'specs/state.json': {content: container(entry('planned', {last_updated: ago(300)})), age: 1},
			[`${folder}/.postflight-pending`]: marker,
			'specs/.postflight-pending': marker,
		};
		const option = benchOf(copied).option('7', 'clear-markers');
		const draft = finer(copied).draft(option);
		expect(option.refusal).toBeNull();
		expect(draft.type === 'ready' && draft.edits).toHaveLength(2);
	});
});

describe('what the documents know of the files of a result is told at once', () => {
	const path = `${folder}/reports/01_a.md`;
	const elsewhere = 'src/a.ts';
	const of = (word: string, artifact: string, size: number, stat?: FileStat | null) => {
		const given = {
			...project(
				entry(word, {last_updated: ago(95), artifacts: [artifact]}),
				run('researched', {artifacts: [artifact]}),
				{[path]: {content: 'x'.repeat(size), age: 93}},
				92,
			),
			[`${folder}/.postflight-loop-guard`]: {content: '3\n', age: 92},
		};
		const state = reduce(
			stateOf(given),
			stat === undefined
				? []
				: [
						{
							type: 'references',
							path: `${workspace}/${folder}/.return-meta.json`,
							stats: new Map([[`${workspace}/${artifact}`, stat]]),
						},
					],
			now,
		);
		const refusalOf = (id: string) => optionsIn(state, now, workspace).option('7', id).refusal;
		return {
			finish: refusalOf('finish-postflight'),
			clean: word === 'researched' ? refusalOf('clean-return-meta') : null,
		};
	};

	const there = {modifiedAt: now, size: 5, isFolder: false};
	const none = `none of the files that ${folder}/.return-meta.json names is there: `;

	test.each([
		['a report that is empty', of('researching', path, 0).finish, `${none}${path} is empty`],
		['one that is recorded', of('researched', path, 0).finish, `${none}${path} is empty`],
		[
			'a file that is missing',
			of('researching', elsewhere, 1, null).finish,
			`${none}${elsewhere} is missing`,
		],
		[
			'to be cleaned up',
			of('researched', path, 0).clean,
			`${path} is empty: what the result says is not all there`,
		],
		[
			'cleaned up, missing',
			of('researched', elsewhere, 1, null).clean,
			`${elsewhere} is missing: what the result says is not all there`,
		],
		[
			'cleaned up, out of reach',
			of('researched', '../a.ts', 1).clean,
			'../a.ts lies outside of the workspace and is not looked at: what the result says is not all there',
		],
		[
			'nothing to look for, and everything told',
			of('researched', '../a.ts', 1).finish,
			'state.json has the status and every artifact of task 7 that is there; .return-meta.json stays until all of them are',
		],
		['nobody has looked', of('researching', elsewhere, 1).finish, null],
		['it is there', of('researched', elsewhere, 1, there).clean, null],
		['it is there, and not tidied up', of('researched', elsewhere, 1, there).finish, null],
	])('%s', (_name, refusal, reason) => {
		expect(refusal).toBe(reason);
	});

	test('and the disk decides all the same: a file that has come since counts', () => {
		const given = project(
			entry('researched', {last_updated: ago(95), artifacts: [elsewhere]}),
			run('researched', {artifacts: [elsewhere]}),
			{},
			92,
		);
		const bench = benchOf(given);
		expect(bench.refusal('7', 'clean-return-meta')).toContain('missing');
		expect(
			diskOf({...given, [elsewhere]: {content: 'x'}}).draft(bench.option('7', 'clean-return-meta'))
				.type,
		).toBe('ready');
	});
});

test('after a clone nobody knows which file came later', () => {
	const cloned = Object.fromEntries(
		Object.entries(files).map(([path, given]) => [path, {...given, age: 1}]),
	);
	const bench = benchOf(cloned);
	expect(bench.subjects[0]!.status).toBe('interrupted');
	expect(bench.refusal('7', 'reconcile-status')).toBe(
		'all files have the same age, as after a clone: which of them came later is not known',
	);
});

test('names that a shell would run are quoted, and those that no person can type left out', () => {
	const report = (place: string): string => `${place}/reports/01_a.md`;
	const commandsIn = (place: string): readonly string[] => {
		const bench = benchOf({
			...project(
				entry('researching', {last_updated: ago(95), project_name: place.slice(10)}),
				null,
			),
			[`${place}/.return-meta.json`]: {
				content: run('researched', {artifacts: [report(place)]}),
				age: 92,
			},
			[report(place)]: {content: 'x', age: 93},
		});
		const draft = bench.disk.draft(bench.option('7', 'finish-postflight'));
		return draft.type === 'ready' ? draft.byHand : [draft.reason];
	};

	expect(commandsIn("specs/007_it's;$(x)")[0]).toBe(
		String.raw`git -C '/w' add -A -- 'specs/state.json' 'specs/007_it'\''s;$(x)'`,
	);
	expect(commandsIn('specs/007_a\u001B[2Jb')[0]).toContain('characters that no path should have');
});
