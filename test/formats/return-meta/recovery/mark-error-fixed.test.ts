import {describe, expect, test} from 'vitest';
import {ago, entry, project, session} from '../given.ts';
import {benchOf, type Files} from './workbench.ts';

const logged = (more: object = {}): object => ({
	id: 'err_1',
	timestamp: ago(60),
	type: 'delegation_interrupted',
	severity: 'high',
	message: 'it broke',
	context: {session_id: session, command: '/research', task: 7},
	fix_status: 'unfixed',
	...more,
});

const files = (log: unknown, word = 'researched', updated = 15): Files =>
	project(entry(word, {last_updated: ago(updated)}), null, {
		'specs/errors.json': {content: log, age: 55},
	});

const marked = 'fixed",\n      "fixed_date": "2026-05-04T10:00:00Z",\n      "fix_task": 7';

describe('an error that a later success has overcome', () => {
	test('is marked where it stands, and nothing beside it', () => {
		const other = logged({id: 'err_2', context: {task: 8}});
		const text = JSON.stringify(
			{version: '2.0.0', errors: [other, logged()], aggregations: {a: 1}},
			null,
			2,
		);
		const after = benchOf(files(text)).after('7', 'mark-error-fixed')['specs/errors.json']!;
		const at = text.lastIndexOf('unfixed"');
		expect(after).toBe(text.slice(0, at) + marked + text.slice(at + 'unfixed"'.length));
		const again = benchOf(files(after));
		expect(again.subjects[0]!.task.error).toBeNull();
		expect(again.options('7').map(({id}) => id)).not.toContain('mark-error-fixed');
	});

	test('in a bare list, without a fix_status, with line breaks of another system', () => {
		const text =
			'[\r\n  1,\r\n  {\r\n    "timestamp": "T",\r\n    "context": {"command": "/plan", "task": 7}\r\n  }\r\n]'.replace(
				'"T"',
				JSON.stringify(ago(60)),
			);
		expect(
			benchOf(files(text, 'planned')).after('7', 'mark-error-fixed')['specs/errors.json'],
		).toBe(
			text.replace(
				'"task": 7}',
				'"task": 7},\r\n    "fix_status": "fixed",\r\n    "fixed_date": "2026-05-04T10:00:00Z",\r\n    "fix_task": 7',
			),
		);
	});
});

describe('what succeeded has to be what failed, and later', () => {
	const refusal = (log: object, word: string, updated = 15): string | null =>
		benchOf(files({errors: [log]}, word, updated)).refusal('7', 'mark-error-fixed');
	const implementing = {context: {command: '/implement', task: 7}};
	const none = 'task 7 has not succeeded since the error';

	test.each<[object, string, number, string | null]>([
		[logged(), 'researched', 15, null],
		[logged(), 'researched', 61, none],
		[logged(), 'researching', 15, none],
		[logged(), 'partial', 15, none],
		[logged(implementing), 'planned', 15, none],
		[logged(implementing), 'completed', 15, null],
		[logged({context: {task: 7}}), 'planned', 15, none],
		[logged({context: {task: 7, agent: 'planner-agent'}}), 'planned', 15, null],
		[
			logged({timestamp: undefined}),
			'completed',
			15,
			'the error has no time that can be believed: whether a success came later is not known',
		],
	])('%j, then %s %i minutes ago', (log, word, updated, reason) => {
		expect(refusal(log, word, updated)).toBe(reason);
	});
});
