import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {blankTask, type Task} from '../../../source/model/task.ts';
import type {UserCommand} from '../../../source/model/user-command.ts';
import {fillCommand, invocationText} from '../../../source/recovery/commands/fill-command.ts';

const task = (changes: Partial<Task> = {}): Task => ({
	...blankTask({
		key: 'kiro:/w:1.2',
		id: '1.2',
		title: 'Models and $(interfaces)',
		format: 'kiro',
		workspace: '/w',
		group: '.kiro/specs/api',
	}),
	files: [{path: '/w/.kiro/specs/api/tasks.md', line: 3}],
	...changes,
});

const command = (...words: [string, ...string[]]): UserCommand => ({
	arguments: words,
	run: 'background',
});

const fill = (given: UserCommand, of: Task | null = task()) =>
	fillCommand(given, {task: of, workspace: '/w', option: 'start'});

describe('a command', () => {
	test('gets the values of its task, each inside of its argument', () => {
		expect(
			fill(command('claude', '-p', 'do {id} ({title}) in {group}', '{path}', '{option}', '{key}')),
		).toEqual({
			type: 'filled',
			invocation: {
				program: 'claude',
				arguments: [
					'-p',
					'do 1.2 (Models and $(interfaces)) in .kiro/specs/api',
					'/w/.kiro/specs/api/tasks.md',
					'start',
					'kiro:/w:1.2',
				],
				folder: '/w',
			},
		});
	});

	test.each([
		['{session}', {}, 'start of task 1.2 cannot be run: {session} is not known'],
		['go {title}', {title: ' '}, 'start of task 1.2 cannot be run: {title} is empty'],
		['{title}', {title: '--dangerously'}, /\{title\} is "--dangerously", which the program would/],
		['{title} x', {title: '-x'}, /take for a flag/],
		['a {title}', {title: 'a\u001B[2Jb'}, /\{title\} holds control characters/],
		['a {title}', {title: 'a\nb'}, /\{title\} holds control characters/],
		['a {title}', {title: 'a\0b'}, /\{title\} holds control characters/],
		['a {title}', {title: '\u202Eevil'}, /\{title\} holds control characters/],
	])('with %s is refused for %j', (argument, changes, reason) => {
		const filling = fill(command('a', argument), task(changes));
		expect(filling).toMatchObject({type: 'refused'});
		expect(filling.type === 'refused' && filling.reason).toMatch(reason);
	});

	test('takes a value with a hyphen where the argument begins with something else', () => {
		expect(fill(command('a', '--title={title}'), task({title: '-x'}))).toMatchObject({
			invocation: {arguments: ['--title=-x']},
		});
	});

	test('of a group knows nothing of a task', () => {
		expect(fill(command('a', '{id}'), null)).toEqual({
			type: 'refused',
			reason: 'start cannot be run: {id} is not known',
		});
		expect(fill(command('a', '{workspace}'), null)).toMatchObject({type: 'filled'});
	});

	test('has as many arguments as configured, and the program configured, whatever the values', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), fc.string(), (title, id) => {
				const filling = fill(
					command('agent', 'a{title}', '{id}', 'b {title}{id}'),
					task({title, id}),
				);
				const isUsable =
					filling.type === 'refused' ||
					(!id.startsWith('-') &&
						JSON.stringify(filling.invocation) ===
							JSON.stringify({
								program: 'agent',
								arguments: [`a${title}`, id, `b ${title}${id}`],
								folder: '/w',
							}));
				expect(isUsable).toBe(true);
			}),
		);
	});

	test('does not look for placeholders in values', () => {
		expect(fill(command('a', '{title}'), task({title: '{key} $& $1'}))).toMatchObject({
			invocation: {arguments: ['{key} $& $1']},
		});
	});

	test('is written so that its arguments can be told apart', () => {
		expect(invocationText({program: 'a', arguments: ['b c', '"', '\u001B[2J'], folder: '/w'})).toBe(
			'["a", "b c", "\\"", ""]',
		);
	});
});
