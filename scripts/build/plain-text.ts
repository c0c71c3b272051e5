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
		handler: (code, id) =>
			[
				`import {graphemes as __graphemes, isPlain as __isPlain} from ${JSON.stringify(ours)};`,
				(/[\\/]string-width[\\/]index\.js$/.test(id) ? onDemand(code) : code).replaceAll(
					segmenter,
					'__graphemes',
				),
			].join('\n'),
	},
});

/** For graphemes in the user's language, which is how each of the libraries makes its own. */
const segmenter = /new Intl\.Segmenter\((?:undefined, ?\{ ?granularity: ?["']grapheme["'] ?\})?\)/g;

/** Where string-width answers at once. */
const shortcut = 'if (/^[\\u0020-\\u007E]*$/.test(string)) {';

const head = 'export default function stringWidth(';

/** Patterns over all emoji take 5 ms to make, so string-width is only begun when it is needed. */
const onDemand = (code: string): string => {
	const bodyStart = code.indexOf('\n\n');
	const imports = code.slice(0, bodyStart);
	const body = code.slice(bodyStart);
	if (!imports.startsWith('import') || !body.includes(head) || !body.includes(shortcut)) {
		throw new Error('string-width has changed its file: see scripts/build/plain-text.ts');
	}

	return `
		${imports}
		const load = () => {
			${body.replace(head, 'return function stringWidth(').replace(shortcut, 'if (__isPlain(string)) {')}
		};
		let exactly;
		export default (input, options) =>
			typeof input === 'string' && __isPlain(input)
				? input.length
				: (exactly ??= load())(input, options);
	`;
};
