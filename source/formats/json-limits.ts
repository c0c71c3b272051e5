import {createScanner, type Node} from 'jsonc-parser';

/** `SyntaxKind.EOF`: a constant that only its types know. */
const endOfText = 17;

/** Deeper than this a file is not metadata; refusing protects every recursion that follows. */
const maximumDepth = 200;

/** More than this no metadata holds: the largest real file has some 20,000. Each takes memory several times over. */
const maximumValues = 300_000;

export const isTooDeep = `nested deeper than ${maximumDepth} levels`;
const isTooLarge = `holds more than ${maximumValues.toLocaleString('en-US')} values: not read`;

const quote = 0x22;
const backslash = 0x5c;

/** Whether the sign at an index is escaped: an odd number of backslashes stands before it. */
const isEscaped = (text: string, index: number): boolean => {
	let before = index - 1;
	while (text.charCodeAt(before) === backslash) {
		before--;
	}

	return (index - before) % 2 === 0;
};

/**
Why a text is refused before anything is made of it, were it JSON to the end; null: it is not. Looks at
each character once and keeps nothing.
*/
export const refusalOf = (text: string): string | null => {
	let depth = 0;
	let values = 1;
	for (let index = 0; index < text.length; index++) {
		switch (text.charCodeAt(index)) {
			case quote: {
				let end = text.indexOf('"', index + 1);
				while (end !== -1 && isEscaped(text, end)) {
					end = text.indexOf('"', end + 1);
				}

				index = end === -1 ? text.length : end;
				break;
			}

			case 0x7b: // {
			case 0x5b: {
				depth++;
				values++;
				break;
			}

			case 0x7d: // }
			case 0x5d: {
				depth--;
				break;
			}

			case 0x2c: {
				values++;
				break;
			}

			default: {
				break;
			}
		}

		if (depth > maximumDepth || values > maximumValues) {
			return depth > maximumDepth ? isTooDeep : isTooLarge;
		}
	}

	return null;
};

/**
The same for a text that is no JSON: the tolerant parser sees other strings in it (they end with their
line) and comments, so it is asked itself.
*/
export const refusalOfDamaged = (text: string): string | null => {
	const scanner = createScanner(text, true);
	for (let count = 0; count <= maximumValues * 2; count++) {
		if ((scanner.scan() as number) === endOfText) {
			return null;
		}
	}

	return isTooLarge;
};

/** Whether a tree is deeper than its readers, which call themselves, may go. */
export const isDeep = (tree: Node): boolean => {
	const waiting: {readonly node: Node; readonly depth: number}[] = [{node: tree, depth: 0}];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const {node, depth} = next;
		if (depth > maximumDepth) {
			return true;
		}

		// A property is no level of its own.
		const below = node.type === 'property' ? depth : depth + 1;
		for (const child of node.children ?? []) {
			waiting.push({node: child, depth: below});
		}
	}

	return false;
};
