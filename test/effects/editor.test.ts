import {describe, expect, test} from 'vitest';
import {editorInvocation} from '../../source/effects/editor.ts';

const file = '/code/a b/tasks.md';

const opened = (editor: string, line: number | null = 7, path = file): readonly string[] => {
	const {program, arguments: given} = editorInvocation(path, line, {EDITOR: editor}, 'linux');
	return [program, ...given];
};

describe('the line is told to', () => {
	test.for([
		['vi', ['+7', file]],
		['vim', ['+7', file]],
		['nvim', ['+7', file]],
		['nano', ['+7', file]],
		['emacs', ['+7', file]],
		['emacsclient -nw', ['-nw', '+7', file]],
		['kak', ['+7', file]],
		['code --wait', ['--wait', '--goto', `${file}:7`]],
		['cursor', ['--goto', `${file}:7`]],
		['kiro', ['--goto', `${file}:7`]],
		['hx', [`${file}:7`]],
		['subl -w', ['-w', `${file}:7`]],
		['zed', [`${file}:7`]],
		['micro', [file, '+7']],
		['idea', ['--line', '7', file]],
		['kate', ['--line', '7', file]],
		['gedit', [file, '+7']],
		['notepad++', ['-n7', file]],
	] as const)('%s', ([editor, expected]) => {
		const [program, ...given] = opened(editor);
		expect(program).toBe(editor.split(' ')[0]);
		expect(given).toEqual(expected);
	});

	test('an editor at a path, or with the ending of Windows', () => {
		expect(opened('/usr/local/bin/nvim -R')).toEqual(['/usr/local/bin/nvim', '-R', '+7', file]);
		expect(opened('Code.exe --wait')).toEqual(['Code.exe', '--wait', '--goto', `${file}:7`]);
	});

	test('no editor that is not known', () => {
		expect(opened('my-editor --fast')).toEqual(['my-editor', '--fast', file]);
	});

	test('nobody when it is not known', () => {
		expect(opened('vim', null)).toEqual(['vim', file]);
		expect(opened('code -w', null)).toEqual(['code', '-w', file]);
	});
});

describe('the editor is', () => {
	test.for([
		[{VISUAL: 'code -w', EDITOR: 'vim'}, 'code'],
		[{VISUAL: '', EDITOR: 'vim'}, 'vim'],
		[{VISUAL: '   ', EDITOR: ' nano '}, 'nano'],
		[{}, 'vi'],
		[{EDITOR: ''}, 'vi'],
		[{EDITOR: '""'}, 'vi'],
		[{EDITOR: "''"}, 'vi'],
		[{EDITOR: '"'}, 'vi'],
	] as const)('of %j: %s', ([environment, program]) => {
		expect(editorInvocation(file, 1, environment, 'linux').program).toBe(program);
	});

	test('notepad on Windows when none is chosen', () => {
		expect(editorInvocation('C:\\a.md', 1, {}, 'win32')).toEqual({
			program: 'notepad',
			arguments: ['C:\\a.md'],
		});
	});
});

test('quotes keep words together, and nothing else of a shell happens', () => {
	expect(opened('"/opt/my editor/code" --wait', null)).toEqual([
		'/opt/my editor/code',
		'--wait',
		file,
	]);
	expect(opened(`vim -c 'set nowrap' --cmd "let a='b'"`, null)).toEqual([
		'vim',
		'-c',
		'set nowrap',
		'--cmd',
		"let a='b'",
		file,
	]);
	expect(opened('vim $(touch x) ; rm -rf ~ | cat > $HOME', null)).toEqual([
		'vim',
		...'$(touch x) ; rm -rf ~ | cat > $HOME'.split(' '),
		file,
	]);
	expect(opened('ed"i"t --x="a b"', null)).toEqual(['edit', '--x=a b', file]);
});

describe('a path stays one argument and is never an option or a command of the editor:', () => {
	test.for([
		'/code/with blank.md',
		`/code/"double" and 'single'.md`,
		'/code/$(touch x)`id`;&|.md',
		'/code/{line}{path}$1$&.md',
		'/code/日本語 🚀.md',
	])('%s', (path) => {
		expect(opened('vim', 7, path)).toEqual(['vim', '+7', path]);
		expect(opened('code', 7, path)).toEqual(['code', '--goto', `${path}:7`]);
		expect(opened('idea', 7, path)).toEqual(['idea', '--line', '7', path]);
		expect(opened('unheard-of', 7, path)).toEqual(['unheard-of', path]);
	});

	// A leading + runs a command in vi.
	test.for(['-Nu evil.vim', '--remote', '+!id', '+'])('%s', (path) => {
		for (const editor of ['vim', 'code', 'hx', 'micro', 'idea', 'notepad++', 'unheard-of']) {
			for (const line of [7, null]) {
				const [, ...told] = opened(editor, line, path);
				expect(told.filter((argument) => argument.startsWith(`./${path}`))).toHaveLength(1);
				expect(told.every((argument) => !argument.startsWith(path) || argument === '+7')).toBe(
					true,
				);
			}
		}
	});
});
