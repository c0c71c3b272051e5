import type {Status} from '../../model/status.ts';

/** The words of the metadata, folded to lower case. Any other word is unknown and reported. */
const words: ReadonlyMap<string, Status> = new Map<string, Status>([
	['pending', 'pending'],
	['in_progress', 'running'],
	['running', 'running'],
	['dispatched', 'running'],
	['interrupted', 'interrupted'],
	['completed', 'completed'],
	['failed', 'failed'],
	['blocked', 'blocked'],
	['skipped', 'skipped'],
	// Taken back is not done: it must never count as completed.
	['rolled_back', 'cancelled'],
]);

/** The status that a word of the metadata means, or null when the vocabulary lacks it. */
export const statusOfWord = (word: string): Status | null =>
	words.get(word.trim().toLowerCase()) ?? null;

/** The character in a box: `[ ]` open, `[x]` ticked, `[~]` and `[-]` other; null: there is no box. */
export type Box = 'open' | 'ticked' | 'other' | null;

/** What the text of an entry says about itself: REMOVED, DEFERRED, PARTIAL. */
export type Verdict = 'partial' | 'skipped' | null;

const partial = /\bPARTIAL(?:LY)?\b/;
const skipped = /\b(?:DROPPED|SKIPPED|DEFERRED|REMOVED|N\/A)(?!\w)/;

/** Capitals only: "removed" in a sentence says nothing about the task. */
export const verdictOfText = (text: string): Verdict =>
	partial.test(text) ? 'partial' : skipped.test(text) ? 'skipped' : null;

/** What a list entry alone says; null when it says nothing (no box, nothing struck out). */
export const statusOfBox = (box: Box, isStruckOut: boolean, verdict: Verdict): Status | null => {
	if (isStruckOut && verdict === 'skipped') {
		return 'skipped';
	}

	switch (box) {
		case 'open': {
			return 'pending';
		}

		case 'ticked': {
			return 'completed';
		}

		case 'other': {
			return verdict ?? 'unknown';
		}

		default: {
			return null;
		}
	}
};
