import {mkdtemp, rm, utimes} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Row, rowOf} from '../../source/analysis/rows.ts';
import {performWrite} from '../../source/demo/perform-write.ts';
import {story} from '../../source/demo/story.ts';
import {formatNames} from '../../source/model/format-name.ts';
import type {Problem} from '../../source/model/problem.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import type {Status} from '../../source/model/status.ts';
import {createStore} from '../../source/store/store.ts';
import {readSnapshot} from '../../source/watch/snapshot.ts';

/** What is to be seen at a second of the story. */
type View = {
	readonly second: number;
	readonly rows: readonly Row[];
	readonly problems: readonly Problem[];
};

const toldSeconds = 200;

/** Tells the story without waiting, and looks at the folder after every step, as a person would. */
const watchStory = async (seed: number, seconds: number): Promise<readonly View[]> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'metawatch-test-'));
	const startedAt = Date.now();
	const views: View[] = [];
	const look = async (second: number): Promise<void> => {
		const now = startedAt + second * 1000;
		const store = createStore();
		await readSnapshot({
			workspaces: [folder],
			settings: defaultSettings,
			store,
			withReferences: true,
			now: () => now,
		});
		const {tasks, observed, problems} = store.getState();
		const rows = [...tasks.values()].map((task) => rowOf(task, observed.get(task.key), now));
		views.push({second, rows, problems});
	};

	try {
		let looked = -1;
		for (const {atMs, writes} of story({seed, startedAt, speed: 1})) {
			const second = Math.floor(atMs / 1000);
			if (second > looked && looked >= 0) {
				await look(looked);
			}

			if (second > seconds) {
				break;
			}

			looked = second;
			for (const write of writes) {
				await performWrite(write, folder);
				if (write.type !== 'remove' && !('modifiedAt' in write)) {
					const at = (startedAt + atMs) / 1000;
					await utimes(path.join(folder, write.path), at, at);
				}
			}
		}
	} finally {
		await rm(folder, {recursive: true});
	}

	return views;
};

const isTorn = ({problems}: View): boolean =>
	problems.some(
		({code, path: file}) => code === 'file-unreadable' && file.endsWith('tasks_meta.json'),
	);

/** The different words a task was shown with, in order. */
const courseOf = (views: readonly View[], id: string): Status[] =>
	views
		// Every look is a fresh one here, that has no last good state of a torn file.
		.filter((view) => !isTorn(view))
		.map(({rows}) => rows.find(({task}) => task.id === id)?.status)
		.filter((status) => status !== undefined)
		.filter((status, index, all) => status !== all[index - 1]);

const everShown = (views: readonly View[], id: string, code: string): boolean =>
	views.some(({rows}) =>
		rows.some(({task, attention}) => task.id === id && attention.some((one) => one.code === code)),
	);

