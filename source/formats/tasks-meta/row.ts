import type {Status} from '../../model/status.ts';
import type {Dependency, Review} from '../../model/task.ts';
import {compareNaturally} from '../../text/natural-order.ts';
import {type Delegation, delegationOf} from './delegation.ts';
import {resolveDependencies, writtenDependencies} from './dependencies.ts';
import {isWiped} from './facts.ts';
import type {Feature, ListedItem, StoredEntry} from './feature.ts';
import {reviewOf} from './review.ts';
import {statusOfBox, statusOfWord} from './status.ts';
import {type EntryTimes, timesOf} from './times.ts';
import type {WrittenDependency} from './values.ts';

/** One task with everything that was concluded about it; `task.ts` and `findings.ts` word it. */
export type Row = {
	readonly key: string;
	readonly id: string;
	/** 0 for the first entry of the list with this id. */
	readonly occurrence: number;
	readonly order: number;
	readonly stored: StoredEntry | null;
	readonly listed: ListedItem | null;
	readonly status: Status;
	readonly decidedBy: 'metadata' | 'box' | null;
	/** What each file says on its own; null: nothing. */
	readonly said: {readonly metadata: Status | null; readonly box: Status | null};
	/** In words, when the two cannot both be right. */
	readonly disagreement: string | null;
	readonly mode: string | null;
	readonly times: EntryTimes | null;
	readonly review: Review;
	readonly delegation: Delegation | null;
	readonly written: readonly WrittenDependency[];
	readonly dependencies: readonly Dependency[];
};

type Place = Pick<Row, 'key' | 'id' | 'occurrence' | 'stored' | 'listed'>;

/** The rows of a feature: the order of the lists, then what only the metadata knows. */
export const rowsOf = (feature: Feature): readonly Row[] => {
	const places = placesOf(feature);
	const keys = new Map<string, string[]>();
	for (const {id, key} of places) {
		const ofId = keys.get(id);
		if (ofId) {
			ofId.push(key);
		} else {
			keys.set(id, [key]);
		}
	}

	return places.map((place, order) => rowOf(place, order, feature, (id) => keys.get(id) ?? []));
};

const placesOf = (feature: Feature): readonly Place[] => {
	const count = new Map<string, number>();
	const listed = feature.items.map((item): Place => {
		const {id} = item.item;
		const occurrence = count.get(id) ?? 0;
		count.set(id, occurrence + 1);
		return {
			key: keyOf(feature, id, occurrence),
			id,
			occurrence,
			// The metadata knows an id once: it belongs to where that is declared first.
			stored: occurrence === 0 ? (feature.entries.get(id) ?? null) : null,
			listed: item,
		};
	});
	const others = [...feature.entries.values()]
		.filter(({entry}) => !count.has(entry.id))
		.sort((a, b) => compareNaturally(a.entry.id, b.entry.id))
		.map((stored): Place => ({
			key: keyOf(feature, stored.entry.id, 0),
			id: stored.entry.id,
			occurrence: 0,
			stored,
			listed: null,
		}));
	return [...listed, ...others];
};

const keyOf = (feature: Feature, id: string, occurrence: number): string =>
	`tasks-meta:${feature.folder}#${id}${occurrence === 0 ? '' : `~${occurrence + 1}`}`;

const rowOf = (
	place: Place,
	order: number,
	feature: Feature,
	keysOf: (id: string) => readonly string[],
): Row => {
	const entry = place.stored?.entry ?? null;
	const item = place.listed?.item ?? null;
	const word = entry?.status ?? null;
	const said = {
		metadata: word === null ? null : (statusOfWord(word) ?? 'unknown'),
		box: item && statusOfBox(item.box, item.isStruckOut, item.verdict),
	};
	const isBoxDeciding =
		said.box !== null &&
		(said.metadata === null || (said.metadata === 'pending' && said.box !== 'pending'));
	const status = (isBoxDeciding ? said.box : said.metadata) ?? 'unknown';
	const mode = entry?.mode ?? item?.mode ?? null;
	const times =
		entry && place.stored
			? timesOf(entry, status, {
					readAt: place.stored.source.readAt,
					areHandMade: feature.areTimesHandMade,
				})
			: null;
	const written = writtenDependencies(entry, item);
	return {
		...place,
		order,
		status,
		decidedBy: isBoxDeciding ? 'box' : said.metadata === null ? null : 'metadata',
		said,
		// What is only remembered cannot disagree with what is there.
		disagreement: isWiped(place) ? null : disagreementOf(said, item?.boxText ?? null, word),
		mode,
		times,
		review: reviewOf(entry, status, mode, feature.reviewedIds),
		delegation:
			status === 'running'
				? delegationOf(place.id, times?.startedAt?.at ?? null, feature.markers)
				: null,
		written,
		dependencies: resolveDependencies(written, keysOf),
	};
};

/** What a ticked box contradicts; a rolled back task with a tick has a finding of its own. */
const notDone: ReadonlySet<Status> = new Set(['pending', 'running', 'failed', 'blocked']);

const disagreementOf = (
	{metadata, box}: Row['said'],
	boxText: string | null,
	word: string | null,
): string | null => {
	if (metadata === null || box === null || boxText === null) {
		return null;
	}

	const isContradiction =
		(box === 'completed' && notDone.has(metadata)) ||
		(box === 'pending' && metadata === 'completed');
	return isContradiction
		? `the box is ${box === 'completed' ? 'ticked' : 'open'}, the metadata says ${word}`
		: null;
};
