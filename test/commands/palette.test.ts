import {describe, expect, test} from 'vitest';
import {commands} from '../../source/commands/index.ts';
import {searchCommands} from '../../source/commands/palette.ts';

const found = (text: string): string[] => searchCommands(commands, text).map(({id}) => id);

describe('the palette finds', () => {
	test('everything before anything is typed', () => {
		expect(searchCommands(commands, '')).toBe(commands);
		expect(searchCommands(commands, '   ')).toBe(commands);
	});

	test.for([
		['quit', 'program.quit'],
		['QUIT', 'program.quit'],
		['  quit ', 'program.quit'],
		['sort stat', 'sort.status'],
		['srtstatus', 'sort.status'],
		['pause', 'program.pause'],
		['clear filter', 'view.back'],
		['help', 'program.help'],
	] as const)('%j: %s first', ([text, id]) => {
		expect(found(text)[0]).toBe(id);
	});

	test('every command by its own title, first', () => {
		for (const {id, title} of commands) {
			expect(found(title)[0]).toBe(id);
		}
	});

	test('all that match, however many there are', () => {
		const sorting = commands.filter(({title}) => title.includes('sort'));
		expect(found('sort')).toEqual(expect.arrayContaining(sorting.map(({id}) => id)));
		expect(found('o').length).toBeGreaterThan(10);
	});

	test('nothing where nothing matches, for any text', () => {
		expect(found('zzzqqq')).toEqual([]);
		expect(found('🚀')).toEqual([]);
		expect(found('\\[(')).toEqual([]);
		expect(found('x'.repeat(1000))).toEqual([]);
	});
});
