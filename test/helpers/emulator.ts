import xterm from '@xterm/headless';
import type {IBufferCell} from '@xterm/headless';
import {modernWidths} from './unicode.ts';

/** One cell as it looks. Colours are null (the terminal's own), `#rrggbb`, or a palette number. */
export type Cell = {
	/** The character; empty for the right half of a wide one. */
	readonly text: string;
	readonly width: number;
	readonly foreground: string | number | null;
	readonly background: string | number | null;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isItalic: boolean;
	readonly isUnderline: boolean;
	readonly isInverse: boolean;
};

/** What a person in front of a terminal sees, and how to wait for it. */
export type Display = {
	/** The exact text of every row, without blanks at the end. */
	readonly lines: () => string[];
	/** The whole screen as one text. */
	readonly text: () => string;
	readonly cells: (row: number) => Cell[];
	/**
	Waits until a condition on the screen holds, and returns what it returned. Only whole frames are
	looked at. When the time is up it throws, with the screen in the message.
	*/
	readonly waitFor: <Result>(
		condition: (lines: string[]) => Result,
		options?: {readonly timeout?: number; readonly what?: string},
	) => Promise<Exclude<Result, false | null | undefined | '' | 0>>;
	readonly columns: () => number;
	readonly rows: () => number;
	readonly isAlternate: () => boolean;
	readonly isCursorVisible: () => boolean;
	readonly cursor: () => {column: number; row: number};
	/** The program asked to be told where a paste begins and ends. */
	readonly isPasteBracketed: () => boolean;
	/** Frames begun so far: the sequences that begin synchronized output. */
	readonly frames: () => number;
};

export type Emulator = Display & {
	/** Feeds output of a program; calls back when it is on the screen. */
	readonly write: (output: string | Uint8Array, onShown?: () => void) => void;
	/** Resolves when everything written so far is on the screen. */
	readonly settle: () => Promise<void>;
	readonly resize: (columns: number, rows: number) => void;
	/** Calls back with what the terminal answers to a question of the program. */
	readonly onReply: (listener: (reply: string) => void) => void;
	readonly dispose: () => void;
};

/** A terminal without a window. */
export const createEmulator = ({
	columns,
	rows,
}: {
	readonly columns: number;
	readonly rows: number;
}): Emulator => {
	const terminal = new xterm.Terminal({
		cols: columns,
		rows,
		scrollback: 500,
		// The terminal driver of a system does this; with a real one it is done already.
		convertEol: true,
		allowProposedApi: true,
	});
	terminal.unicode.register(modernWidths);
	terminal.unicode.activeVersion = modernWidths.version;

	let isCursorVisible = true;
	let frames = 0;
	const privateMode = (isOn: boolean) => (parameters: (number | number[])[]) => {
		if (parameters.includes(25)) {
			isCursorVisible = isOn;
		}

		if (isOn && parameters.includes(2026)) {
			frames++;
		}

		// Not handled here: the emulator still has to do it.
		return false;
	};

	terminal.parser.registerCsiHandler({prefix: '?', final: 'h'}, privateMode(true));
	terminal.parser.registerCsiHandler({prefix: '?', final: 'l'}, privateMode(false));

	const lines = (): string[] => {
		const buffer = terminal.buffer.active;
		return Array.from(
			{length: terminal.rows},
			(_, row) =>
				buffer
					.getLine(buffer.baseY + row)
					?.translateToString(true)
					.trimEnd() ?? '',
		);
	};

	const waiting = new Set<() => void>();
	terminal.onWriteParsed(() => {
		if (!terminal.modes.synchronizedOutputMode) {
			for (const look of waiting) {
				look();
			}
		}
	});

	return {
		lines,
		text: () => lines().join('\n'),
		cells(row) {
			const buffer = terminal.buffer.active;
			const line = buffer.getLine(buffer.baseY + row);
			return Array.from({length: terminal.cols}, (_, column) => toCell(line?.getCell(column)));
		},
		async waitFor(condition, {timeout = 10_000, what} = {}) {
			return new Promise((resolve, reject) => {
				const stop = () => {
					waiting.delete(look);
					clearTimeout(timer);
				};

				const look = () => {
					try {
						const result = condition(lines());
						if (result) {
							stop();
							resolve(result as never);
						}
					} catch (error) {
						stop();
						reject(error);
					}
				};

				const timer = setTimeout(() => {
					stop();
					reject(
						new Error(
							`Waited ${timeout} ms for ${what ?? condition.toString()}\n${frameOf(lines(), terminal.cols)}`,
						),
					);
				}, timeout);
				waiting.add(look);
				look();
			});
		},
		columns: () => terminal.cols,
		rows: () => terminal.rows,
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		isCursorVisible: () => isCursorVisible,
		cursor: () => ({column: terminal.buffer.active.cursorX, row: terminal.buffer.active.cursorY}),
		isPasteBracketed: () => terminal.modes.bracketedPasteMode,
		frames: () => frames,
		write(output, onShown) {
			terminal.write(output, onShown);
		},
		async settle() {
			return new Promise((resolve) => {
				terminal.write('', resolve);
			});
		},
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
		},
		onReply(listener) {
			terminal.onData(listener);
		},
		dispose() {
			terminal.dispose();
		},
	};
};

const frameOf = (lines: readonly string[], columns: number): string => {
	const rule = '─'.repeat(columns);
	return [`┌${rule}`, ...lines.map((line) => `│${line}`), `└${rule}`].join('\n');
};

const toCell = (cell: IBufferCell | undefined): Cell => ({
	text: cell?.getChars() ?? '',
	width: cell?.getWidth() ?? 1,
	foreground: cell ? colorOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()) : null,
	background: cell ? colorOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()) : null,
	isBold: Boolean(cell?.isBold()),
	isDim: Boolean(cell?.isDim()),
	isItalic: Boolean(cell?.isItalic()),
	isUnderline: Boolean(cell?.isUnderline()),
	isInverse: Boolean(cell?.isInverse()),
});

const colorOf = (isDefault: boolean, isRgb: boolean, value: number): string | number | null => {
	if (isDefault) {
		return null;
	}

	return isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
};
