import {fileURLToPath} from 'node:url';
import type {Plugin} from 'rolldown';

const ours = fileURLToPath(new URL('../../source/text/graphemes.ts', import.meta.url));

/**
What Ink needs to know of each character it draws, it asks of Node's tables: 20 of the 100 ms that the
smallest Ink program needs are spent until the first answer, for whatever is not ASCII. Here the
libraries ask `source/text/graphemes.ts` first, as our own code does; the answers are the same.
*/
export const plainText = (): Plugin => ({
	name: 'plain-text',
	transform: {
		filter: {id: /node_modules/, code: /new Intl\.Segmenter\(/},
		handler(code, id) {
			const isStringWidth = /[\\/]string-width[\\/]index\.js$/.test(id);
			if (isStringWidth && !code.includes(shortcut)) {
				throw new Error('string-width has changed its file: see scripts/build/plain-text.ts');
			}

			return [
				`import {graphemes as __graphemes, isPlain as __isPlain} from ${JSON.stringify(ours)};`,
				code.replaceAll(segmenter, '__graphemes').replace(shortcut, 'if (__isPlain(string)) {'),
			].join('\n');
		},
	},
});

/** For graphemes in the user's language, which is how each of the libraries makes its own. */
const segmenter = /new Intl\.Segmenter\((?:undefined, ?\{ ?granularity: ?["']grapheme["'] ?\})?\)/g;

/** Where string-width answers at once. */
const shortcut = 'if (/^[\\u0020-\\u007E]*$/.test(string)) {';
