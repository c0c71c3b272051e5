import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type ErrorQuestion, errorReportOf} from '../../../source/analysis/errors/error-report.ts';
import type {JournalEntry} from '../../../source/model/journal.ts';
import {arbitraryAttempts, attemptOf, errorOf} from '../attempts.ts';
import {hour, noon} from '../tasks.ts';

const report = (question: Partial<ErrorQuestion> & Pick<ErrorQuestion, 'attempts'>) =>
	errorReportOf({window: null, hourOf: (at) => new Date(at).getUTCHours(), ...question});

const failed = (task: string, message: string, hoursAgo: number, ordinal = 1) =>
	attemptOf({
		task,
		ordinal,
		outcome: 'failed',
		error: errorOf(message),
		endedAt: noon - hoursAgo * hour,
	});

const retried = (
	at: number,
	task: string,
	state: JournalEntry['state'] = 'applied',
): JournalEntry => ({
	plan: {
		id: `plan ${at}`,
		at,
		workspace: '/code',
		steps: [{option: 'retry', title: 'Retry', format: 'backlog', task, id: task, command: null}],
		edits: [],
		checks: [],
		lost: [],
		notes: [],
		byHand: [],
		downstream: [],
		left: [],
	},
	who: 'somebody',
	reason: null,
	at,
	state,
	settledAt: at,
	detail: null,
});

describe('errors by pattern', () => {
	const attempts = [
		failed('a', 'Operation timed out after 30s', 5),
		{...failed('a', 'Operation timed out after 60s', 4, 2), agent: 'codex'},
		attemptOf({task: 'a', ordinal: 3, endedAt: noon - 3 * hour}),
		{...failed('b', 'operation timed out after 5s', 2), agent: 'codex'},
		failed('c', "[Errno 28] No space left on device: '/a'", 1),
		attemptOf({task: 'd', outcome: 'interrupted', endedAt: noon}),
	];

	test('are counted, dated and classified', () => {
		const {groups} = report({attempts});
		expect(
			groups.map(({pattern, count, tasks, category, severity}) => ({
				pattern,
				count,
				tasks,
				category,
				severity,
			})),
		).toEqual([
			{
				pattern: 'operation timed out after <duration>',
				count: 3,
				tasks: 2,
				category: 'timeout',
				severity: 'medium',
			},
			{
				pattern: '[Errno 28] No space left on device: <text>',
				count: 1,
				tasks: 1,
				category: 'file_system',
				severity: 'critical',
			},
		]);
		expect(groups[0]).toMatchObject({
			agents: ['codex'],
			firstAt: noon - 5 * hour,
			lastAt: noon - 2 * hour,
			example: attempts[3],
			recovery: {recovered: 2, of: 3},
			trend: null,
		});
		// 14:00 UTC is noon here: 9, 10 and 12 o'clock.
		expect(groups[0]!.byHour.flatMap((count, at) => (count > 0 ? [[at, count]] : []))).toEqual([
			[9, 1],
			[10, 1],
			[12, 1],
		]);
	});

	test('recovery is a completion of the same task that came later, interruptions included', () => {
		expect(report({attempts}).recovery).toEqual({recovered: 2, of: 5});
	});

	test('a window asks for what ended in it, and compares with as much time before', () => {
		const many = Array.from({length: 10}, (_, index) => failed(`n${index}`, 'disk full', 1));
		const before = [
			...Array.from({length: 10}, (_, index) =>
				attemptOf({task: `o${index}`, endedAt: noon - 30 * hour}),
			),
			failed('z', 'disk full', 30),
		];
		const found = report({
			attempts: [
				...many,
				...before,
				failed('y', 'disk full', 60),
				{...failed('x', 'disk full', 0), endedAt: null},
			],
			window: {from: noon - 24 * hour, until: noon},
		});
		expect(found.groups[0]).toMatchObject({count: 10, trend: 'rising'});
		expect(found.attempts).toBe(10);
		expect(found.withoutTime).toBe(1);
	});

	test('tells what helped after a pattern, and how it went without', () => {
		const [group] = report({
			attempts: [
				failed('a', 'x', 10),
				attemptOf({task: 'a', ordinal: 2, startedAt: noon - 8 * hour}),
				failed('b', 'x', 10),
				failed('b', 'x', 7, 2),
				failed('c', 'x', 10),
				attemptOf({task: 'c', ordinal: 2, startedAt: noon - 8 * hour}),
				failed('e', 'x', 10),
				failed('u', 'x', 10),
			],
			journal: [
				retried(noon - 9 * hour, 'a'),
				retried(noon - 9 * hour, 'b'),
				// Too late for the first try, and nothing came after the second.
				retried(noon - 6 * hour, 'b'),
				retried(noon - 9 * hour, 'e'),
				retried(noon - 9 * hour, 'u', 'undone'),
			],
		}).groups;
		expect(group!.options).toEqual([
			{option: 'retry', title: 'Retry', tried: 2, worked: 1, open: 2},
			{option: null, title: 'tried again without an option', tried: 1, worked: 1, open: 0},
		]);
	});

	test('failures without a word are a group of their own', () => {
		const {groups} = report({
			attempts: [
				attemptOf({task: 'a', outcome: 'failed'}),
				attemptOf({task: 'b', outcome: 'failed'}),
			],
		});
		expect(groups).toMatchObject([{pattern: null, count: 2, category: 'unknown'}]);
	});

	test('nothing is lost or counted twice, whatever the attempts', () => {
		fc.assert(
			fc.property(arbitraryAttempts, (all) => {
				const {groups, recovery} = report({attempts: all});
				const failures = all.filter(
					({outcome, error}) => outcome === 'failed' || (outcome === 'interrupted' && error),
				);
				expect(groups.reduce((sum, {count}) => sum + count, 0)).toBe(failures.length);
				expect(recovery.recovered).toBeLessThanOrEqual(recovery.of);
				for (const {count, tasks, byHour, firstAt, lastAt, options} of groups) {
					expect(tasks).toBeLessThanOrEqual(count);
					expect(byHour.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(count);
					expect((firstAt ?? 0) <= (lastAt ?? 0)).toBe(true);
					expect(options.every(({tried, worked}) => worked <= tried)).toBe(true);
				}
			}),
		);
	});
});
