import type {MetaDocument} from './gather.ts';

const minute = 60_000;

/** A checkout writes all of its files within this time. */
const checkoutMs = minute;

/** Files whose newest embedded time is older than this were not written when their stat says. */
const cloneGapMs = 60 * minute;

/** A small checkout is done within this time, which no agent at work writes all of its files in. */
const atOnceMs = 2000;

/** Files written at once, whose embedded times are not of one moment: they need be no older than this. */
const atOnceGapMs = minute;

/** With fewer files, being written together is no coincidence worth a thought. */
const fewestFiles = 3;

/**
Whether the times of the files mean nothing: all were written within seconds, while the times in them
are older. So it is after a clone, a copy or an unpacked archive. Whoever writes several files at work
writes the present time into one of them.
*/
export const isFreshCopy = (documents: readonly MetaDocument[]): boolean => {
	let first = Infinity;
	let last = 0;
	let embedded = 0;
	let oldest = Infinity;
	let count = 0;
	for (const {changedAt, stat, value} of documents) {
		if (changedAt === null) {
			count++;
			first = Math.min(first, stat.modifiedAt);
			last = Math.max(last, stat.modifiedAt);
			embedded = Math.max(embedded, value?.embeddedAt ?? 0);
			oldest = Math.min(oldest, value?.embeddedAt ?? Infinity);
		}
	}

	const isAtOnce = last - first <= atOnceMs && embedded - oldest > atOnceMs;
	return (
		count >= fewestFiles &&
		last - first <= checkoutMs &&
		embedded > 0 &&
		embedded < first - (isAtOnce ? atOnceGapMs : cloneGapMs)
	);
};

/** Whether files were written in one go and not since, as a checkout does: then when says nothing. */
export const wereWrittenAtOnce = (documents: readonly MetaDocument[]): boolean => {
	const times = documents.map(({stat}) => stat.modifiedAt);
	return (
		documents.length >= fewestFiles &&
		documents.every(({changedAt}) => changedAt === null) &&
		times.reduce((a, b) => Math.max(a, b)) - times.reduce((a, b) => Math.min(a, b)) <= atOnceMs
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
