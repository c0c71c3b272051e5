import type {Pieces} from './exporter.ts';

/** Characters that are handed over at once: a row alone would be too little, all of it too much. */
const batchLength = 65_536;

/**
The same text in pieces of a useful size. Made when it is asked for, so that one who writes slowly keeps
little of it in memory.

@yields the text, and how many pieces went into it.
*/
export function* batchesOf(
	pieces: Pieces,
): Generator<{readonly text: string; readonly count: number}, void, undefined> {
	let batch: string[] = [];
	let length = 0;
	for (const piece of pieces) {
		batch.push(piece);
		length += piece.length;
		if (length >= batchLength) {
			yield {text: batch.join(''), count: batch.length};
			batch = [];
			length = 0;
		}
	}

	if (batch.length > 0) {
		yield {text: batch.join(''), count: batch.length};
	}
}
