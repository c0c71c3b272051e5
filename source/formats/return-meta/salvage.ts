import {harmlessDeep} from '../../text/harmless.ts';
import {readJson} from '../json.ts';
import {TextLines} from '../text-lines.ts';
import {type Fields, isRecord} from './fields.ts';

/** An entry found in a damaged `state.json`. */
export type SalvagedEntry = {
	readonly entry: Fields;
	readonly line: number;
	/** The list it stood in, where one was open: `active_projects`. */
	readonly list: string | null;
};

type Frame = {
	readonly isObject: boolean;
	readonly start: number;
	/** The key that an array or object stands under. */
	readonly name: string | null;
	/** The name of the nearest list above. */
	readonly list: string | null;
	key: string | null;
	isEntry: boolean;
};

/** A string that never ends is one token to the end: looked at once, not once for each quote in it. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"?|[{}[\],:]/gs;

/** More than any list of tasks holds. */
const mostEntries = 20_000;

const entryKey = 'project_number';

/** Deeper than this nothing of ours can stand. */
const maximumDepth = 200;

/**
Every whole entry in a text that is no JSON any more: cut off, closed too early, a stream of objects.
An entry is the outermost object with a `project_number`; one that never closes is left out, as half
an entry would look like a whole one. One pass, linear.
*/
export const salvageEntries = (text: string): readonly SalvagedEntry[] => {
	try {
		return entriesIn(text);
	} catch (error) {
		// Strings with millions of escapes are more than a regular expression takes.
		if (error instanceof RangeError) {
			return [];
		}

		throw error;
	}
};

const entriesIn = (text: string): readonly SalvagedEntry[] => {
	const lines = new TextLines(text);
	const spans: {start: number; end: number; list: string | null}[] = [];
	const stack: Frame[] = [];
	tokens.lastIndex = 0;
	for (
		let match = tokens.exec(text);
		match && stack.length <= maximumDepth;
		match = tokens.exec(text)
	) {
		const token = match[0];
		const top = stack.at(-1);
		if (token === '{' || token === '[') {
			const isObject = token === '{';
			const name = top?.isObject ? top.key : null;
			stack.push({
				isObject,
				start: match.index,
				name,
				list: isObject ? (top?.list ?? null) : (name ?? top?.list ?? null),
				key: null,
				isEntry: false,
			});
		} else if (token === '}' || token === ']') {
			const closed = closeFrame(stack, token === '}');
			if (closed?.isEntry) {
				while (spans.length > 0 && spans.at(-1)!.start > closed.start) {
					spans.pop();
				}

				spans.push({start: closed.start, end: match.index + 1, list: closed.list});
			}
		} else if (token === ',') {
			if (top) {
				top.key = null;
			}
		} else if (token !== ':' && top?.isObject && top.key === null) {
			top.key = token.slice(1, -1);
			top.isEntry ||= top.key === entryKey;
		}
	}

	return spans
		.slice(0, mostEntries)
		.map(({start, end, list}) => ({
			entry: readEntry(text.slice(start, end)),
			line: lines.positionOf(start).line,
			list,
		}))
		.filter((found): found is SalvagedEntry => found.entry !== null);
};

/** Takes the frame a bracket closes off the stack; a bracket that fits nothing is skipped. */
const closeFrame = (stack: Frame[], isObject: boolean): Frame | null => {
	if (stack.at(-1)?.isObject === isObject) {
		return stack.pop()!;
	}

	const index = stack.findLastIndex((frame) => frame.isObject === isObject);
	if (index === -1) {
		return null;
	}

	// What was left open inside is broken: it is dropped together with the frame around it.
	stack.length = index;
	return null;
};

const readEntry = (text: string): Fields | null => {
	try {
		const value = harmlessDeep(JSON.parse(text));
		return isRecord(value) ? value : null;
	} catch {
		const {value} = readJson(text);
		return isRecord(value) ? value : null;
	}
};
