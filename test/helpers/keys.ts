/** What a terminal sends for a key that has no character. */
const sequences = {
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	'shift+tab': '\u001B[Z',
	space: ' ',
	backspace: '\u007F',
	delete: '\u001B[3~',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	home: '\u001B[H',
	end: '\u001B[F',
	pageUp: '\u001B[5~',
	pageDown: '\u001B[6~',
	'ctrl+c': '\u0003',
	'ctrl+d': '\u0004',
	'ctrl+l': '\u000C',
	'ctrl+u': '\u0015',
	'ctrl+w': '\u0017',
	'ctrl+z': '\u001A',
} as const;

export type KeyName = keyof typeof sequences;

export const keySequence = (key: KeyName): string => sequences[key];

/** What a terminal sends for a paste, depending on whether the program asked to be told. */
export const pasteSequence = (text: string, isBracketed: boolean): string =>
	isBracketed ? `\u001B[200~${text}\u001B[201~` : text;
