import {runProgram} from './run-program.ts';

/** Programs that put text on the clipboard of a system, and how to know that they can. */
const clipboards: readonly {
	readonly program: string;
	readonly arguments: readonly string[];
	readonly isUsable: (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform) => boolean;
}[] = [
	{program: 'pbcopy', arguments: [], isUsable: (_, platform) => platform === 'darwin'},
	{program: 'clip.exe', arguments: [], isUsable: (_, platform) => platform === 'win32'},
	{
		program: 'clip.exe',
		arguments: [],
		isUsable: (environment) => Boolean(environment['WSL_DISTRO_NAME']),
	},
	{
		program: 'wl-copy',
		arguments: [],
		isUsable: (environment) => Boolean(environment['WAYLAND_DISPLAY']),
	},
	{
		program: 'xclip',
		arguments: ['-selection', 'clipboard'],
		isUsable: (environment) => Boolean(environment['DISPLAY']),
	},
	{
		program: 'xsel',
		arguments: ['--clipboard', '--input'],
		isUsable: (environment) => Boolean(environment['DISPLAY']),
	},
];

/** Terminals drop longer ones, some with their whole escape sequence printed as text. */
const longestSequence = 74_994;

/**
OSC 52: asks the terminal itself to put a text on the clipboard, which works over SSH too. Inside tmux
the sequence has to be passed through. Null when the text is too long for it.
*/
export const clipboardSequence = (text: string, environment: NodeJS.ProcessEnv): string | null => {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	if (encoded.length > longestSequence) {
		return null;
	}

	const sequence = `\u001B]52;c;${encoded}\u0007`;
	return environment['TMUX']
		? `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`
		: sequence;
};

/**
Copies a text by both ways, since neither tells whether it worked everywhere.

@returns whether a program confirmed it, or the terminal was asked.
*/
export const copyText = async (
	text: string,
	write: (sequence: string) => void,
	environment: NodeJS.ProcessEnv = process.env,
	platform: NodeJS.Platform = process.platform,
): Promise<'copied' | 'asked the terminal' | 'failed'> => {
	const sequence = clipboardSequence(text, environment);
	if (sequence !== null) {
		write(sequence);
	}

	for (const clipboard of clipboards) {
		if (
			clipboard.isUsable(environment, platform) &&
			(await runProgram(clipboard.program, clipboard.arguments, text)) === 0
		) {
			return 'copied';
		}
	}

	return sequence === null ? 'failed' : 'asked the terminal';
};
