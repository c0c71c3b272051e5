import type {Fact} from '../../model/task.ts';

const mostFacts = 40;
const deepest = 4;

/**
Fields nobody documented, as label and value: `documentation_updates.readme_md`. A list of words is
one value.
*/
export const flatFacts = (
	root: Readonly<Record<string, unknown>>,
	{
		path: file,
		lineOf,
		isKnown,
	}: {
		readonly path: string;
		readonly lineOf: (path: readonly string[]) => number;
		readonly isKnown: (path: readonly string[]) => boolean;
	},
): readonly Fact[] => {
	const facts: Fact[] = [];
	const visit = (value: unknown, path: readonly string[]): void => {
		if (facts.length >= mostFacts || value === null || value === undefined || isKnown(path)) {
			return;
		}

		if (typeof value === 'object' && !Array.isArray(value) && path.length < deepest) {
			for (const [key, item] of Object.entries(value)) {
				visit(item, [...path, key]);
			}

			return;
		}

		const text = wordsOf(value);
		if (text !== '') {
			facts.push({
				label: (path[0] === 'context' ? path.slice(1) : path).join('.').slice(0, 100),
				value: text.slice(0, 500),
				origin: {path: file, line: lineOf(path)},
			});
		}
	};

	visit(root, []);
	return facts;
};

const wordsOf = (value: unknown): string => {
	if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
		return value.slice(0, 50).map(String).join(', ');
	}

	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
};
