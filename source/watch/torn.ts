import type {Document} from '../formats/format.ts';
import type {Seen} from './ledger.ts';
import type {Reading} from './read-file.ts';
import {isSameStamp, isSameThing, type Stamp} from './stamp.ts';

/**
Files that are caught while they are being rewritten in place: empty or cut off for a moment. Whoever
renames a whole file into place never gets here.
*/
export type TornFiles = {
	/**
	Says of a file that has become shorter in place how long to wait before believing it, in ms; null: it
	can be believed. A task list that is cut off looks whole, so only its size and its last line tell.
	*/
	readonly waitForRest: (path: string, before: Seen | undefined, reading: Reading) => number | null;
	/**
	When to look again at a document that was read and is broken, in ms; null: there is no need.

	@param now epoch ms.
	*/
	readonly nextLook: (document: Document, now: number) => number | null;
	readonly forget: (path: string) => void;
};

/** How often a file is looked at while its writer may be at work. */
const lookMs = 30;

/**
A file that has kept its length for so long is as its writer wants it. What shows by itself that it is cut
off needs no proof; a list of lines looks whole after any of them.
*/
const restMs = {structured: 30, lines: 250, blank: 500, cutLine: 1000} as const;

/** Somebody who rewrites a file without rest is not waited for any longer than this. */
const patienceMs = 2000;

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
	const filled = new Map<string, Seen>();
	return {
		waitForRest(path, seen, reading) {
			// One that was emptied is filled again in steps: what counts is how it was before that.
			const before = filled.get(path) ?? seen;
			const {stamp} = reading;
			const now = performance.now();
			const cut = cuts.get(path);
			const shape = shapeOf(path, reading, before);
			// Grown back beyond its old length a list may still lack its end.
			const isPartial =
				before !== undefined &&
				isSameThing(before.stamp, stamp) &&
				(stamp.size < before.stamp.size || (cut !== undefined && shape === 'cutLine'));
			const isAtRest = cut && isSameStamp(cut.stamp, stamp) && now - cut.at >= restMs[shape] - 1;
			if (!isPartial || isAtRest || (cut && now - cut.since > patienceMs)) {
				cuts.delete(path);
				if (before && isBlank(reading)) {
					filled.set(path, before);
				} else {
					filled.delete(path);
				}

				return null;
			}

			const isMoving = !cut || !isSameStamp(cut.stamp, stamp);
			cuts.set(path, {since: cut?.since ?? now, at: isMoving ? now : cut.at, stamp});
			return lookMs;
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
			filled.delete(path);
		},
	};
};

const isBlank = ({content}: Reading): boolean =>
	content.type === 'text' && content.text.trimStart() === '';

const shapeOf = (path: string, reading: Reading, before: Seen | undefined): keyof typeof restMs => {
	const {content} = reading;
	if (content.type !== 'text' || path.endsWith('.json') || /^\s*[[{]/.test(content.text)) {
		return 'structured';
	}

	if (isBlank(reading)) {
		return 'blank';
	}

	return before?.endsLine === true && !content.text.endsWith('\n') ? 'cutLine' : 'lines';
};
