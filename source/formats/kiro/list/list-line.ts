import {type Box, readBox} from './box.ts';
import {type Heading, readHeading} from './heading.ts';
import type {Line} from './lines.ts';

/** A line of a list with what it was recognised as. */
export type ListLine = Line & {
	readonly box: Box | null;
	readonly heading: Heading | null;
};

const bullets = new Set(['-', '*', '+']);

export const recognise = (line: Line): ListLine => {
	const first = line.text.trimStart().charAt(0);
	return {
		...line,
		box: bullets.has(first) ? readBox(line.text) : null,
		heading: first === '#' ? readHeading(line.text) : null,
	};
};
