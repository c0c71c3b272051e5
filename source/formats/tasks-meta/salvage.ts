import type {Node} from 'jsonc-parser';
import {harmlessDeep} from '../../text/harmless.ts';
import type {JsonDamage} from '../json.ts';

/**
What can be believed of a damaged JSON file: everything but the values that the damage touches. A word
cut off in the middle ("comp") would otherwise be read as another word.
*/
export const salvage = ({tree, errors}: JsonDamage): unknown => {
	if (!tree) {
		return undefined;
	}

	// Errors and values both come in the order of the text, so one pass over both is enough.
	let next = 0;
	const touched = (node: Node): boolean => {
		while (next < errors.length && errors[next]!.offset + errors[next]!.length < node.offset) {
			next++;
		}

		return next < errors.length && errors[next]!.offset <= node.offset + node.length;
	};

	const valueOf = (node: Node): unknown => {
		if (node.type === 'array') {
			return (node.children ?? [])
				.map((child) => valueOf(child))
				.filter((value) => value !== undefined);
		}

		if (node.type === 'object') {
			const result: Record<string, unknown> = Object.create(null);
			for (const property of node.children ?? []) {
				const [key, value] = property.children ?? [];
				const kept = value && valueOf(value);
				if (key && kept !== undefined) {
					result[String(key.value)] = kept;
				}
			}

			return result;
		}

		return touched(node) ? undefined : node.value;
	};

	return harmlessDeep(valueOf(tree));
};
