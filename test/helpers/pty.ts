import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {createEmulator, type Display} from './emulator.ts';
import {type KeyName, keySequence, pasteSequence} from './keys.ts';

/** A program in a real terminal, as a person runs it. */
export type PtyScreen = Display & {
	readonly pid: number;
	readonly type: (text: string) => void;
	readonly press: (key: KeyName) => void;
	readonly paste: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	readonly signal: (signal: NodeJS.Signals) => void;
	/** Closes the terminal, as closing its window does. */
	readonly hangUp: () => void;
	/** Settles when the program has ended and its last output is on the screen. */
	readonly exit: Promise<{readonly code: number; readonly signal: number | null}>;
	/** All output so far, as it came. */
	readonly output: () => string;
	/** Bytes written so far. */
	readonly bytes: () => number;
	/** Calls back for every piece of output; returns how to stop that. */
	readonly onOutput: (listener: (chunk: Uint8Array) => void) => () => void;
	/** Ends the program if it still runs. */
	readonly close: () => Promise<void>;
};

export type PtyOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly cwd?: string;
	/** Added to a small clean environment; undefined takes a variable away. */
	readonly env?: Readonly<Record<string, string | undefined>>;
};

const loadPty = async () => {
	try {
		return {pty: await import('@lydell/node-pty'), problem: null};
	} catch (error) {
		return {pty: null, problem: error instanceof Error ? error.message : String(error)};
	}
};

const loaded = await loadPty();

/** Why no terminal can be opened on this machine, or null. Tests say it in their titles. */
export const ptyProblem = loaded.problem;

/** The project's folder. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/** The built command. */
export const builtCommand = path.join(projectFolder, 'distribution', 'cli.js');

/** The Node this project is developed with, which need not be the one of the machine. */
export const nodeBinary = ((): string => {
	const folder = path.dirname(createRequire(import.meta.url).resolve('node/package.json'));
	const binary = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	return existsSync(binary) ? binary : process.execPath;
})();

/**
The environment of a program under test. Little is inherited: a setting of the machine or of the
build server must not change what is tested.
*/
export const cleanEnvironment = (
	extra: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> => {
	const environment = {
		PATH: [path.dirname(nodeBinary), process.env['PATH'] ?? ''].join(path.delimiter),
		SystemRoot: process.env['SystemRoot'],
		HOME: tmpdir(),
		TMPDIR: tmpdir(),
		LANG: 'en_US.UTF-8',
		TZ: 'UTC',
		TERM: 'xterm-256color',
		COLORTERM: 'truecolor',
		...extra,
	};
	return Object.fromEntries(
		Object.entries(environment).filter(
			(entry): entry is [string, string] => entry[1] !== undefined,
		),
	);
};

const open = new Set<PtyScreen>();

/** Ends every program that still runs. */
export const closeAll = async (): Promise<void> => {
	await Promise.all(Array.from(open, async (screen) => screen.close()));
};

process.once('exit', () => {
	for (const {signal} of open) {
		signal('SIGKILL');
	}
});

/** Runs any program in a terminal. */
export const runInTerminal = (
	[file, ...args]: readonly [string, ...string[]],
	{columns = 100, rows = 30, cwd = projectFolder, env = {}}: PtyOptions = {},
): PtyScreen => {
	if (!loaded.pty) {
		throw new Error(`No terminal can be opened here: ${ptyProblem}`);
	}

	const environment = cleanEnvironment(env);
	const emulator = createEmulator({columns, rows});
	const process_ = loaded.pty.spawn(file, args, {
		name: environment['TERM'] ?? 'dumb',
		cols: columns,
		rows,
		cwd,
		env: environment,
		encoding: null,
	});

	const chunks: Uint8Array[] = [];
	const listeners = new Set<(chunk: Uint8Array) => void>();
	let bytes = 0;
	// Without an encoding the pieces are bytes, whatever the type says.
	process_.onData((data: string | Uint8Array) => {
		const chunk = typeof data === 'string' ? Buffer.from(data) : data;
		chunks.push(chunk);
		bytes += chunk.length;
		for (const listener of listeners) {
			listener(chunk);
		}

		emulator.write(chunk);
	});
	emulator.onReply((reply) => {
		process_.write(reply);
	});

	let hasEnded = false;
	const exit = new Promise<{code: number; signal: number | null}>((resolve) => {
		process_.onExit(({exitCode, signal}) => {
			hasEnded = true;
			open.delete(screen);
			emulator.write('', () => {
				resolve({code: exitCode, signal: signal === 0 || signal === undefined ? null : signal});
			});
		});
	});

	const signal = (name: NodeJS.Signals) => {
		if (!hasEnded) {
			try {
				process_.kill(name);
			} catch {
				// Ended in this very moment.
			}
		}
	};

	const screen: PtyScreen = {
		...emulator,
		pid: process_.pid,
		type(text) {
			process_.write(text);
		},
		press(key) {
			process_.write(keySequence(key));
		},
		paste(text) {
			process_.write(pasteSequence(text, emulator.isPasteBracketed()));
		},
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			process_.resize(newColumns, newRows);
		},
		signal,
		hangUp() {
			// There, but not in the types.
			(process_ as unknown as {readonly destroy: () => void}).destroy();
		},
		exit,
		output: () => Buffer.concat(chunks).toString('utf8'),
		bytes: () => bytes,
		onOutput(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		async close() {
			signal('SIGKILL');
			await exit;
			emulator.dispose();
		},
	};
	open.add(screen);
	return screen;
};

/** Runs the built `metawatch` in a terminal. */
export const runMetawatch = (args: readonly string[], options: PtyOptions = {}): PtyScreen => {
	if (!existsSync(builtCommand)) {
		throw new Error('distribution/cli.js is not there: run `npm run build` first');
	}

	return runInTerminal([nodeBinary, builtCommand, ...args], options);
};
