import {harmless} from '../../text/harmless.ts';
import type {FileStat, Document} from '../format.ts';
import {usableValue} from '../format.ts';
import {type Markers, markersOf} from './delegation.ts';
import {nameOf, placeOf, relativeTo} from './places.ts';
import {areTimesHandMade} from './times.ts';
import type {Entry, List, ListItem, Metadata, Waves} from './values.ts';

/** A document with the value to work with. */
export type Source<Value> = {
	readonly path: string;
	readonly value: Value;
	readonly modifiedAt: number;
	readonly readAt: number;
	/** The value is that of a damaged file: what it lacks proves nothing. */
	readonly isDamaged: boolean;
	/** Since when the value is only the last good one; null while it is not. */
	readonly staleSince: number | null;
	readonly referenceStats: ReadonlyMap<string, FileStat | null>;
};

export type ListedItem = {readonly item: ListItem; readonly source: Source<List>};
export type StoredEntry = {
	readonly entry: Entry;
	readonly source: Source<Metadata>;
	/** Epoch ms since when the file lacks it, because it was started over; null: it is there. */
	readonly wipedSince: number | null;
};

/** All that the documents of one feature say, joined. */
export type Feature = {
	readonly folder: string;
	readonly name: string;
	readonly workspace: string;
	/** For people: the folder inside the workspace. */
	readonly label: string;
	readonly metadata: readonly Source<Metadata>[];
	readonly lists: readonly Source<List>[];
	readonly items: readonly ListedItem[];
	/** Task id -> its metadata, in the order of the files. */
	readonly entries: ReadonlyMap<string, StoredEntry>;
	/** Task id -> "2 of 5". */
	readonly waves: ReadonlyMap<string, string>;
	/** Of the feature, then of the whole project. */
	readonly markers: readonly Markers[];
	readonly reviewedIds: ReadonlySet<string>;
	readonly areTimesHandMade: boolean;
	/** Whether `.specify/feature.json` names it. */
	readonly isActive: boolean;
};

const isMarker = (kind: string): boolean => kind === 'prompt' || kind.endsWith('-marker');

/**
Joins the documents of one feature.

@param documents its own, and those of the project that concern it: shared markers, and the file that
names the active feature when it is this one.
*/
export const featureOf = (documents: readonly Document[]): Feature => {
	const first = documents[0]!;
	const {feature: folder} = placeOf(first.path);
	const metadata = sourcesOf<Metadata>(documents, 'metadata');
	// The list called tasks.md comes first, as in the mind of everybody.
	const lists = sourcesOf<List>(documents, 'list').toSorted(
		(a, b) => Number(nameOf(b.path) === 'tasks.md') - Number(nameOf(a.path) === 'tasks.md'),
	);
	const entries = entriesIn(metadata);
	const markers = documents.filter(({kind}) => isMarker(kind));
	const isOwn = ({path}: Document): boolean => placeOf(path).feature === folder;
	return {
		folder,
		name: harmless(nameOf(folder)),
		workspace: first.workspace,
		label: harmless(relativeTo(first.workspace, folder) || nameOf(folder)),
		metadata,
		lists,
		items: lists.flatMap((source) => source.value.items.map((item) => ({item, source}))),
		entries,
		waves: wavesOf(sourcesOf<Waves>(documents, 'waves')),
		markers: [
			markersOf(markers.filter((document) => isOwn(document))),
			markersOf(markers.filter((document) => !isOwn(document))),
		],
		reviewedIds: new Set(metadata.flatMap(({value}) => value.reviewedIds)),
		areTimesHandMade: areTimesHandMade(metadata.flatMap(({value}) => value.entries)),
		isActive: documents.some(({kind}) => kind === 'active-feature'),
	};
};

/** What the files say, first hit wins; then what they said before they were started over. */
const entriesIn = (metadata: readonly Source<Metadata>[]): ReadonlyMap<string, StoredEntry> => {
	const entries = new Map<string, StoredEntry>();
	const add = (source: Source<Metadata>, from: readonly Entry[], wipedSince: number | null) => {
		for (const entry of from) {
			if (!entries.has(entry.id)) {
				entries.set(entry.id, {entry, source, wipedSince});
			}
		}
	};

	for (const source of metadata) {
		add(source, source.value.entries, null);
	}

	for (const source of metadata) {
		const {startedOver} = source.value.memory;
		if (startedOver) {
			add(source, startedOver.vanished, startedOver.since);
		}
	}

	return entries;
};

const sourcesOf = <Value>(documents: readonly Document[], kind: string): readonly Source<Value>[] =>
	documents
		.filter((document) => document.kind === kind)
		.flatMap((document) => {
			const {value, staleSince} = usableValue(document as Document<Value>);
			return value === null
				? []
				: [
						{
							path: document.path,
							value,
							// With the last good version nothing is lacking.
							isDamaged: document.quality !== 'whole' && document.lastGood === null,
							modifiedAt: document.stat.modifiedAt,
							readAt: document.readAt,
							// Without a good version before, what was salvaged is all there is: not old.
							staleSince: document.lastGood === null ? null : staleSince,
							referenceStats: document.referenceStats,
						},
					];
		});

const wavesOf = (sources: readonly Source<Waves>[]): ReadonlyMap<string, string> => {
	const waves = new Map<string, string>();
	for (const {value} of sources) {
		for (const [index, members] of value.waves.entries()) {
			for (const id of members) {
				waves.set(id, `${index + 1} of ${value.waves.length}`);
			}
		}
	}

	return waves;
};
