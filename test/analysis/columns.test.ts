import {assert, constantFrom, double, integer, option, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {bar, columns, noteText, stageText} from '../../source/analysis/columns.ts';
import type {Row} from '../../source/analysis/rows.ts';
import {tornGraceMs} from '../../source/store/torn-files.ts';
import {statuses} from '../../source/model/status.ts';
import {displayWidth} from '../../source/text/width.ts';
import {anyRows, hour, minute, noon, rowAtNoon, silentFor, stuckFor} from './tasks.ts';

const cell = (id: string, row: Row, now = noon): string =>
	columns.find((column) => column.id === id)!.text(row, now);

const tone = (id: string, row: Row): string =>
	columns.find((column) => column.id === id)!.tone(row);

describe('a bar', () => {
	test.for([
		[0, '──────────'],
		[0.04, '──────────'],
		[0.5, '━━━━━─────'],
		[1, '━━━━━━━━━━'],
		[7, '━━━━━━━━━━'],
		[-1, '──────────'],
	] as const)('of %d', ([share, expected]) => {
		expect(bar(share)).toBe(expected);
	});

	test('is as wide as it should be, and never less than nothing', () => {
		assert(
			property(
				double({min: -2, max: 2, noNaN: true}),
				integer({min: -20, max: 60}),
				(share, width) => {
					expect(bar(share, width)).toHaveLength(Math.max(0, width));
				},
			),
		);
	});
});

describe('the stage', () => {
	test.for([
		['running', {name: 'searching', index: 6, total: 10}, null, '━━━━── 6/10 searching'],
		['running', {name: 'searching', index: 0, total: 3}, null, '────── 0/3 searching'],
		['running', {name: '', index: 3, total: 3}, null, '━━━━━━ 3/3'],
		['running', {name: 'searching', index: 3, total: null}, null, 'searching 3'],
		['running', {name: 'searching', index: null, total: null}, null, 'searching'],
		['running', {name: 'searching', index: null, total: null}, 0.5, '━━━─── 50% searching'],
		['running', null, 0.25, '━━──── 25%'],
		['running', null, null, ''],
		['running', null, 0, ''],
		['running', null, 1, ''],
		// More than all of nothing: what the file says, without a bar.
		['running', {name: '', index: 3, total: 0}, null, '3/0'],
		['interrupted', {name: 'us1', index: 1, total: 2}, null, '━━━─── 1/2 us1'],
		['partial', {name: 'us1', index: 1, total: 2}, null, '━━━─── 1/2 us1'],
		// What does not move has no bar.
		['completed', {name: 'us1', index: 2, total: 2}, null, 'us1 2/2'],
		['pending', {name: 'us1', index: 0, total: 2}, null, 'us1 0/2'],
		['failed', null, 0.4, '40%'],
		['blocked', {name: 'us1', index: null, total: null}, null, 'us1'],
	] as const)('of a %s task at %j, %j', ([status, stage, progress, expected]) => {
		expect(stageText(rowAtNoon({id: '1', status, stage, progress}))).toBe(expected);
	});
});

describe('the note', () => {
	const spoken = {
		error: {message: 'no route to host', category: 'network', severity: null},
		nextStep: 'try again',
	} as const;

	// What a row says in every status, so that none is forgotten.
	test.for([
		['running', ''],
		['interrupted', 'interrupted · no route to host · try again'],
		['failed', 'no route to host · try again'],
		['blocked', 'try again'],
		['partial', 'no route to host · try again'],
		['pending', 'try again'],
		['completed', ''],
		['cancelled', ''],
		['skipped', ''],
		['unknown', 'try again'],
	] as const)('of a %s task', ([status, expected]) => {
		expect(noteText(rowAtNoon({id: '1', status, ...spoken}))).toBe(expected);
	});

	test('covers every status', () => {
		for (const status of statuses) {
			expect(typeof noteText(rowAtNoon({id: '1', status}))).toBe('string');
		}
	});

	test('says first what presses, and nothing twice', () => {
		expect(
			noteText(
				rowAtNoon({
					id: '1',
					status: 'failed',
					...spoken,
					attention: [{code: 'answer-needed', message: 'which database?'}],
				}),
			),
		).toBe('which database? · no route to host · try again');
		expect(
			noteText(
				rowAtNoon({
					id: '1',
					status: 'failed',
					...spoken,
					nextStep: 'no route to host',
				}),
			),
		).toBe('no route to host');
	});

	test('says that a file cannot be read, once it is more than a moment', () => {
		const row = (staleSince: number) => rowAtNoon({id: '1', status: 'pending', staleSince});
		expect(noteText(row(noon - tornGraceMs))).toBe('file unreadable');
		expect(noteText(row(noon - tornGraceMs + 1))).toBe('');
	});

	test('says how long nobody was heard of, and what to do then', () => {
		const silent = rowAtNoon({
			id: '1',
			status: 'running',
			activity: stuckFor(43 * minute),
			nextStep: 'resume it',
		});
		expect(noteText(silent)).toBe('silent 43m (usually 4m) · resume it');
		expect(tone('note', silent)).toBe('warning');
		const lost = rowAtNoon({id: '1', status: 'running', activity: silentFor(3 * hour)});
		expect(noteText(lost)).toBe('silent 3h (usually 4m)');
		expect(tone('note', lost)).toBe('interrupted');
	});
});

test('elapsed time runs while a task runs, and stands still after', () => {
	const startedAt = {at: noon - 2 * minute, source: 'lock'};
	const running = rowAtNoon({id: '1', status: 'running', startedAt});
	expect(cell('elapsed', running)).toBe('2m00s');
	expect(cell('elapsed', running, noon + 14_000)).toBe('2m14s');
	const done = rowAtNoon({id: '1', status: 'completed', startedAt, durationMs: 47 * minute});
	expect(cell('elapsed', done, noon + 14_000)).toBe('47m');
	expect(cell('elapsed', rowAtNoon({id: '1', status: 'completed', startedAt}))).toBe('');
	expect(cell('elapsed', rowAtNoon({id: '1', status: 'running'}))).toBe('');
});

test('says which try it is, from the second on', () => {
	expect([null, 0, 1, 12].map((retries) => cell('retries', rowAtNoon({id: '1', retries})))).toEqual(
		['', '', '2', '13'],
	);
});

test('what is done, or cannot be read, is quiet', () => {
	const done = rowAtNoon({id: '1', status: 'completed'});
	const stale = rowAtNoon({id: '1', status: 'running', staleSince: noon - hour});
	for (const row of [done, stale]) {
		expect(['id', 'title', 'agent', 'elapsed', 'note'].map((id) => tone(id, row))).toEqual(
			Array.from({length: 5}, () => 'dim'),
		);
	}

	// A status that may be old has no colour that says otherwise.
	expect(tone('status', stale)).toBe('dim');
	expect(tone('status', done)).toBe('completed');
});

test('columns are whole: own ids, widths that can be kept, a place in the queue', () => {
	expect(new Set(columns.map(({id}) => id)).size).toBe(columns.length);
	for (const {minimumWidth, maximumWidth, growth, title} of columns) {
		expect(minimumWidth).toBeGreaterThan(0);
		expect(maximumWidth).toBeGreaterThanOrEqual(minimumWidth);
		expect(growth).toBeGreaterThanOrEqual(0);
		expect(displayWidth(title)).toBeLessThanOrEqual(maximumWidth);
	}
});

test('every cell of any row is a text on one line', () => {
	assert(
		property(
			anyRows,
			option(integer({min: 0, max: 9}), {nil: null}),
			constantFrom(...columns),
			(rows, retries, column) => {
				for (const row of rows) {
					const text = column.text({...row, task: {...row.task, retries}}, noon);
					expect(text).toEqual(expect.any(String));
					expect(text).not.toMatch(/[\n\r]/);
					expect(column.tone(row)).toEqual(expect.any(String));
				}
			},
		),
	);
});
