import type {Document} from '../formats/format.ts';

/**
A file that is rewritten in place is empty or cut off for a moment. Its writer's next step is reported
as a rule; these looks are for when it is not, and for a step within one tick of the file system's clock.
*/
const looksAfterMs: readonly number[] = [30, 250, 1000];

/** A broken file older than this stays broken: nobody is writing it. */
const freshMs = 2000;

export type TornFiles = {
	/** How long to wait before the next look, or null when there is nothing to wait for. */
	readonly nextLook: (document: Document, now: number) => number | null;
	/** Counts a look at a path that was empty; null when it has been looked at often enough. */
	readonly nextLookAtEmpty: (path: string) => number | null;
	readonly forget: (path: string) => void;
};

export const createTornFiles = (): TornFiles => {
	const looks = new Map<string, number>();
	const next = (path: string): number | null => {
		const count = looks.get(path) ?? 0;
		looks.set(path, count + 1);
		return looksAfterMs[count] ?? null;
	};

	return {
		nextLook(document, now) {
			const isTorn =
				document.quality !== 'whole' &&
				document.quality !== 'foreign' &&
				Math.abs(now - document.stat.modifiedAt) < freshMs;
			if (!isTorn) {
				looks.delete(document.path);
				return null;
			}

			return next(document.path);
		},
		nextLookAtEmpty: (path) => (looks.has(path) ? null : next(path)),
		forget(path) {
			looks.delete(path);
		},
	};
};
