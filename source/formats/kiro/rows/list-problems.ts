import type {Problem} from '../../../model/problem.ts';
import type {TaskList} from '../values.ts';
import {problem} from '../problems.ts';
import {isDone, isOpenRequired, type Tree} from './tree.ts';
import {type ResolvedWave, waveCycles} from './waves.ts';

/** More findings of one kind help nobody. */
const mostIds = 20;

const named = (ids: readonly string[]): string =>
	ids.length > mostIds
		? `${ids.slice(0, mostIds).join(', ')} and ${ids.length - mostIds} more`
		: ids.join(', ');

/** Findings about a live list as a whole. */
export const listProblems = (
	path: string,
	list: TaskList,
	tree: Tree,
	waves: readonly ResolvedWave[] | null,
): readonly Problem[] => [
	...parentProblems(path, list, tree),
	...runningProblems(path, list, tree),
	...repeatedProblems(path, list),
	...markProblems(path, list, tree),
	...(waves ? waveProblems(path, list, waves) : []),
];

/** A parent's own box against its required leaves; the leaves are believed. */
const parentProblems = (path: string, {entries, style}: TaskList, {below}: Tree): Problem[] => {
	if (style !== 'boxes') {
		return [];
	}

	return entries.flatMap((entry, index): Problem[] => {
		if (entry.isLeaf) {
			return [];
		}

		const open = (below.get(index) ?? []).filter((leaf) => isOpenRequired(entries[leaf]!));
		if (isDone(entry) === (open.length === 0)) {
			return [];
		}

		const message = isDone(entry)
			? `${entry.id} is ticked, but ${named(open.map((leaf) => entries[leaf]!.id))} ${open.length === 1 ? 'is' : 'are'} open below it`
			: `${entry.id} is ${entry.rawStatus}, but nothing required is left below it`;
		return [problem('parent-disagrees', message, {path, line: entry.line})];
	});
};

const runningProblems = (path: string, {entries}: TaskList, {leaves}: Tree): Problem[] => {
	const running = leaves.map((leaf) => entries[leaf]!).filter(({status}) => status === 'running');
	if (running.length < 2) {
		return [];
	}

	const ids = named(running.map(({id}) => id));
	const message = `${ids} are in progress at once: the editor normally runs one`;
	return [problem('several-in-progress', message, {path, line: running[1]!.line})];
};

const repeatedProblems = (path: string, {entries, style}: TaskList): Problem[] => {
	const repeated = style === 'plain' ? [] : entries.filter(({occurrence}) => occurrence === 2);
	const [first] = repeated;
	if (!first) {
		return [];
	}

	const ids = named(repeated.map(({id}) => id));
	const message = `${ids} ${repeated.length === 1 ? 'is' : 'are'} declared more than once`;
	return [problem('id-duplicate', message, {path, line: first.line})];
};

/** Marks in boxes that mean nothing here. */
const markProblems = (path: string, {entries}: TaskList, {leaves}: Tree): Problem[] => {
	const odd = leaves.map((leaf) => entries[leaf]!).filter(({status}) => status === 'unknown');
	return [...Map.groupBy(odd, ({rawStatus}) => rawStatus)].map(([mark, own]) => {
		const message = `"${mark}" is no status: ${named(own.map(({id}) => id))}`;
		return problem('status-off-vocabulary', message, {path, line: own[0]!.line});
	});
};

const waveProblems = (
	path: string,
	{graph}: TaskList,
	waves: readonly ResolvedWave[],
): Problem[] => {
	const line = graph?.line ?? null;
	const unknown = [...new Set(waves.flatMap(({missing}) => missing))];
	const unknownWaves = [...new Set(waves.flatMap(({missingWaves}) => missingWaves))];
	const cycles = waveCycles(waves).slice(0, mostIds);
	return [
		...(unknown.length > 0
			? [`the dependency graph names ${named(unknown)}, which the list lacks`]
			: []),
		...(unknownWaves.length > 0 ? [`no wave is called ${named(unknownWaves)}`] : []),
		...repeatedIds(waves),
	]
		.map((message) => problem('dependency-unknown', message, {path, line}))
		.concat(
			cycles.map((cycle) => {
				const names = cycle.map((wave) => waves[wave]!.wave.label);
				const message = `waves wait for each other: ${names.slice(0, 50).join(' → ')}`;
				return problem('dependency-cycle', message, {path, line});
			}),
		);
};

const repeatedIds = (waves: readonly ResolvedWave[]): string[] => {
	const seen = new Set<string>();
	const repeated = new Set<string>();
	for (const {wave} of waves) {
		for (const id of wave.tasks) {
			(seen.has(id) ? repeated : seen).add(id);
		}
	}

	return repeated.size > 0
		? [`the dependency graph names ${named([...repeated])} more than once`]
		: [];
};
