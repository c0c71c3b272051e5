import type {Document} from '../formats/format.ts';
import {isSameStamp, isSameThing, type Stamp} from './stamp.ts';

/**
Files that are caught while they are being rewritten in place: empty or cut off for a moment. Whoever
renames a whole file into place never gets here.
*/
export type TornFiles = {
	/**
	Says of a file that has become shorter in place how long to wait before believing it, in ms; null: it
	can be believed. A task list that is cut off looks whole, so only its size tells.
	*/
	readonly waitForRest: (path: string, before: Stamp | undefined, stamp: Stamp) => number | null;
	/**
	When to look again at a document that was read and is broken, in ms; null: there is no need.

	@param now epoch ms.
	*/
	readonly nextLook: (document: Document, now: number) => number | null;
	readonly forget: (path: string) => void;
};

/** A file that has kept its length for so long is as its writer wants it. */
const restMs = 30;

/** Somebody who rewrites a file without rest is not waited for any longer than this. */
const patienceMs = 1000;

/**
The writer's next step is reported as a rule; these looks are for when it is not, and for a step within
one tick of the file system's clock.
*/
const looksAfterMs: readonly number[] = [30, 250, 1000];

/** A broken file older than this stays broken: nobody is writing it. */
const freshMs = 2000;

export const createTornFiles = (): TornFiles => {
	const cuts = new Map<
		string,
		{readonly since: number; readonly at: number; readonly stamp: Stamp}
	>();
	const looks = new Map<string, number>();
	return {
		waitForRest(path, before, stamp) {
			const isShorter = before && isSameThing(before, stamp) && stamp.size < before.size;
			const now = performance.now();
			const cut = cuts.get(path);
			const isAtRest = cut && isSameStamp(cut.stamp, stamp) && now - cut.at >= restMs - 1;
			if (!isShorter || isAtRest || (cut && now - cut.since > patienceMs)) {
				cuts.delete(path);
				return null;
			}

			const isMoving = !cut || !isSameStamp(cut.stamp, stamp);
			cuts.set(path, {since: cut?.since ?? now, at: isMoving ? now : cut.at, stamp});
			return restMs;
		},
		nextLook(document, now) {
			const {path, quality, stat} = document;
			const isBroken = quality !== 'whole' && quality !== 'foreign';
			if (!isBroken || Math.abs(now - stat.modifiedAt) >= freshMs) {
				looks.delete(path);
				return null;
			}

			const count = looks.get(path) ?? 0;
			looks.set(path, count + 1);
			return looksAfterMs[count] ?? null;
		},
		forget(path) {
			cuts.delete(path);
			looks.delete(path);
		},
	};
};
