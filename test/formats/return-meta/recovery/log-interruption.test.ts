import {describe, expect, test} from 'vitest';
import {ago, container, entry, folder, now, otherSession, session} from '../given.ts';
import {benchOf, diskOf, type Files} from './workbench.ts';

const run = {
	status: 'in_progress',
	artifacts: [],
	partial_progress: {
		stage: 'searches_completed',
		details: 'three searches',
		phases_completed: 0,
		phases_total: 3,
	},
	metadata: {
		session_id: session,
		agent_type: 'lean-research-agent',
		delegation_path: ['orchestrator', 'research', 'lean-research-agent'],
	},
};

const interrupted = (log: string | null = null, more: Files = {}): Files => ({
	'specs/state.json': {
		content: container(entry('researching', {last_updated: ago(95)})),
		age: 95,
	},
	[`${folder}/.return-meta.json`]: {content: run, age: 90},
	...(log === null ? {} : {'specs/errors.json': {content: log, age: 300}}),
	...more,
});

const log = (text: string | null, more: Files = {}): string | null =>
	benchOf(interrupted(text, more)).after('7', 'log-interruption')['specs/errors.json']!;

/** The new entry, each of its lines behind `indent`. */
const newEntry = (indent: string, lineBreak = '\n'): string =>
	[
		'{',
		`  "id": "err_${now}_Ab3dEf",`,
		'  "timestamp": "2026-05-04T10:00:00.000Z",',
		'  "type": "delegation_interrupted",',
		'  "severity": "medium",',
		'  "message": "lean-research-agent interrupted at stage searches_completed: task 7, 0 of 3 phases done, last sign of life 1h ago, no report on disk",',
		'  "context": {',
		`    "session_id": "${session}",`,
		'    "command": "/research",',
		'    "task": 7,',
		'    "checkpoint": "searches_completed",',
		'    "agent": "lean-research-agent",',
		'    "file": "specs/007_a_task/.return-meta.json"',
		'  },',
		'  "recovery": {',
		'    "suggested_action": "Run /research 7 to resume",',
		'    "auto_recoverable": true',
		'  },',
		'  "fix_status": "unfixed"',
		'}',
	].join(lineBreak + indent);

const compactEntry = JSON.stringify(JSON.parse(newEntry('')));

describe('an interruption is written into the error log', () => {
	test.each<[string, string | null, string]>([
		['no log yet', null, `{\n  "errors": [\n    ${newEntry('    ')}\n  ]\n}\n`],
		['a bare list that is empty', '[]\n', `[\n  ${compactEntry}\n]\n`],
		[
			'a bare list with an entry',
			'[\n  {"id": "a"}\n]',
			`[\n  {"id": "a"},\n  ${newEntry('  ')}\n]`,
		],
		[
			'version 1',
			'{\n  "version": "1.0.0",\n  "errors": []\n}\n',
			`{\n  "version": "1.0.0",\n  "errors": [\n    ${newEntry('    ')}\n  ]\n}\n`,
		],
		[
			'version 2, aggregations untouched',
			'{\n  "errors": [],\n  "aggregations": {"total":0}\n}',
			`{\n  "errors": [\n    ${newEntry('    ')}\n  ],\n  "aggregations": {"total":0}\n}`,
		],
		[
			'mark and line breaks of another system',
			'\uFEFF{\r\n  "errors": []\r\n}\r\n',
			`\uFEFF{\r\n  "errors": [\r\n    ${newEntry('    ', '\r\n')}\r\n  ]\r\n}\r\n`,
		],
		['on one line', '{"errors":[{"id":"a"}]}', `{"errors":[{"id":"a"}, ${compactEntry}]}`],
	])('%s', (_name, before, after) => {
		expect(log(before)).toBe(after);
	});

	test('what was left is named, what is not known is left out', () => {
		const files = interrupted(null, {
			[`${folder}/.return-meta.json`]: {content: {status: 'in_progress'}, age: 90},
			[`${folder}/reports/01_a.md`]: {content: 'text', age: 91},
			[`${folder}/reports/02_b.md`]: {content: '', age: 91},
			'specs/state.json': {
				content: container(entry('researching', {last_updated: ago(95), session_id: undefined})),
				age: 95,
			},
		});
		const text = benchOf(files).after('7', 'log-interruption')['specs/errors.json']!;
		const {errors} = JSON.parse(text) as {errors: {message: string; context: object}[]};
		expect(errors[0]!.message).toBe(
			'agent interrupted: task 7, last sign of life 1h ago, on disk: 01_a.md',
		);
		expect(errors[0]!.context).toEqual({task: 7, file: 'specs/007_a_task/.return-meta.json'});
	});

	test('an id that is taken is not given again', () => {
		const id = `err_${now}_Ab3dEf`;
		expect(log(JSON.stringify({errors: [{id}]}))).toContain(`"err_${now}_b3dEf6"`);
	});

	test('the run is read as interrupted at once afterwards, by what the entry says', () => {
		const files = interrupted();
		const text = benchOf(files).after('7', 'log-interruption')['specs/errors.json']!;
		const later = benchOf({...files, 'specs/errors.json': {content: text, age: 0}});
		expect(later.subjects[0]!.status).toBe('interrupted');
		expect(
			later.subjects[0]!.task.activity!.signals.find(({weight}) => weight === 'end'),
		).toMatchObject({signal: 'delegation-error', at: now});
		expect(later.refusal('7', 'log-interruption')).toBe(
			'it is written down already: specs/errors.json, line 3',
		);
	});
});

