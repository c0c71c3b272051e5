import path from 'node:path';

/** How editors are told a line, by the name of their program. `{path}` and `{line}` are replaced. */
const lineArguments: readonly {
	readonly programs: readonly string[];
	readonly arguments: readonly string[];
}[] = [
	{
		programs: [
			'vi',
			'vim',
			'nvim',
			'gvim',
			'nano',
			'pico',
			'emacs',
			'emacsclient',
			'kak',
			'joe',
			'ne',
			'mg',
			'jed',
			'ed',
		],
		arguments: ['+{line}', '{path}'],
	},
	{
		programs: ['code', 'code-insiders', 'codium', 'cursor', 'windsurf', 'kiro', 'positron'],
		arguments: ['--goto', '{path}:{line}'],
	},
	{
		programs: ['hx', 'helix', 'subl', 'zed', 'zeditor', 'atom', 'mate'],
		arguments: ['{path}:{line}'],
	},
	{programs: ['micro'], arguments: ['{path}', '+{line}']},
	{
		programs: [
			'idea',
			'webstorm',
			'pycharm',
			'goland',
			'clion',
			'rubymine',
			'phpstorm',
			'rustrover',
		],
		arguments: ['--line', '{line}', '{path}'],
	},
	{programs: ['kate', 'kwrite'], arguments: ['--line', '{line}', '{path}']},
	{programs: ['gedit', 'xed', 'pluma'], arguments: ['{path}', '+{line}']},
	{programs: ['notepad++'], arguments: ['-n{line}', '{path}']},
];

/** A program and its arguments; never a line for a shell. */
export type Invocation = {
	readonly program: string;
	readonly arguments: readonly string[];
};

/**
How to open a file at a line with the editor a person has chosen. `$VISUAL` and `$EDITOR` may hold
arguments and quotes ("code --wait"); they are split as a shell would, and nothing else of a shell
happens. An editor that is not known gets the path alone.
*/
export const editorInvocation = (
	file: string,
	line: number | null,
	environment: NodeJS.ProcessEnv,
	platform: NodeJS.Platform = process.platform,
): Invocation => {
	const chosen = environment['VISUAL']?.trim() || environment['EDITOR']?.trim() || '';
	const [word, ...given] = splitWords(chosen);
	// Quotes with nothing between them name no program.
	const program = word || (platform === 'win32' ? 'notepad' : 'vi');
	const name = path
		.basename(program)
		.replace(/\.(exe|cmd|bat)$/i, '')
		.toLowerCase();
	const known =
		line === null ? undefined : lineArguments.find(({programs}) => programs.includes(name));
	// Editors take a leading - for an option, and vi runs what follows a leading +.
	const target = /^[-+]/.test(file) ? `./${file}` : file;
	const placed = known?.arguments.map((argument) =>
		argument.replace('{line}', String(line)).replace('{path}', () => target),
	);
	return {program, arguments: [...given, ...(placed ?? [target])]};
};

const splitWords = (text: string): string[] =>
	[...text.matchAll(/(?:"([^"]*)"|'([^']*)'|([^\s"']+))+/g)].map(([word]) =>
		word.replaceAll(
			/"([^"]*)"|'([^']*)'/g,
			(_, double?: string, single?: string) => double ?? single ?? '',
		),
	);
