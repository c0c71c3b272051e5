import {describe, expect, test, vi} from 'vitest';
import {type Command, commandGroups} from '../../source/commands/command.ts';
import type {CommandContext} from '../../source/commands/context.ts';
import {commands} from '../../source/commands/index.ts';
import {keyLabel, keymapOf, reasonAgainst, runCommand} from '../../source/commands/keymap.ts';
import {initialScreenState} from '../../source/commands/screen-state.ts';

const contextWith = (known: Partial<CommandContext> = {}) => ({
	...({
		screen: initialScreenState,
		items: [],
		index: -1,
		selected: null,
		isReadOnly: false,
	} as unknown as CommandContext),
	dispatch: vi.fn<CommandContext['dispatch']>(),
	...known,
});

const commandWith = (known: Partial<Command> = {}) => ({
	id: 'test.do',
	title: 'do it',
	group: 'Task' as const,
	keys: ['x'],
	run: vi.fn<Command['run']>(),
	...known,
});

describe('the registry of commands', () => {
	test('gives every key to one command', () => {
		const keymap = keymapOf(commands);
		expect(keymap.size).toBe(commands.flatMap(({keys}) => keys).length);
		expect(keymap.get('j')!.id).toBe('cursor.down');
	});

	test('gives every command a name of its own', () => {
		const ids = commands.map(({id}) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids) {
			expect(id).toMatch(/^[a-z]+(\.[a-z-]+)+$/);
		}

		const titles = commands.map(({title}) => title);
		expect(new Set(titles).size).toBe(titles.length);
		expect(new Set(commands.map(({group}) => group))).toEqual(new Set(commandGroups));
	});

	test('has a label for every key, as it stands on a keyboard', () => {
		for (const key of commands.flatMap(({keys}) => keys)) {
			expect(keyLabel(key)).toMatch(/^(?:.|Ctrl\+[A-Z]|PgUp|PgDn|Home|End|Enter|Esc|Tab|Space)$/u);
		}

		// A letter is shown as it has to be typed.
		expect([keyLabel('g'), keyLabel('G'), keyLabel('ctrl+d'), keyLabel('up')]).toEqual([
			'g',
			'G',
			'Ctrl+D',
			'↑',
		]);
	});

	test('leaves what everybody expects alone', () => {
		const keymap = keymapOf(commands);
		expect(keymap.get('q')!.id).toBe('program.quit');
		expect(keymap.get('ctrl+c')!.id).toBe('program.quit');
		expect(keymap.get('escape')!.id).toBe('view.back');
		expect(keymap.get('?')!.id).toBe('program.help');
	});

	test('refuses a key that two commands want', () => {
		expect(() =>
			keymapOf([commandWith(), commandWith({id: 'test.other', keys: ['y', 'x']})]),
		).toThrow('The key x belongs to both test.do and test.other.');
		expect(() => keymapOf([commandWith({keys: ['x', 'x']})])).toThrow('x');
	});
});

describe('a command', () => {
	test('runs', () => {
		const context = contextWith();
		const command = commandWith();
		runCommand(command, context);
		expect(command.run).toHaveBeenCalledExactlyOnceWith(context);
		expect(context.dispatch).not.toHaveBeenCalled();
	});

	test('that cannot be run says why, and does nothing', () => {
		const context = contextWith();
		const command = commandWith({disabledReason: () => 'nothing is selected'});
		runCommand(command, context);
		expect(command.run).not.toHaveBeenCalled();
		expect(context.dispatch).toHaveBeenCalledExactlyOnceWith({
			type: 'message',
			message: {text: 'nothing is selected', tone: 'notice'},
		});
	});

	test('that writes is refused with --read-only, whatever else there is', () => {
		const command = commandWith({isDangerous: true, disabledReason: () => 'another reason'});
		expect(reasonAgainst(command, contextWith({isReadOnly: true}))).toMatch(/--read-only/);
		expect(reasonAgainst(command, contextWith())).toBe('another reason');
		expect(reasonAgainst(commandWith(), contextWith({isReadOnly: true}))).toBeNull();
	});

	test('never throws for want of something to select', () => {
		for (const command of commands) {
			const reason = reasonAgainst(command, contextWith());
			expect(reason === null || reason.length > 10).toBe(true);
		}
	});
});
