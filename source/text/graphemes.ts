/*
What a terminal shows in one piece, and how wide that is, is a matter of tables: Node takes 7 ms to make
its first segmenter and 12 ms to look up its first emoji. Most text needs neither, so both are asked only
when they have something to say. The build has Ink's libraries do the same (scripts/build/plain-text.ts).
*/

// Latin, Greek, Cyrillic, punctuation, signs of currency, arrows, signs of mathematics, what boxes and
// bars are drawn with, and a few marks. None of them is wide, invisible, or joins the one before it.
const plainBeyondAscii =
	'\\u00A1-\\u00AC\\u00AE-\\u02FF\\u0370-\\u0377\\u037A-\\u037F\\u0384-\\u0482\\u048A-\\u052F' +
	'\\u2010-\\u2027\\u2030-\\u205E\\u20A0-\\u20C0\\u2100-\\u22FF\\u2500-\\u25FC\\u26A0\\u2713-\\u2718';

const plain = new RegExp(`^[\\u0020-\\u007E${plainBeyondAscii}]*$`);

/** Controls stand alone as well; but a carriage return and a line feed are one piece. */
const alone = new RegExp(`^[\\u0000-\\u000C\\u000E-\\u00AF${plainBeyondAscii}]*$`);

/** Whether every character of a text is a piece of its own and takes one column. */
export const isPlain = (text: string): boolean => plain.test(text);

export type Grapheme = {readonly segment: string; readonly index: number};

/** As of a segmenter: libraries also ask for the piece at a place. */
export type Segments = Iterable<Grapheme> & {
	readonly containing: (index: number) => Grapheme | undefined;
};

let segmenter: Intl.Segmenter | null = null;

/** Stands for an `Intl.Segmenter`: the pieces of a text that must not be torn apart. */
export const graphemes = {
	segment(text: string): Segments {
		if (alone.test(text)) {
			const pieces: Grapheme[] = [];
			for (let index = 0; index < text.length; index++) {
				pieces.push({segment: text.charAt(index), index});
			}

			return Object.assign(pieces, {containing: (index: number) => pieces[index]});
		}

		segmenter ??= new Intl.Segmenter();
		return segmenter.segment(text);
	},
};

/** The pieces of a text, in order. */
export const graphemesOf = (text: string): string[] =>
	Array.from(graphemes.segment(text), ({segment}) => segment);
