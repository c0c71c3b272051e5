import type {Tone} from '../analysis/columns.ts';

/** Tones as the codes of a terminal's "select graphic rendition"; absent: as it is. */
const codes: Readonly<Partial<Record<Tone, string>>> = {
	running: '36',
	interrupted: '1;33',
	failed: '1;31',
	blocked: '35',
	partial: '33',
	completed: '32',
	cancelled: '2',
	skipped: '2',
	unknown: '2;33',
	dim: '2',
	strong: '1',
	accent: '36',
	warning: '33',
};

/** Paints texts by their meaning, or leaves them alone. */
export type Paint = (text: string, tone: Tone) => string;

export const painter =
	(isColored: boolean): Paint =>
	(text, tone) => {
		const code = codes[tone];
		return isColored && code && text.trim() !== '' ? `\u001B[${code}m${text}\u001B[0m` : text;
	};
