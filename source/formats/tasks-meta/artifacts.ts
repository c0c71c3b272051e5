import type {Artifact} from '../../model/task.ts';
import type {Row} from './row.ts';
import type {ListedPath} from './values.ts';

/** The files that either document names for a task, each once. */
export const artifactsOf = ({stored, listed}: Row): readonly Artifact[] => {
	const seen = new Set<string>();
	const all = [
		...(stored?.entry.files.paths.map((path) => ({path, in: stored.source.referenceStats})) ?? []),
		...(listed?.item.files.paths.map((path) => ({path, in: listed.source.referenceStats})) ?? []),
	];
	return all
		.filter(({path}) => !seen.has(path.written) && seen.add(path.written))
		.map(({path, in: stats}) => ({
			path: path.written,
			type: null,
			summary: null,
			exists: existsIn(path, stats),
			target: path.reference,
		}));
};

/** Epoch ms of the newest change of a file that the metadata lists for a task; null: none is known. */
export const filesChangedAt = ({stored}: Row): number | null => {
	const times = (stored?.entry.files.paths ?? []).flatMap(({reference}) => {
		const stat = reference === null ? null : stored!.source.referenceStats.get(reference);
		return stat && !stat.isFolder ? [Math.min(stat.modifiedAt, stored!.source.readAt)] : [];
	});
	return times.length > 0 ? times.reduce((latest, at) => Math.max(latest, at)) : null;
};

/** Null while nobody looked, or where looking is not allowed. */
export const existsIn = (
	{reference}: ListedPath,
	stats: ReadonlyMap<string, unknown>,
): boolean | null =>
	reference === null || !stats.has(reference) ? null : stats.get(reference) !== null;
