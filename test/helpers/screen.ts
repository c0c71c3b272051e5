import {PassThrough, Writable} from 'node:stream';
import {render, type RenderOptions} from 'ink';
import type {ReactNode} from 'react';
import {createEmulator, type Display} from './emulator.ts';
import {type KeyName, keySequence, pasteSequence} from './keys.ts';

/** An Ink component on a terminal of its own, inside the test. */
export type Screen = Display & {
	/** Types text in one go, as a fast typist or a slow connection delivers it. */
	readonly type: (text: string) => void;
	readonly press: (...keys: readonly KeyName[]) => void;
	/** Pastes as a terminal does: with marks around it when the program asked for them. */
	readonly paste: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	readonly rerender: (node: ReactNode) => void;
	/** Resolves when what is due now has been drawn. */
	readonly flush: () => Promise<void>;
	readonly isRaw: () => boolean;
	/** Everything written since the start, escape sequences included. */
	readonly output: () => string;
	/** Settles with the value or the error the app exits with. */
	readonly exit: Promise<unknown>;
	/** Unmounts, waits until the terminal is restored. The screen can still be read. */
	readonly close: () => Promise<void>;
};

export type ScreenOptions = {
	readonly columns?: number;
	readonly rows?: number;
	/** More options for Ink, over those of metawatch: alternate screen, incremental, own ctrl+c. */
	readonly ink?: RenderOptions;
};

/**
Mounts a component on a terminal and waits for its first frame. Unlike with ink-testing-library,
the alternate screen, incremental rendering, resize, the cursor, pastes and `waitUntilRenderFlush`
are real.
*/
export const openScreen = async (
	node: ReactNode,
	{columns = 100, rows = 30, ink: options = {}}: ScreenOptions = {},
): Promise<Screen> => {
	const emulator = createEmulator({columns, rows});
	const stdout = terminalOutput(emulator.write, columns, rows);
	const stdin = terminalInput();
	emulator.onReply((reply) => stdin.stream.write(reply));

	const instance = render(node, {
		stdout: stdout.stream,
		stderr: stdout.stream,
		stdin: stdin.stream as unknown as NodeJS.ReadableStream,
		// A build server is detected by its environment, which must not change what is tested.
		interactive: true,
		alternateScreen: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		...options,
	});
	const exit = instance.waitUntilExit();
	// Who is not interested in the exit need not handle it.
	exit.catch(() => {});

	const flush = async () => {
		await instance.waitUntilRenderFlush();
		await emulator.settle();
	};

	await flush();
	return {
		...emulator,
		type(text) {
			stdin.stream.write(text);
		},
		press(...keys) {
			for (const key of keys) {
				stdin.stream.write(keySequence(key));
			}
		},
		paste(text) {
			stdin.stream.write(pasteSequence(text, emulator.isPasteBracketed()));
		},
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			Object.assign(stdout.stream, {columns: newColumns, rows: newRows});
			stdout.stream.emit('resize');
		},
		rerender(next) {
			instance.rerender(next);
		},
		flush,
		isRaw: stdin.isRaw,
		output: stdout.output,
		exit,
		async close() {
			instance.unmount();
			await exit.catch(() => {});
			await emulator.settle();
		},
	};
};

/** Output that counts as written when it is on the screen: then `waitUntilRenderFlush` means it. */
const terminalOutput = (
	show: (output: string, onShown: () => void) => void,
	columns: number,
	rows: number,
) => {
	const chunks: string[] = [];
	const stream = new Writable({
		decodeStrings: false,
		write(chunk: string, _encoding, callback) {
			chunks.push(chunk);
			show(chunk, callback);
		},
		writev(batch, callback) {
			const text = batch.map(({chunk}) => String(chunk)).join('');
			chunks.push(text);
			show(text, callback);
		},
	});
	return {
		stream: Object.assign(stream, {isTTY: true, columns, rows}),
		output: () => chunks.join(''),
	};
};

const terminalInput = () => {
	let isRaw = false;
	const stream = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode(isEnabled: boolean) {
			isRaw = isEnabled;
			return stream;
		},
		ref: () => stream,
		unref: () => stream,
	});
	return {stream, isRaw: () => isRaw};
};
