import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import {findingsAt} from '../../source/export/finding.ts';
import {statusReportSchema, validateReportSchema} from '../../source/export/report-schema.ts';
import {statusReport} from '../../source/export/status-report.ts';
import {atLeast, validateReport} from '../../source/export/validate-report.ts';
import {blankTask, type Task} from '../../source/model/task.ts';
import {arbitraryFindings, arbitraryTasks} from '../helpers/arbitrary-task.ts';

const now = Date.UTC(2026, 2, 4, 5, 6, 7);

const reportOf = (tasks: readonly Task[]) =>
	statusReport({
		rows: tasks.map((task) => rowOf(task, undefined, now)),
		findings: [],
		workspaces: ['/w'],
		health: {files: 1, folders: 1},
		now,
	});

const taskNamed = (id: string, values: Partial<Task> = {}): Task => ({
	...blankTask({
		key: `kiro:/w#${id}`,
		id,
		title: id,
		format: 'kiro',
		workspace: '/w',
		group: 'specs',
	}),
	...values,
});

describe('status --json', () => {
	test('fits its schema for any tasks, and is the same after writing and reading', () => {
		fc.assert(
			fc.property(arbitraryTasks, arbitraryFindings, (tasks, findings) => {
				const report = statusReport({
					rows: tasks.map((task) => rowOf(task, undefined, now)),
					findings,
					workspaces: ['/w'],
					health: {files: 3, folders: 2},
					now,
				});
				const written: unknown = JSON.parse(JSON.stringify(report));
				expect(statusReportSchema.safeParse(written).error).toBeUndefined();
				expect(written).toEqual(report);
				expect(report.tasks.map(({key}) => key)).toEqual(tasks.map(({key}) => key));
				expect(Object.values(report.summary.byStatus).reduce((a, b) => a + b)).toBe(tasks.length);
			}),
		);
	});

	test('has its keys in one order, whatever a task knows', () => {
		fc.assert(
			fc.property(arbitraryTasks, (tasks) => {
				const keys = new Set(reportOf(tasks).tasks.map((task) => Object.keys(task).join()));
				expect(keys.size).toBeLessThanOrEqual(1);
			}),
		);
		expect(Object.keys(reportOf([taskNamed('1')]).tasks[0]!)).toEqual(
			Object.keys(statusReportSchema.shape.tasks.element.shape),
		);
	});

	test('names the tasks that wait for a task', () => {
		const waiting = (id: string) =>
			taskNamed(id, {
				dependencies: [
					{raw: '1', id: '1', key: 'kiro:/w#1', state: 'known'},
					{raw: '1', id: '1', key: 'kiro:/w#1', state: 'known'},
					{raw: 'the harbour', id: null, key: null, state: 'external'},
				],
			});
		const [first, second] = reportOf([taskNamed('1'), waiting('2'), waiting('3')]).tasks;
		expect(first!.dependents).toEqual(['2', '3']);
		expect(second!.dependencies).toEqual(['1', '1', 'the harbour']);
	});

	test('measures a running task until now, an interrupted one until its last sign of life', () => {
		const startedAt = {at: now - 60_000, source: 'lock acquired_at'};
		const activity = (endsBy: 'life' | 'end') => ({
			signals: [
				{signal: 'file-changed', weight: 'life' as const, at: now - 20_000, says: 'file changed'},
				...(endsBy === 'end'
					? [{signal: 'delegation-error', weight: 'end' as const, at: null, says: 'it crashed'}]
					: []),
			],
			silentAfterMs: 100_000,
			interruptedAfterMs: 200_000,
			usualMs: null,
		});
		const [running, interrupted, unknown] = reportOf([
			taskNamed('1', {status: 'running', startedAt, activity: activity('life')}),
			taskNamed('2', {status: 'running', startedAt, activity: activity('end')}),
			taskNamed('3', {status: 'running'}),
		]).tasks;
		expect(running).toMatchObject({
			status: 'running',
			durationMs: 60_000,
			elapsedSource: 'lock acquired_at',
			startedAt: '2026-03-04T05:05:07.000Z',
		});
		expect(interrupted).toMatchObject({
			status: 'interrupted',
			durationMs: 40_000,
			liveness: {verdict: 'interrupted', since: '2026-03-04T05:05:47.000Z', reason: 'it crashed'},
		});
		expect(interrupted!.liveness).toEqual({
			verdict: 'interrupted',
			since: '2026-03-04T05:05:47.000Z',
			reason: 'it crashed',
			threshold: 200_000,
			basis: 'measured default',
			evidence: [
				{signal: 'delegation-error', at: null, says: 'it crashed', weight: 'end', isSilent: false},
				{
					signal: 'file-changed',
					at: '2026-03-04T05:05:47.000Z',
					says: 'file changed',
					weight: 'life',
					isSilent: false,
				},
				{
					signal: 'agent-process',
					at: null,
					says: 'agent processes cannot be seen here',
					weight: 'note',
					isSilent: false,
				},
			],
		});
		expect(unknown).toMatchObject({durationMs: null, elapsedSource: null, liveness: null});
	});
});

describe('findings', () => {
	const problem = {
		code: 'lock-stale',
		severity: 'warning',
		message: 'old',
		format: 'kiro',
		task: null,
		path: '/w/a',
		line: 3,
	} as const;

	test('are told from when they hold', () => {
		const later = {...problem, activeFrom: now + 1};
		expect(findingsAt([problem, later], [], now)).toEqual([{...problem, column: null}]);
		expect(findingsAt([problem, later], [], now + 1)).toHaveLength(2);
	});

	test('begin with what could not be looked at', () => {
		const note = {
			code: 'folder-unreadable',
			severity: 'warning',
			message: 'no permission',
			path: '/w/x',
		} as const;
		expect(findingsAt([problem], [note], now)[0]).toEqual({
			...note,
			format: null,
			task: null,
			line: null,
			column: null,
		});
	});

	test('fit the schema of validate --json, at every severity', () => {
		fc.assert(
			fc.property(arbitraryFindings, (findings) => {
				for (const severity of ['error', 'warning', 'info'] as const) {
					const report = validateReport(atLeast(findings, severity), ['/w'], now);
					expect(validateReportSchema.safeParse(report).error).toBeUndefined();
				}

				expect(atLeast(findings, 'info')).toEqual(findings);
				expect(atLeast(findings, 'error').every(({severity}) => severity === 'error')).toBe(true);
			}),
		);
	});
});
