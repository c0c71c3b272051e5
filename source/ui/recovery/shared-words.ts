/** What is said about one option for several tasks: the name of each, and its words. */
type Said<Words> = readonly {readonly name: string; readonly words: Words}[];

/** More of what is said for single tasks would hide the options that follow. */
const mostDifferent = 3;

/** One sentence for all of them; where it differs, that it does, and the first one as an example. */
export const sharedSentence = (said: Said<string>): string => {
	const [first] = said;
	return first === undefined
		? ''
		: said.every(({words}) => words === first.words)
			? first.words
			: `differs by task: e.g. ${first.name}: ${first.words}`;
};

/** What holds for all of them as it is; the rest with the number of those that it holds for, and one of them. */
export const sharedSentences = (said: Said<readonly string[]>): readonly string[] => {
	const holders = Map.groupBy(
		said.flatMap(({name, words}) => [...new Set(words)].map((sentence) => ({name, sentence}))),
		({sentence}) => sentence,
	);
	const common = [...holders].filter(([, {length}]) => length === said.length);
	const different = [...holders].filter(([, {length}]) => length < said.length);
	const left = different.length - mostDifferent;
	return [
		...common.map(([sentence]) => sentence),
		...different
			.slice(0, mostDifferent)
			.map(
				([sentence, names]) =>
					`differs by task: ${names.length} of ${said.length}, e.g. ${names[0]!.name}: ${sentence}`,
			),
		...(left > 0 ? [`and ${left} more that differ by task`] : []),
	];
};

/**
What titles begin and end with alike, "…" for what differs: "try again, counted as retry …".

@param id of the option, which names it when the titles have too little in common.
*/
export const sharedTitle = (titles: readonly string[], id: string): string => {
	const [first = '', ...others] = new Set(titles);
	if (others.length === 0) {
		return first;
	}

	const all = [first, ...others].map(
		(title) => title.match(/[\p{L}\p{M}\p{N}-]+|[^\p{L}\p{M}\p{N}-]+/gu) ?? [],
	);
	const head = alike(all);
	const tail = alike(all.map((parts) => parts.slice(head.length).reverse())).reverse();
	const words = [...head, ...tail].filter((part) => /[\p{L}\p{N}]/u.test(part));
	return words.length < 2
		? id.replaceAll('-', ' ')
		: `${head.join('').trim()} … ${tail.join('').trim()}`.trim();
};

const alike = (lists: readonly (readonly string[])[]): string[] => {
	const [first = [], ...others] = lists;
	const end = first.findIndex((part, index) => others.some((list) => list[index] !== part));
	return first.slice(0, end === -1 ? first.length : end);
};
