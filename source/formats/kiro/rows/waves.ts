import type {Entry, Graph, TaskList, Wave} from '../values.ts';
import type {Tree} from './tree.ts';

/** A wave with its names resolved to tasks and other waves. */
export type ResolvedWave = {
	readonly wave: Wave;
	/** Indexes of leaves. */
	readonly leaves: readonly number[];
	/** Ids that the list lacks. */
	readonly missing: readonly string[];
	/** Ids that several tasks of the list share. */
	readonly ambiguous: readonly string[];
	/** Indexes of the waves it waits for. */
	readonly waitsFor: readonly number[];
	/** Names of waves that do not exist. */
	readonly missingWaves: readonly string[];
};

/** Resolves the graph of a list. A parent stands for its leaves. */
export const resolveWaves = (
	{entries}: TaskList,
	{waves}: Graph,
	{below}: Tree,
): readonly ResolvedWave[] => {
	const byId = Map.groupBy(entries.keys(), (index) => entries[index]!.id);
	const byName = new Map<string, number>();
	for (const [index, {names}] of waves.entries()) {
		for (const name of names) {
			byName.set(name, byName.get(name) ?? index);
		}
	}

	return waves.map((wave, index): ResolvedWave => {
		const leaves = new Set<number>();
		const missing: string[] = [];
		const ambiguous: string[] = [];
		for (const id of new Set(wave.tasks)) {
			const found = byId.get(id) ?? [];
			if (found.length === 0) {
				missing.push(id);
			} else if (found.length > 1) {
				ambiguous.push(id);
			}

			for (const entry of found) {
				for (const leaf of below.get(entry) ?? []) {
					leaves.add(leaf);
				}
			}
		}

		const names = wave.waitsFor ?? [];
		return {
			wave,
			leaves: [...leaves],
			missing,
			ambiguous,
			waitsFor:
				wave.waitsFor === null
					? index === 0
						? []
						: [index - 1]
					: names.flatMap((name) => byName.get(name) ?? []),
			missingWaves: names.filter((name) => !byName.has(name)),
		};
	});
};

/** The cycles among waves, each as the path of their indexes, back to its start. */
export const waveCycles = (waves: readonly ResolvedWave[]): readonly (readonly number[])[] => {
	const cycles: number[][] = [];
	const settled = new Set<number>();
	for (const start of waves.keys()) {
		// Walks down with a stack of its own: a thousand waves in a row are no reason to overflow.
		const path: number[] = [];
		const onPath = new Map<number, number>();
		const stack: {wave: number; isLeaving: boolean}[] = [{wave: start, isLeaving: false}];
		while (stack.length > 0) {
			const {wave, isLeaving} = stack.pop()!;
			if (isLeaving) {
				path.pop();
				onPath.delete(wave);
				settled.add(wave);
				continue;
			}

			const seenAt = onPath.get(wave);
			if (seenAt !== undefined) {
				cycles.push([...path.slice(seenAt), wave]);
				continue;
			}

			if (settled.has(wave)) {
				continue;
			}

			onPath.set(wave, path.length);
			path.push(wave);
			stack.push({wave, isLeaving: true});
			for (const next of waves[wave]!.waitsFor) {
				stack.push({wave: next, isLeaving: false});
			}
		}
	}

	return cycles;
};

/** The first pending required leaf of the earliest unfinished wave; without waves, of the list. */
export const nextLeaf = (
	entries: readonly Entry[],
	{leaves}: Tree,
	waves: readonly ResolvedWave[] | null,
): number | null => {
	const isOpen = (leaf: number): boolean => {
		const {isOptional, status} = entries[leaf]!;
		return !isOptional && status !== 'completed';
	};
	const listed = new Set(waves?.flatMap((wave) => wave.leaves));
	const unlisted = leaves.filter((leaf) => !listed.has(leaf));
	for (const group of [...(waves ?? []).map((wave) => wave.leaves), unlisted]) {
		const open = group.filter((leaf) => isOpen(leaf));
		if (open.length > 0) {
			return (
				open.toSorted((a, b) => a - b).find((leaf) => entries[leaf]!.status === 'pending') ?? null
			);
		}
	}

	return null;
};
