import stringWidth from 'string-width';
import type {IUnicodeVersionProvider} from '@xterm/headless';

/**
Widths for the emulator as today's terminals draw them. Its own table is that of Unicode 6, where an
emoji is one cell wide: rows that line up on a real screen would look crooked in a test.
*/
export const modernWidths: IUnicodeVersionProvider = {
	version: 'modern',
	wcwidth: (codepoint) => widthOf(codepoint),
	charProperties(codepoint, preceding) {
		const before = fromProperties(preceding);
		const width = widthOf(codepoint);
		if (preceding !== 0 && before.width > 0) {
			if (codepoint === emojiSelector) {
				return toProperties({width: 2, state: 'plain', isJoined: true});
			}

			if (codepoint === joiner) {
				return toProperties({width: before.width, state: 'joiner', isJoined: true});
			}

			const isContinued =
				width === 0 || before.state === 'joiner' || isSkinTone(codepoint, before.width);
			if (isContinued) {
				return toProperties({
					width: Math.max(width, before.width),
					state: 'plain',
					isJoined: true,
				});
			}

			if (before.state === 'flag' && isRegional(codepoint)) {
				return toProperties({width: 2, state: 'plain', isJoined: true});
			}
		}

		const state = isRegional(codepoint) ? 'flag' : 'plain';
		return toProperties({width, state, isJoined: false});
	},
};

const emojiSelector = 0xfe0f;
const joiner = 0x200d;

const isSkinTone = (codepoint: number, widthBefore: number): boolean =>
	widthBefore === 2 && codepoint >= 0x1f3fb && codepoint <= 0x1f3ff;

const isRegional = (codepoint: number): boolean => codepoint >= 0x1f1e6 && codepoint <= 0x1f1ff;

const widths = new Map<number, 0 | 1 | 2>();

const widthOf = (codepoint: number): 0 | 1 | 2 => {
	const known = widths.get(codepoint);
	if (known !== undefined) {
		return known;
	}

	const width = Math.min(2, stringWidth(String.fromCodePoint(codepoint))) as 0 | 1 | 2;
	widths.set(codepoint, width);
	return width;
};

type Properties = {
	readonly width: number;
	/** What the next character has to know about this one. */
	readonly state: (typeof states)[number];
	/** Drawn into the cell of the character before. */
	readonly isJoined: boolean;
};

const states = ['plain', 'joiner', 'flag'] as const;

// The emulator packs these into one number: state, two bits of width, one bit for joined.
const toProperties = ({width, state, isJoined}: Properties): number =>
	(states.indexOf(state) << 3) | (width << 1) | (isJoined ? 1 : 0);

const fromProperties = (properties: number): Properties => ({
	width: (properties >> 1) & 3,
	state: states[properties >> 3] ?? 'plain',
	isJoined: (properties & 1) === 1,
});
