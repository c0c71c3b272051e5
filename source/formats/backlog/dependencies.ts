import type {Dependency} from '../../model/task.ts';
import type {Entry} from './entries.ts';
import {foldTitle, idsWithin} from './identifier.ts';
import type {PlanItem} from './plan.ts';

/** The entries of a group, as dependencies look for them. */
export type Directory = {
	readonly byId: ReadonlyMap<string, readonly Entry[]>;
	readonly byTitle: ReadonlyMap<string, Entry>;
};

export const directoryOf = (entries: readonly Entry[]): Directory => ({
	byId: Map.groupBy(entries, ({foldedId}) => foldedId),
	byTitle: new Map(entries.map((entry) => [entry.foldedTitle, entry])),
});

const nothing = /^(?:none|n\/?a|nil|no|tbd|[-–—]*)\.?$/i;
const listInScore = /\bdeps"? {0,3}: {0,3}\[([^\]]{0,2000})\]/;

/**
What an entry waits for: the cells or fields, and the lists inside the score comments. Where an item is
declared several times with the same authority, all of them count: one too many is seen and removed,
one too few starts work too early.
*/
export const dependenciesOf = (entry: Entry, directory: Directory): readonly Dependency[] => {
	const cells = entry.item
		? valuesOf(entry.item, 'dependencies')
		: [entry.record?.metadata?.dependencies ?? ''];
	const listed = (entry.item ? valuesOf(entry.item, 'score') : []).flatMap((score) =>
		(listInScore.exec(score)?.[1] ?? '').split(',').map((part) => part.replaceAll(/["']/g, '')),
	);
	const found = new Map<string, Dependency>();
	for (const text of [...cells, ...listed].map((part) => part.trim())) {
		const isListed = !cells.includes(text);
		for (const dependency of readDependencies(text, entry, directory)) {
			const name = dependency.id ?? dependency.raw;
			// Names of files stand in the cell as well as in the list.
			const isRepeated =
				isListed && dependency.id === null && cells.some((cell) => cell.includes(text));
			if (!found.has(name) && !isRepeated) {
				found.set(name, dependency);
			}
		}
	}

	return [...found.values()];
};

/** A field in all declarations of the form that decides it. */
const valuesOf = ({places}: PlanItem, name: string): string[] => {
	const having = places.flatMap(({declaration: {form, fields}}) => {
		const value = fields.get(name)?.value;
		return value === undefined ? [] : [{form, value}];
	});
	return having.filter(({form}) => form === having[0]!.form).map(({value}) => value);
};

const readDependencies = (text: string, entry: Entry, directory: Directory): Dependency[] => {
	if (nothing.test(text)) {
		return [];
	}

	const ids = idsWithin(text);
	if (ids.length > 0) {
		return ids.map(({id, written, rest}) => {
			const named = rest.split(/[,;]/)[0]!.trimEnd();
			return resolve(id, `${written}${named}`.slice(0, 120), named, entry, directory);
		});
	}

	// Some depend on a task by its title.
	const titled = directory.byTitle.get(foldTitle(text));
	return [
		titled && titled !== entry
			? {raw: text, id: titled.foldedId, ...stateOf(titled)}
			: {raw: text, id: null, key: null, state: 'external'},
	];
};

const resolve = (
	id: string,
	raw: string,
	named: string,
	entry: Entry,
	{byId}: Directory,
): Dependency => {
	// `B-046-way` may mean B-046: a suffix that nobody declares is the beginning of a word.
	const withoutSuffix = id.replace(/-[A-Za-z]\w{0,2}$/, '');
	const declared = byId.get(id) ?? byId.get(withoutSuffix) ?? [];
	if (declared.length === 0) {
		return {raw, id, key: null, state: 'missing'};
	}

	const others = declared.filter((candidate) => candidate !== entry);
	const candidates = others.length > 0 ? others : declared;
	const picked =
		candidates.length === 1
			? candidates[0]!
			: (byName(candidates, named) ?? candidates.find(({isDone}) => isDone));
	return {
		raw,
		id: declared[0]!.foldedId,
		...(picked ? stateOf(picked) : {key: null, state: 'ambiguous'}),
	};
};

/** An id counts as done when any declaration says so, even where the row itself shows another status. */
const stateOf = ({key, isDone, together}: Entry): Pick<Dependency, 'key' | 'state'> => ({
	key,
	state: isDone && together.status !== 'completed' ? 'archived' : 'known',
});

/** Of several tasks with the same id, the one whose title the words behind the id mean. */
const byName = (candidates: readonly Entry[], named: string): Entry | undefined => {
	const words = wordsOf(named);
	if (words.length === 0) {
		return undefined;
	}

	const rated = candidates
		.map((candidate) => {
			const own = new Set(wordsOf(candidate.title));
			return {candidate, shared: words.filter((word) => own.has(word)).length / words.length};
		})
		.sort((a, b) => b.shared - a.shared);
	return rated[0]!.shared >= 0.5 && rated[0]!.shared > (rated[1]?.shared ?? 0)
		? rated[0]!.candidate
		: undefined;
};

const wordsOf = (text: string): string[] => foldTitle(text).match(/[\p{L}\p{N}]{2,}/gu) ?? [];
