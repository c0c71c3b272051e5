import {renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {asidesOf, isOnlyOne} from './aside.ts';
import type {Deed} from './deed.ts';
import {digestNow, putWhereNothingIs} from './put.ts';
import {knownDigests} from './standing.ts';
import {insistOnWay, obstacleOf, passingFolders} from './way.ts';

/** What deeds are taken back, or looked at, with. */
export type Return = {
	/** Of the plan. */
	readonly id: string;
	readonly shown: (path: string) => string;
	readonly step: (name: string) => void;
};

/** What another program wrote in the very moment and has got back, and what had to be left. */
type BroughtHome = {
	/** Indexes of the deeds whose files have these words again, as if nothing had been done to them. */
	readonly returned: ReadonlySet<number>;
	/** A sentence each. */
	readonly left: readonly string[];
};

/**
Brings what lies aside after a cut back to where it belongs: what was taken away and not yet put
elsewhere, and what another program wrote in the very moment. Where the way is not the recorded one,
nothing is looked at or touched.
*/
export const bringHome = (deeds: readonly Deed[], {id, shown}: Return): BroughtHome => {
	const known = knownDigests(deeds);
	const passing = passingFolders(deeds);
	const left: string[] = [];
	// By where it lies: both ends of a move may have the same folder.
	const homeless = new Map<string, string>();
	const returned = new Set<number>();
	for (const {kept, keptOnReturn, deed} of asidesOf(deeds, id)) {
		if (obstacleOf(deed, passing, shown) !== null) {
			continue;
		}

		for (const aside of [kept, keptOnReturn]) {
			const digest = digestNow(aside);
			if (digest === null) {
				continue;
			}

			const now = digestNow(deed.path);
			const isOurs = known.get(deed.path)?.has(digest) ?? false;
			if (isOurs) {
				if (deed.type === 'move' && now === null && digestNow(deed.to) === null) {
					putWhereNothingIs(aside, deed.path);
				} else if (deed.type === 'move' && isOnlyOne(deed)) {
					homeless.set(
						aside,
						homeless.get(aside) ??
							`its place was taken by others: what stood at ${shown(deed.path)} lies in ${path.basename(aside)}`,
					);
				} else if (aside === keptOnReturn) {
					// An earlier way back was cut off too.
					insistOnWay(aside);
					rmSync(aside);
				}
			} else if (now === null || known.get(deed.path)?.has(now)) {
				insistOnWay(deed.path);
				renameSync(aside, deed.path);
				returned.add(deed.index);
			} else {
				left.push(
					`${shown(deed.path)} was written by others; an earlier text of theirs lies in ${path.basename(aside)}`,
				);
			}
		}
	}

	return {returned, left: [...left, ...homeless.values()]};
};
