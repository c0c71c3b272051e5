import type {MetaDocument} from './gather.ts';

const minute = 60_000;

/** A checkout writes all of its files within this time. */
const checkoutMs = minute;

/** Files whose newest embedded time is older than this were not written when their stat says. */
const cloneGapMs = 60 * minute;

/** With fewer files, being written together is no coincidence worth a thought. */
const fewestFiles = 3;

/**
Whether the times of the files mean nothing: all were written within seconds, while the times in them
are older. So it is after a clone, a copy or an unpacked archive.
*/
export const isFreshCopy = (documents: readonly MetaDocument[]): boolean => {
	let first = Infinity;
	let last = 0;
	let embedded = 0;
	let count = 0;
	for (const {changedAt, stat, value} of documents) {
		if (changedAt === null) {
			count++;
			first = Math.min(first, stat.modifiedAt);
			last = Math.max(last, stat.modifiedAt);
			embedded = Math.max(embedded, value?.embeddedAt ?? 0);
		}
	}

	return (
		count >= fewestFiles &&
		last - first <= checkoutMs &&
		embedded > 0 &&
		embedded < first - cloneGapMs
	);
};

/**
Epoch ms at which a document was last written, as far as that can be known: its file time, never in
the future; in a fresh copy the newest credible time inside of it, until it changes. Null: unknown.
*/
export const fileTime = (document: MetaDocument, isCopy: boolean): number | null =>
	isCopy && document.changedAt === null
		? (document.value?.embeddedAt ?? null)
		: Math.min(document.stat.modifiedAt, document.readAt);

export type DatedDocument = {readonly document: MetaDocument; readonly at: number};

/** The document written last, or null when none of them has a known time. */
export const newestOf = (
	documents: readonly MetaDocument[],
	isCopy: boolean,
): DatedDocument | null => {
	let newest: DatedDocument | null = null;
	for (const document of documents) {
		const at = fileTime(document, isCopy);
		if (at !== null && at >= (newest?.at ?? 0)) {
			newest = {document, at};
		}
	}

	return newest;
};
