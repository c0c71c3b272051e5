import type {Dependency} from '../../../model/task.ts';
import type {Entry} from '../values.ts';
import type {ResolvedWave} from './waves.ts';

/** Waves larger than this are named as a whole: every task of one waits for every task of the other. */
const largestWave = 200;

/**
Leaf -> what it waits for. All tasks of a wave share one list. Optional tasks are not waited for: they
are usually left undone.
*/
export const dependenciesOf = (
	entries: readonly Entry[],
	waves: readonly ResolvedWave[],
	keyOf: (entry: Entry) => string,
): ReadonlyMap<number, readonly Dependency[]> => {
	const result = new Map<number, readonly Dependency[]>();
	for (const {leaves, waitsFor, missingWaves} of waves) {
		const dependencies = [
			...waitsFor.flatMap((wave) => dependenciesOn(entries, waves[wave]!, keyOf)),
			...missingWaves.map((name): Dependency => {
				const raw = `wave ${name}`;
				return {raw, id: raw, key: null, state: 'missing'};
			}),
		];
		for (const leaf of leaves) {
			if (!result.has(leaf)) {
				result.set(leaf, dependencies);
			}
		}
	}

	return result;
};

const dependenciesOn = (
	entries: readonly Entry[],
	{wave, leaves, missing, ambiguous}: ResolvedWave,
	keyOf: (entry: Entry) => string,
): readonly Dependency[] => {
	const shared = new Set(ambiguous);
	const required = leaves.filter((leaf) => !entries[leaf]!.isOptional);
	const awaited = required.length > 0 ? required : leaves;
	if (awaited.length > largestWave) {
		const raw = `wave ${wave.label} (${awaited.length} tasks)`;
		return [{raw, id: null, key: null, state: 'external'}];
	}

	return [
		...awaited
			.map((leaf) => entries[leaf]!)
			.filter(({id}) => !shared.has(id))
			.map((entry): Dependency => ({
				raw: entry.id,
				id: entry.id,
				key: keyOf(entry),
				state: 'known',
			})),
		...ambiguous.map((id): Dependency => ({raw: id, id, key: null, state: 'ambiguous'})),
		...missing
			.slice(0, largestWave)
			.map((id): Dependency => ({raw: id, id, key: null, state: 'missing'})),
	];
};
