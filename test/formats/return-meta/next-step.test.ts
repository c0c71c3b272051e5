import {describe, expect, test} from 'vitest';
import {ago, entry, folder, otherSession, project, rowOfProject, run, session} from './given.ts';

const atWork = (more: object = {}, metadata: object = {}) =>
	run('in_progress', {metadata: {session_id: session, ...metadata}, ...more});

const logged = (command: string, of = session): object => ({
	errors: [
		{
			timestamp: ago(1),
			type: 'delegation_interrupted',
			severity: 'medium',
			message: 'connection lost',
			context: {session_id: of, command, task: 7},
			fix_status: 'unfixed',
		},
	],
});

describe('the command that goes on with what was going on', () => {
	test.each<[string, object, string]>([
		['phases', atWork({partial_progress: {phases_completed: 3, phases_total: 6}}), '/implement 7'],
		[
			'path of the delegation',
			atWork({}, {delegation_path: ['orchestrator', 'implement', 'some-agent']}),
			'/implement 7',
		],
		['name of the agent', atWork({}, {agent_type: 'go-implementation-agent'}), '/implement 7'],
		['nothing: it has no plan', atWork({}, {agent_type: 'an-agent'}), '/plan 7'],
		['a planner under implementing', atWork({}, {agent_type: 'planner-agent'}), '/plan 7'],
	])('is told by: %s', (_name, result, command) => {
		expect(rowOfProject(project(entry('implementing'), result)).task.command).toBe(command);
	});

	test.each([
		['/implement 7', session, '/implement 7'],
		['/implement 7', otherSession, '/plan 7'],
		['git commit -m "task 7: implementation completed"', session, '/plan 7'],
	])('is told by the error log: %s of %s', (command, of, expected) => {
		const files = project(entry('implementing'), atWork(), {
			'specs/errors.json': {content: logged(command, of), age: 1},
		});
		expect(rowOfProject(files).task.command).toBe(expected);
	});

	test('is told by the lock', () => {
		const lock = {session_id: session, acquired_at: ago(10), heartbeat_at: ago(1)};
		const at = (command: string) =>
			rowOfProject(
				project(entry('implementing'), atWork(), {
					[`${folder}/.lock/holder.json`]: {content: {...lock, command}, age: 1},
				}),
			).task.command;
		expect(at('/implement 7')).toBe('/implement 7');
		expect(at('/orchestrate 7')).toBe('/plan 7');
	});

	test('follows the run where state.json names no step', () => {
		const result = atWork({}, {agent_type: 'general-research-agent'});
		expect(rowOfProject(project(entry('in_progress'), result)).task.command).toBe('/research 7');
		expect(rowOfProject(project(entry('researching'), result)).task.command).toBe('/research 7');
	});

	test('is one of implementing when state.json counts phases', () => {
		const files = project(entry('implementing', {phases_completed: 1, phases_total: 3}));
		expect(rowOfProject(files).task.command).toBe('/implement 7');
		expect(rowOfProject(project(entry('implementing'))).task.command).toBe('/plan 7');
	});
});

describe('the command after a failure', () => {
	const fatal = {
		timestamp: ago(1),
		type: 'build_error',
		severity: 'critical',
		message: 'killed',
		context: {task: 7},
	};
	test.each([
		['researching', '/research 7'],
		['planning', '/plan 7'],
		['researched', '/plan 7'],
		['planned', '/implement 7'],
		['partial', '/implement 7'],
	])('of a task that is %s', (word, command) => {
		const row = rowOfProject(
			project(entry(word), null, {'specs/errors.json': {content: {errors: [fatal]}, age: 1}}),
		);
		expect([row.status, row.task.command]).toEqual(['failed', command]);
	});

	test('of a part that was done is that of its step', () => {
		const commandOf = (word: string) =>
			rowOfProject(project(entry(word), run('partial'))).task.command;
		expect(commandOf('researching')).toBe('/research 7');
		expect(commandOf('implementing')).toBe('/implement 7');
	});
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
	'the word %s is just an unknown one',
	(word) => {
		const {task} = rowOfProject(project(entry(word, {priority: word, task_type: word}), run(word)));
		expect(task).toMatchObject({status: 'unknown', command: null, priority: {rank: null}});
		const active = rowOfProject(project(entry(word), run('in_progress')));
		expect(active.task.activity?.usualMs).toBeGreaterThan(0);
		expect(active.task.command ?? 'none').toBeTypeOf('string');
	},
);

test('a blocked task says what holds it up, and then the command', () => {
	const {task} = rowOfProject(
		project(entry('blocked', {blocked_reason: 'needs the stable event ids of task 41'})),
	);
	expect(task.nextStep).toBe('needs the stable event ids of task 41');
	expect(task.command).toBe('/spawn 7');
	expect(rowOfProject(project(entry('blocked'))).task.nextStep).toContain('/spawn 7');
});
