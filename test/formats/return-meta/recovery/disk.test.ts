import {describe, expect, test} from 'vitest';
import {ago, entry, folder, minute, now, project, run, workspace} from '../given.ts';
import {memoryDisk, type MemoryFile} from '../../../helpers/memory-disk.ts';
import {benchOf, diskOf, type Files} from './workbench.ts';

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
