import {describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import {healthSchema, tornFileSchema} from '../../source/export/health-schema.ts';
import {statusReport} from '../../source/export/status-report.ts';
import {reduce} from '../../source/store/reduce.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import {checkpoint, noon, read, statePath} from '../store/project.ts';

const whole = checkpoint('1', 'in_progress');

const reportOf = (
	{tasks, torn}: State,
	health: Parameters<typeof statusReport>[0]['health'] = {files: 1, folders: 2},
) =>
	statusReport({
		rows: [...tasks.values()].map((task) => rowOf(task, undefined, noon)),
		findings: [],
		workspaces: ['/code'],
		health,
		torn: [...torn.values()],
		now: noon,
	});

const tornState = reduce(
	reduce(emptyState, [read(statePath, whole)], noon, true),
	[read(statePath, whole.slice(0, 40))],
	noon + 5000,
);

describe('the health in status --json', () => {
	test('of a snapshot says null for what only a watch could know', () => {
		expect(reportOf(emptyState).health).toEqual({
			mode: null,
			reason: null,
			files: 1,
			folders: 2,
			missed: null,
			lag: null,
			unreadable: [],
			cpuShare: null,
			memoryBytes: null,
			falseAlarms: null,
		});
	});

	test('of a watch says what it knows', () => {
		const known = {
			mode: 'polling',
			reason: 'inotify limit reached',
			files: 3,
			folders: 4,
			missed: 5,
			lag: {p50Ms: 6, p95Ms: 7, samples: 8},
			cpuShare: 0.01,
			memoryBytes: 9,
			falseAlarms: 10,
		} as const;
		const {health} = reportOf(emptyState, known);
		expect(health).toEqual({...known, unreadable: []});
		expect(healthSchema.safeParse(health).error).toBeUndefined();
	});

	test('names the files that cannot be read, with the place and since when', () => {
		expect(reportOf(tornState).health.unreadable).toEqual([
			{path: statePath, since: '2026-03-01T12:00:05.000Z', line: 1, column: 32},
		]);
	});
});

describe('the torn files in status --json', () => {
	test('fit their schema, and name the tasks that rest on them', () => {
		const [file, ...others] = reportOf(tornState).tornFiles;
		expect(others).toEqual([]);
		expect(tornFileSchema.safeParse(file).error).toBeUndefined();
		expect(Object.keys(file!)).toEqual(Object.keys(tornFileSchema.shape));
		expect(file).toMatchObject({
			path: statePath,
			shows: 'last-good',
			count: 1,
			byte: 31,
			line: 1,
			tasks: [...tornState.tasks.keys()],
			salvaged: [{name: 'task_details.task_id', value: '"1"'}],
			excerpt: {above: [], before: '{"task_details":{"task_id":"1",', below: null},
		});
	});

	test('stay when they can be read again, and are no longer unreadable', () => {
		const {health, tornFiles} = reportOf(reduce(tornState, [read(statePath, whole)], noon + 9000));
		expect(health.unreadable).toEqual([]);
		expect(tornFiles).toMatchObject([{path: statePath, since: null, count: 1}]);
	});
});
