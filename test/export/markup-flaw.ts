/** Elements that have no end. */
const empty = new Set(['meta', '!doctype']);

/**
What is wrong with a page that is written strictly: every element ended, in order, attributes quoted, no
sign of markup in a text. Null: nothing.
*/
export const markupFlaw = (page: string): string | null => {
	const open: string[] = [];
	const style = /<style>[^<]*<\/style>/;
	const text = page.replace(style, '');
	const tag = /<(\/?)([!a-z][a-z\d]*)((?:\s+[a-zA-Z][\w-]*(?:="[^"<>]*")?)*)\s*(\/?)>/giy;
	let index = 0;
	while (index < text.length) {
		const next = text.indexOf('<', index);
		const between = text.slice(index, next === -1 ? undefined : next);
		if (/>|&(?!(?:amp|lt|gt|quot|#39);)/.test(between)) {
			return `markup in a text: ${between.slice(0, 80)}`;
		}

		if (next === -1) {
			break;
		}

		tag.lastIndex = next;
		const found = tag.exec(text);
		if (!found) {
			return `no tag: ${text.slice(next, next + 80)}`;
		}

		const [whole, isEnd, name, attributes, isEmpty] = found;
		const names = [...attributes!.matchAll(/([a-zA-Z][\w-]*)(?:="[^"]*")?/g)].map(([, one]) => one);
		if (new Set(names).size !== names.length && !attributes!.includes('content=')) {
			return `an attribute twice: ${whole}`;
		}

		if (isEnd) {
			if (open.pop() !== name) {
				return `ended without a beginning: ${whole}`;
			}
		} else if (!isEmpty && !empty.has(name!.toLowerCase())) {
			open.push(name!);
		}

		index = next + whole.length;
	}

	return open.length > 0 ? `not ended: ${open.join(', ')}` : null;
};