describe.each([1, 42])('the demo with seed %i, as it is read', (seed) => {
	let views: readonly View[] = [];
	beforeAll(async () => {
		views = await watchStory(seed, toldSeconds);
	}, 120_000);
	afterAll(() => {
		views = [];
	});

	test('is lively from the first moment: every format, every status', () => {
		const {rows, problems} = views[0]!;
		expect(rows.length).toBeGreaterThanOrEqual(25);
		expect(rows.length).toBeLessThanOrEqual(45);
		expect(new Set(rows.map(({task}) => task.format))).toEqual(new Set(formatNames));
		expect([...new Set(rows.map(({status}) => status))].sort()).toEqual([
			'blocked',
			'cancelled',
			'completed',
			'failed',
			'interrupted',
			'partial',
			'pending',
			'running',
			'skipped',
		]);
		expect(problems.filter(({severity}) => severity === 'error')).toEqual([]);
	});

	test('shows progress in every format', () => {
		for (const format of formatNames) {
			const words = new Set(
				views.flatMap(({rows}) =>
					rows
						.filter(({task, status}) => task.format === format && status === 'running')
						.map(
							({task}) => `${task.id} ${task.stage?.name} ${task.stage?.index} ${task.progress}`,
						),
				),
			);
			expect([format, words.size >= 4]).toEqual([format, true]);
		}
	});

	test('tells of an agent that is cut off and begins again', () => {
		expect(courseOf(views, '49')).toEqual([
			'pending',
			'running',
			'interrupted',
			'running',
			'pending',
		]);
		expect(courseOf(views, '43')).toEqual(['interrupted', 'running', 'completed']);
		expect(courseOf(views, 'T004')).toEqual([
			'running',
			'interrupted',
			'pending',
			'running',
			'completed',
		]);
	});

	test('tells of failures with real messages, and of later tries', () => {
		expect(courseOf(views, 'T006')).toEqual([
			'failed',
			'pending',
			'running',
			'failed',
			'pending',
			'running',
			'completed',
		]);
		expect(courseOf(views, 'B-203')).toEqual([
			'running',
			'failed',
			'pending',
			'running',
			'completed',
		]);
		const failed = views.flatMap(({rows}) => rows).filter(({status}) => status === 'failed');
		expect(failed.filter(({task}) => !task.error?.message)).toEqual([]);
		expect(
			views.some(({rows}) =>
				rows.some(({task}) => task.id === 'B-203' && task.error?.category === 'network'),
			),
		).toBe(true);
	});

	test('tells of a blocked chain that clears', () => {
		expect(courseOf(views, '44')).toEqual(['blocked', 'pending', 'running', 'completed']);
		expect(courseOf(views, '41')).toEqual(['running', 'completed']);
		expect(courseOf(views, 'B-204')).toEqual([
			'blocked',
			'pending',
			'running',
			'failed',
			'pending',
			'running',
			'completed',
		]);
	});

	test('has something for a person to decide', () => {
		expect(everShown(views, '46', 'review-needed')).toBe(true);
		expect(everShown(views, '47', 'merge-needed')).toBe(true);
		expect(everShown(views, 'T003', 'gate-failed')).toBe(true);
	});

	test('names the command that goes on with what an agent was doing', () => {
		const commandsOf = (id: string, status: Status) => [
			...new Set(
				views.flatMap(({rows}) =>
					rows
						.filter(({task, status: shown}) => task.id === id && shown === status)
						.map(({task}) => task.command),
				),
			),
		];
		expect(commandsOf('43', 'interrupted')).toEqual(['/implement 43']);
		expect(commandsOf('41', 'running')).toEqual(['/implement 41']);
		expect(commandsOf('44', 'running')).toEqual(['/implement 44']);
		expect(commandsOf('49', 'interrupted')).toEqual(['/research 49']);
		expect(commandsOf('42', 'running')).toEqual(['/research 42', '/plan 42']);
	});

	test('has somebody hold others up, something to start, and somebody to ask', () => {
		const {rows} = views[0]!;
		const byKey = new Map(rows.map((row) => [row.task.key, row]));
		const openOf = (id: string) =>
			rows
				.find(({task}) => task.id === id)!
				.task.dependencies.map(({key}) => byKey.get(key ?? ''))
				.filter((row) => row && row.status !== 'completed')
				.map((row) => row!.task.id);
		expect(openOf('44')).toEqual(['41']);
		expect(openOf('48')).toEqual(['41']);
		expect(openOf('45')).toEqual(['44']);
		expect(openOf('49')).toEqual([]);
		expect(rows.find(({task}) => task.id === '44')!.task.nextStep).toContain('41');
		expect(everShown(views, 'B-206', 'person-needed')).toBe(true);
	});

	test('has plans whose phases are marked as they are done', () => {
		const done = (id: string) =>
			views.map(
				({rows}) =>
					rows
						.find(({task}) => task.id === id)!
						.task.steps.filter(({status}) => status === 'completed').length,
			);
		expect([done('43')[0], done('43').at(-1)]).toEqual([3, 6]);
		expect([done('48')[0], done('48').at(-1)]).toEqual([0, 0]);
		expect(views[0]!.rows.find(({task}) => task.id === '48')!.task.steps).toHaveLength(4);
	});

	test('tears a file for some seconds of the story, and the file is whole again', () => {
		const first = views.findIndex(isTorn);
		const last = views.findLastIndex(isTorn);
		expect(first).toBeGreaterThan(0);
		expect(views.slice(first, last + 1).every(isTorn)).toBe(true);
		expect(last).toBeLessThan(views.length - 1);
		// As the story is written, which is the same every time: no clock was asked.
		expect(views[last]!.second - views[first]!.second).toBeLessThan(6);
	});

	test('ends with everything done that was begun', () => {
		for (const id of ['2.2', '3.2', 'T007', 'T008', 'B-207']) {
			expect(courseOf(views, id)).toContain('completed');
		}
	});
});
