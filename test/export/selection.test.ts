import {describe, expect, test} from 'vitest';
import {wholeTime} from '../../source/analysis/metrics/population.ts';
import type {Finding} from '../../source/export/finding.ts';
import {selectionOf} from '../../source/export/selection.ts';
import {hour, noon, rowAtNoon, taskOf} from '../analysis/tasks.ts';

const rows = [
	rowAtNoon({id: '1', status: 'failed', updatedAt: {at: noon - 3 * hour, source: 'x'}}),
	rowAtNoon({
		id: '2',
		status: 'completed',
		startedAt: {at: noon - 5 * hour, source: 'x'},
		completedAt: {at: noon - hour, source: 'x'},
	}),
	rowAtNoon({id: '3', status: 'pending'}),
];

const finding = (task: string | null, severity: Finding['severity'], path: string): Finding => ({
	code: 'some-code',
	severity,
	message: 'something is wrong',
	format: 'tasks-meta',
	task: task === null ? null : taskOf({id: task}).key,
	path,
	line: null,
	column: null,
});

const findings = [
	finding('1', 'warning', '/code/a'),
	finding('3', 'error', '/code/b'),
	finding(null, 'info', '/code/c'),
];

const select = (filter: string, window = wholeTime) => {
	const selection = selectionOf({
		rows,
		findings,
		filter,
		window,
		changedAt: (path) => (path === '/code/a' ? noon - 2 * hour : path === '/code/b' ? noon : null),
		now: noon,
	});
	return {
		...selection,
		ids: selection.rows.map(({task}) => task.id),
		paths: selection.findings.map(({path}) => path),
	};
};

describe('a filter', () => {
	test('without a word leaves everything', () => {
		expect(select('')).toMatchObject({
			ids: ['1', '2', '3'],
			paths: ['/code/a', '/code/b', '/code/c'],
			withoutTime: 0,
			unknownFields: [],
		});
	});

	test('for tasks chooses their problems too', () => {
		expect(select('status:failed')).toMatchObject({ids: ['1'], paths: ['/code/a']});
	});

	test('for problems chooses their tasks too', () => {
		expect(select('severity:error')).toMatchObject({ids: ['3'], paths: ['/code/b']});
	});

	test('says what no field is called', () => {
		expect(select('colour:red').unknownFields).toEqual(['colour']);
		expect(select('status:failed severity:error').unknownFields).toEqual([]);
	});

	test('counts for tasks that are gone, as they were left', () => {
		const {isMeant} = select('status:failed');
		const gone = {task: 'kiro:/gone', id: '9', title: 'Gone'};
		expect(isMeant({...gone, status: 'failed'})).toBe(true);
		expect(isMeant({...gone, status: 'completed'})).toBe(false);
		// One that stands there counts as it stands.
		expect(isMeant({...gone, task: rows[1]!.task.key, status: 'failed'})).toBe(false);
	});
});

describe('a span of time', () => {
	test('keeps what was worked on in it, and problems of files that were changed in it', () => {
		expect(select('', {since: noon - 3.5 * hour, until: noon - 1.5 * hour})).toMatchObject({
			ids: ['1', '2'],
			paths: ['/code/a', '/code/c'],
			withoutTime: 1,
		});
	});

	test('of which only one end is given reaches to the other', () => {
		expect(select('', {since: noon - 2 * hour, until: null}).ids).toEqual(['2']);
		expect(select('', {since: null, until: noon - 4 * hour}).ids).toEqual(['2']);
	});
});