describe('it is refused', () => {
	const refusal = (text: string | null, more: Files = {}): string | null =>
		benchOf(interrupted(text, more)).refusal('7', 'log-interruption');

	test.each([
		['{"errors": [', 'specs/errors.json, line 1: the file ends in the middle of a value'],
		['', 'specs/errors.json, line 1: the file is empty'],
		['{"$schema": "x", "properties": {"errors": {}}}', 'specs/errors.json is no error log'],
		['{"entries": []}', 'specs/errors.json is no error log'],
		[
			'{"errors": [{"id": 1, "id": 2}]}',
			'specs/errors.json, line 1: the key "id" stands twice in one object; the last one counts',
		],
	])('for the log %s', (text, reason) => {
		expect(refusal(text)).toContain(reason);
	});

	test('when an entry about this run is open; not for another run, nor for one that is fixed', () => {
		const logged = (more: object, context: object = {}): string =>
			JSON.stringify({
				errors: [
					{
						type: 'delegation_interrupted',
						timestamp: ago(90),
						context: {session_id: session, task: 7, ...context},
						...more,
					},
				],
			});
		expect(refusal(logged({fix_status: 'unfixed'}))).toBe(
			'it is written down already: specs/errors.json, line 1',
		);
		expect(refusal(logged({}, {session_id: `${session}_7`}))).not.toBeNull();
		expect(refusal(logged({fix_status: 'fixed'}))).toBeNull();
		expect(refusal(logged({}, {session_id: otherSession}))).toBeNull();
		expect(refusal(logged({}, {task: 8}))).toBeNull();
	});

	test('when somebody has gone on since', () => {
		const files = interrupted();
		const bench = benchOf(files);
		const moved = diskOf({...files, [`${folder}/.return-meta.json`]: {content: run, age: 1}});
		expect(moved.draft(bench.option('7', 'log-interruption'))).toEqual({
			type: 'refused',
			reason: 'somebody went on with task 7: .return-meta.json was written 1m ago',
		});
	});

	test('when the run has told its end since', () => {
		const files = interrupted();
		const bench = benchOf(files);
		const done = {...run, status: 'researched'};
		const moved = diskOf({...files, [`${folder}/.return-meta.json`]: {content: done, age: 90}});
		expect(moved.draft(bench.option('7', 'log-interruption'))).toMatchObject({type: 'refused'});
	});

	test('not offered for a run that is at work, or is over', () => {
		for (const [status, age] of [
			['in_progress', 2],
			['researched', 90],
			['partial', 90],
		] as const) {
			const files = interrupted(null, {
				[`${folder}/.return-meta.json`]: {content: {...run, status}, age},
			});
			expect(() => benchOf(files).option('7', 'log-interruption')).toThrow('not offered');
		}
	});
});
