import {harmless} from '../../text/harmless.ts';
import {truncate} from '../../text/width.ts';

export type NotificationProtocol = 'osc9' | 'osc777' | 'osc99';

export const bell = '\u0007';

/** The longest title and body: terminals show less, and some print what is too long. */
const titleWidth = 80;
const bodyWidth = 200;

/**
A text that ends no sequence and begins no field within one. It was made harmless where it entered; a
sequence of the terminal's own is the last place to rely on that.
*/
const plain = (text: string, width: number): string =>
	truncate(harmless(text).replaceAll(/[;\u0000-\u001F\u007F-\u009F]/g, ' '), width);

/**
A desktop notification, in the words of one terminal:
- OSC 9 (iTerm2): a text; one that began with a number would be a command of ConEmu's, so none does;
- OSC 777 (rxvt-unicode, VTE, foot, WezTerm, Ghostty): title and text;
- OSC 99 (kitty): title and text, encoded, in two parts with the same id.
*/
export const notificationSequence = (
	protocol: NotificationProtocol,
	{title, body, id}: {readonly title: string; readonly body: string; readonly id: number},
): string => {
	const [head, text] = [plain(title, titleWidth), plain(body, bodyWidth)];
	switch (protocol) {
		case 'osc9': {
			return `\u001B]9;${head}: ${text}\u0007`;
		}

		case 'osc777': {
			return `\u001B]777;notify;${head};${text}\u0007`;
		}

		case 'osc99': {
			return `\u001B]99;i=metawatch${id}:d=0:e=1:p=title;${encoded(head)}\u001B\\\u001B]99;i=metawatch${id}:d=1:e=1:p=body;${encoded(text)}\u001B\\`;
		}
	}
};

const encoded = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** OSC 2: the title of the window, and in most terminals of its tab. */
export const titleSequence = (title: string): string =>
	`\u001B]2;${plain(title, titleWidth)}\u0007`;

/** XTWINOPS: puts the window's title on the terminal's stack, and takes it back. */
export const saveTitle = '\u001B[22;2t';
export const restoreTitle = '\u001B[23;2t';

/** Lets tmux hand a sequence on to the terminal it runs in, where it was told to (`allow-passthrough`). */
export const throughTmux = (sequence: string): string =>
	`\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`;
