import type {Attempt} from '../../model/attempt.ts';

/** What is asked about: a task that runs or will, described as attempts are. */
export type Subject = Pick<Attempt, 'format' | 'kind' | 'agent'>;

/** How alike attempts have to be, the closest first. Those of unknown kind are alike in no kind. */
const levels: readonly {
	readonly name: Level;
	readonly keyOf: (subject: Subject) => string | null;
	/** In words: "of implement by codex". */
	readonly wordsOf: (subject: Subject) => string;
}[] = [
	{
		name: 'kind and agent',
		keyOf: ({format, kind, agent}) =>
			kind === null || agent === null ? null : `${format}\n${kind}\n${agent}`,
		wordsOf: ({kind, agent}) => `of ${kind} by ${agent}`,
	},
	{
		name: 'kind',
		keyOf: ({format, kind}) => (kind === null ? null : `${format}\n${kind}`),
		wordsOf: ({kind}) => `of ${kind}`,
	},
	{name: 'format', keyOf: ({format}) => format, wordsOf: ({format}) => `of ${format}`},
	{name: 'all', keyOf: () => '', wordsOf: () => 'of all kinds'},
];

export type Level = 'kind and agent' | 'kind' | 'format' | 'all';

/** Attempts that are alike, and how alike. */
export type Likeness<Item> = {
	readonly level: Level;
	/** In words, to stand behind a number: "runs of implement by codex". */
	readonly words: string;
	readonly items: readonly Item[];
};

/** What can be asked of the past: the attempts most alike to a subject. */
export type Past<Item> = {
	/** Every level that has any, the closest first. */
	readonly alike: (subject: Subject) => readonly Likeness<Item>[];
};

/**
Sorts the past into likenesses, once for many questions.

@param items in the order in which they became known, which is kept.
*/
export const pastOf = <Item>(
	items: readonly Item[],
	subjectOf: (item: Item) => Subject,
): Past<Item> => {
	const byKey = levels.map(({keyOf}) => {
		const found = new Map<string, Item[]>();
		for (const item of items) {
			const key = keyOf(subjectOf(item));
			if (key !== null) {
				const known = found.get(key);
				if (known) {
					known.push(item);
				} else {
					found.set(key, [item]);
				}
			}
		}

		return found;
	});
	return {
		alike: (subject) =>
			levels.flatMap(({name, keyOf, wordsOf}, index) => {
				const key = keyOf(subject);
				const alike = key === null ? undefined : byKey[index]!.get(key);
				return alike ? [{level: name, words: `runs ${wordsOf(subject)}`, items: alike}] : [];
			}),
	};
};
