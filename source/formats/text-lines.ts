/** A place in a text: line and column from 1, byte offset in characters from 0. */
export type Position = {
	readonly line: number;
	readonly column: number;
	readonly offset: number;
};

/** Finds the line of an offset; the table of line starts is made when it is first asked for. */
export class TextLines {
	readonly #text: string;
	#starts: number[] | null = null;

	constructor(text: string) {
		this.#text = text;
	}

	positionOf(offset: number): Position {
		const starts = (this.#starts ??= lineStarts(this.#text));
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (starts[middle]! <= offset) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}

		return {line: low + 1, column: offset - starts[low]! + 1, offset};
	}
}

const lineStarts = (text: string): number[] => {
	const starts = [0];
	let index = text.indexOf('\n');
	while (index !== -1) {
		starts.push(index + 1);
		index = text.indexOf('\n', index + 1);
	}

	return starts;
};
