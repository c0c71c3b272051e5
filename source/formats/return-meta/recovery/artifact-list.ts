import {type ListedArtifacts, readArtifacts} from '../artifacts.ts';
import {type Fields, isRecord} from '../fields.ts';
import type {EntryChange} from './state-edit.ts';

type Artifact = ListedArtifacts['items'][number];

export type Added = {
	readonly changes: readonly EntryChange[];
	/** Those that stand in it afterwards. */
	readonly recorded: readonly Artifact[];
	/** Those for which it has no place. */
	readonly left: readonly Artifact[];
};

type Place = {readonly root: string; readonly workspace: string};

/** What artifacts are called as the keys of an object: the first that is there is the place of a type. */
const slots: readonly (readonly [RegExp, readonly string[]])[] = [
	[/^(?:research|report)/i, ['research', 'reports', 'report']],
	[/^(?:implementation_)?plan/i, ['plan', 'plans']],
	[/^(?:implementation|summary)/i, ['summary', 'summaries', 'implementation']],
];

/**
Adds artifacts to those of a task in the shape that its entry has: a list of objects with the keys of
their neighbours, a list of paths, or an object with a key for each type. What stands there already
is not added again.
*/
export const addArtifacts = (
	entry: Fields,
	artifacts: readonly Artifact[],
	place: Place,
): Added => {
	const value = entry['artifacts'];
	const known = new Set(readArtifacts(value, place.root, place.workspace).items.map(identity));
	const wanted: Artifact[] = [];
	const recorded: Artifact[] = [];
	for (const artifact of artifacts) {
		(known.has(identity(artifact)) ? recorded : wanted).push(artifact);
		known.add(identity(artifact));
	}

	const added =
		value === undefined || value === null
			? listed(wanted, [], 'new')
			: Array.isArray(value)
				? listed(wanted, value, 'more')
				: isRecord(value) && typeof value['path'] !== 'string'
					? slotted(wanted, value)
					: {changes: [], recorded: [], left: wanted};
	return {...added, recorded: [...recorded, ...added.recorded]};
};

/** Two paths to one file are one artifact. */
export const identity = ({path, target}: Pick<Artifact, 'path' | 'target'>): string =>
	target ?? path;

const listed = (
	wanted: readonly Artifact[],
	neighbours: readonly unknown[],
	list: 'new' | 'more',
): Added => {
	const items = wanted.map((artifact) => itemLike(artifact, neighbours.at(-1)));
	return {
		changes:
			list === 'more'
				? items.map((item) => ({path: ['artifacts', -1], value: item}))
				: items.length > 0
					? [{path: ['artifacts'], value: items}]
					: [],
		recorded: wanted,
		left: [],
	};
};

/** An artifact in the manner of its neighbour: a path where that is one, else with keys in its order. */
const itemLike = (artifact: Artifact, neighbour: unknown): unknown => {
	if (typeof neighbour === 'string') {
		return artifact.path;
	}

	const order = Object.keys(isRecord(neighbour) ? neighbour : {});
	const fields = Object.entries({
		path: artifact.path,
		type: artifact.type,
		summary: artifact.summary,
	}).filter(([, text]) => text !== null);
	return Object.fromEntries(fields.toSorted(([a], [b]) => rank(order, a) - rank(order, b)));
};

const rank = (order: readonly string[], key: string): number =>
	order.includes(key) ? order.indexOf(key) : order.length;

const slotted = (wanted: readonly Artifact[], object: Fields): Added => {
	const changes: EntryChange[] = [];
	const recorded: Artifact[] = [];
	const left: Artifact[] = [];
	const filled = new Set<string>();
	for (const artifact of wanted) {
		const names = slots.find(([pattern]) => pattern.test(artifact.type ?? ''))?.[1] ?? [];
		const key =
			names.find((name) => Object.hasOwn(object, name)) ??
			(Object.values(object).every((value) => Array.isArray(value))
				? names.find((name) => name.endsWith('s'))
				: names[0]);
		const value = key === undefined ? undefined : object[key];
		if (key !== undefined && Array.isArray(value)) {
			changes.push({path: ['artifacts', key, -1], value: itemLike(artifact, value.at(-1) ?? '')});
			recorded.push(artifact);
		} else if (key !== undefined && (value === undefined || value === null) && !filled.has(key)) {
			filled.add(key);
			changes.push({path: ['artifacts', key], value: slotValue(artifact, object, key)});
			recorded.push(artifact);
		} else {
			left.push(artifact);
		}
	}

	return {changes, recorded, left};
};

/** What a free place is filled with: as the others are. */
const slotValue = (artifact: Artifact, object: Fields, key: string): unknown => {
	const others = Object.entries(object)
		.filter(([name, value]) => name !== key && value !== null)
		.map(([, value]) => value);
	const [first] = others;
	return others.length > 0 && others.every((value) => Array.isArray(value))
		? [itemLike(artifact, (first as readonly unknown[]).at(-1) ?? '')]
		: itemLike(artifact, others.find((value) => !Array.isArray(value)) ?? '');
};
