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

const head = 'export default function stringWidth(';

/**
Patterns over all emoji take 10 ms to make and to ask once, so string-width is only begun when it is
needed. Ink measures lines with their colours in them, which have no width.
*/
const onDemand = (code: string): string => {
	const bodyStart = code.indexOf('\n\n');
	const imports = code.slice(0, bodyStart);
	const body = code.slice(bodyStart);
	if (!imports.startsWith('import') || !body.includes(head)) {
		throw new Error('string-width has changed its file: see scripts/build/plain-text.ts');
	}

	return `
		${imports}
		const load = () => {
			${body.replace(head, 'return function stringWidth(')}
		};
		let exactly;
		const colours = /\\u001B\\[[\\d;]*m/g;
		export default (input, options) => {
			if (typeof input === 'string' && (options === undefined || !input.includes('\\u001B'))) {
				const text = input.replaceAll(colours, '');
				if (options?.ambiguousIsNarrow !== false && __isPlain(text)) {
					return text.length;
				}
			}

			return (exactly ??= load())(input, options);
		};
	`;
};
