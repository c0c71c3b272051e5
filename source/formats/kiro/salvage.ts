import type {Node} from 'jsonc-parser';
import {harmlessDeep} from '../../text/harmless.ts';

/**
What a broken JSON text says for certain: values that were complete before the first error. Behind it
a tolerant parser only guesses, and a guess about a task is worse than nothing.

@param end offset of the first error.
*/
export const valueBefore = (node: Node | undefined, end: number): unknown =>
	harmlessDeep(exactValueBefore(node, end));

/** The same as it stands in the file, to be written into one again: not harmless. */
export const exactValueBefore = (node: Node | undefined, end: number): unknown =>
	node ? complete(node, end) : undefined;

const complete = (node: Node, end: number): unknown => {
	if (node.type === 'object') {
		const result: Record<string, unknown> = Object.create(null);
		for (const {children: [key, value] = []} of node.children ?? []) {
			if (key && value && isCertain(value, end)) {
				result[String(key.value)] = complete(value, end);
			}
		}

		return result;
	}

	if (node.type === 'array') {
		return (node.children ?? [])
			.filter((child) => isCertain(child, end))
			.map((child) => complete(child, end));
	}

	return node.value;
};

/** A container counts once it was opened; a bare word may go on where the text was cut. */
const isCertain = ({type, offset, length}: Node, end: number): boolean => {
	if (type === 'object' || type === 'array') {
		return offset < end;
	}

	return type === 'string' ? offset + length <= end : offset + length < end;
};
