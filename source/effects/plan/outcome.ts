import {existsSync} from 'node:fs';
import {asidesOf} from './aside.ts';
import {readSafely} from './database/read-database.ts';
import type {Deed, MoveDeed, RowsDeed} from './deed.ts';
import {digestNow} from './put.ts';
import {knownDigests, type Standing, standingOf, standingOfRow} from './standing.ts';

/** How the disk stands: all done, all as before, some of each, or changed by somebody else. */
export type Outcome = 'after' | 'before' | 'between' | 'other';

/** Looks how far deeds are; nothing is changed by looking. */
export const outcomeOf = async (deeds: readonly Deed[], id: string): Promise<Outcome> => {
	const known = knownDigests(deeds);
	const standings = new Set<Standing>();
	for (const deed of deeds) {
		if (deed.type === 'rows') {
			for (const standing of await standingsOfRows(deed)) {
				standings.add(standing);
			}
		} else if (deed.type !== 'folder' || !deed.isAlong) {
			const standing = standingOf(deed, known);
			const isOnItsWay = standing === 'other' && deed.type === 'move' && isAside(deed, deeds, id);
			standings.add(isOnItsWay ? 'before' : standing);
		}
	}

	const [only] = standings;
	return standings.has('other') ? 'other' : standings.size === 1 ? only! : 'between';
};

/** It was taken away and not put elsewhere, and can go home. */
const isAside = (move: MoveDeed, deeds: readonly Deed[], id: string): boolean =>
	digestNow(move.path) === null &&
	digestNow(move.to) === null &&
	asidesOf(deeds, id).some(
		({deed, kept, keptOnReturn}) =>
			deed.index === move.index &&
			[kept, keptOnReturn].some((aside) => digestNow(aside) === move.digest),
	);

const standingsOfRows = async ({path, rows}: RowsDeed): Promise<readonly Standing[]> =>
	existsSync(path)
		? await readSafely(path, (database) => rows.map((row) => standingOfRow(database, row)))
		: ['other'];

/** Whether words of another program still lie aside, where they were saved from being lost. */
export const hasWordsAside = (deeds: readonly Deed[], id: string): boolean => {
	const known = knownDigests(deeds);
	return asidesOf(deeds, id).some(({kept, keptOnReturn, deed}) =>
		[kept, keptOnReturn].some((aside) => {
			const digest = digestNow(aside);
			return digest !== null && known.get(deed.path)?.has(digest) !== true;
		}),
	);
};
