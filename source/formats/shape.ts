/**
Whether values are of the kinds a format knows. Readers take a wrong value for none, so that it costs
nothing but itself; this is how a person gets to know of it.
*/
export type Kind = 'text' | 'number' | 'flag' | 'list' | 'object';

/** Key -> the kinds its value may be of. Keys that are not named may hold anything; null says nothing. */
export type Shape = Readonly<Record<string, readonly Kind[]>>;

type Path = readonly (string | number)[];

export type ShapeFlaw = {
	readonly path: Path;
	readonly found: Kind;
	readonly wanted: readonly Kind[];
};

const kindOf = (value: unknown): Kind | null => {
	switch (typeof value) {
		case 'string': {
			return 'text';
		}

		case 'number': {
			return 'number';
		}

		case 'boolean': {
			return 'flag';
		}

		case 'object': {
			return value === null ? null : Array.isArray(value) ? 'list' : 'object';
		}

		default: {
			return null;
		}
	}
};

/** Values of an object that are not of the kinds they should be; nothing for what is no object. */
export const shapeFlaws = (value: unknown, shape: Shape, at: Path = []): readonly ShapeFlaw[] => {
	if (kindOf(value) !== 'object') {
		return [];
	}

	const flaws: ShapeFlaw[] = [];
	for (const [key, item] of Object.entries(value as Readonly<Record<string, unknown>>)) {
		const found = kindOf(item);
		const wanted = Object.hasOwn(shape, key) ? shape[key]! : null;
		if (found !== null && wanted !== null && !wanted.includes(found)) {
			flaws.push({path: [...at, key], found, wanted});
		}
	}

	return flaws;
};

const words: Readonly<Record<Kind, string>> = {
	text: 'a text',
	number: 'a number',
	flag: 'true or false',
	list: 'a list',
	object: 'an object',
};

/** `tasks.T003.files`, `active_projects[3].status` */
const jsonPath = (path: Path): string =>
	path.reduce<string>(
		(text, part) =>
			typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`,
		'',
	);

/** Flaws in words, one for each key: where a writer errs once, it errs in every task. */
export const shapeWords = (
	flaws: readonly ShapeFlaw[],
): readonly {readonly path: Path; readonly message: string}[] => {
	const byKey = Map.groupBy(flaws, ({path, found}) => `${String(path.at(-1))} ${found}`);
	return [...byKey.values()].map((same) => {
		const {path, found, wanted} = same[0]!;
		const more = same.length > 1 ? ` (and ${same.length - 1} more like it)` : '';
		return {
			path,
			message: `${jsonPath(path)} is ${words[found]}, not ${wanted.map((kind) => words[kind]).join(' or ')}${more}: not used`,
		};
	});
};
