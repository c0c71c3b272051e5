import {StringDecoder} from 'node:string_decoder';
import {harmless} from '../../text/harmless.ts';

/** The last of a stream, as lines that can be shown. */
export type Tail = {
	readonly add: (chunk: Buffer) => void;
	readonly lines: () => readonly string[];
};

/** Characters that are kept. */
const most = 64 * 1024;

export const createTail = (limit = most): Tail => {
	const decoder = new StringDecoder('utf8');
	let text = '';
	let isCut = false;
	return {
		add(chunk) {
			// Of a chunk that is larger than all that is kept, its end is enough.
			text += decoder.write(chunk);
			if (text.length > 2 * limit) {
				text = text.slice(-limit);
				isCut = true;
			}
		},
		lines() {
			const kept = text.slice(-limit);
			const lines = kept.split(/\r\n|\n|\r/);
			// Where something was cut away, the first line is a part of one.
			const whole =
				(isCut || kept.length < text.length) && lines.length > 1 ? lines.slice(1) : lines;
			return whole.map((line) => harmless(line)).filter((line) => line !== '');
		},
	};
};
