import type {Damage} from '../formats/damage.ts';
import type {Document, FileStat} from '../formats/format.ts';
import type {FormatName} from '../model/format-name.ts';

/** What was observed about a file that could not be read to its end, now or at some time before. */
export type TornFile = {
	readonly path: string;
	readonly format: FormatName;
	/**
	Epoch ms since when it cannot be read, as observed; of a file that was found torn at the start, since
	it was last written. Null: it can be read again.
	*/
	readonly since: number | null;
	/** Epoch ms at which it was first and last found torn. */
	readonly firstAt: number;
	readonly lastAt: number;
	/** How often: times at which it was found torn after it had been whole, or had not been there. */
	readonly count: number;
	/** How its writer changes it, as far as that was seen. */
	readonly writes: Writes;
	/** Bytes at the latest readings, newest last. */
	readonly sizes: readonly number[];
	/** Where it broke the last time. */
	readonly damage: Damage;
	/** What stands in for it: the last good version, what could be salvaged, or nothing. */
	readonly shows: 'last-good' | 'salvaged' | 'nothing';
};

/** Changes of one file, by how they were made. */
export type Writes = {
	/** It was the same file before and after: whoever reads in between sees half of it. */
	readonly inPlace: number;
	/** Another file was put in its place, as careful writers do. */
	readonly replaced: number;
	/** Of those in place: times at which it was found broken and shorter than before. */
	readonly truncated: number;
};

export const noWrites: Writes = {inPlace: 0, replaced: 0, truncated: 0};

/** A torn file is nobody's business for so long: whoever writes in place needs a moment. */
export const tornGraceMs = 1000;

const mostSizes = 8;

export const writesAfter = (
	writes: Writes,
	before: FileStat,
	after: FileStat,
	isBroken: boolean,
): Writes => {
	if (!before.inode || !after.inode) {
		return writes;
	}

	if (before.inode !== after.inode) {
		return {...writes, replaced: writes.replaced + 1};
	}

	const {inPlace, truncated} = writes;
	const isCut = isBroken && after.size < before.size;
	return {...writes, inPlace: inPlace + 1, truncated: isCut ? truncated + 1 : truncated};
};

/**
What is known of a torn file after it was read once more; undefined while it never was torn.

@param damage how it breaks now; null: it does not.
@param sizeBefore bytes at the reading before this one.
*/
export const tornAfter = (
	known: TornFile | undefined,
	document: Document & {readonly format: FormatName; readonly writes: Writes},
	damage: Damage | null,
	{now, sizeBefore}: {readonly now: number; readonly sizeBefore: number | undefined},
): TornFile | undefined => {
	const {path, format, writes, stat, quality, lastGood} = document;
	if (damage === null && !known) {
		return undefined;
	}

	const seen = {
		path,
		format,
		since: damage === null ? null : (known?.since ?? sinceOf(document, now)),
		writes,
		sizes: [...(known?.sizes ?? (sizeBefore === undefined ? [] : [sizeBefore])), stat.size].slice(
			-mostSizes,
		),
	};
	if (damage === null) {
		return {...known!, ...seen};
	}

	return {
		...seen,
		firstAt: known?.firstAt ?? now,
		lastAt: now,
		count: (known?.count ?? 0) + (known && known.since !== null ? 0 : 1),
		damage,
		shows: lastGood !== null ? 'last-good' : quality === 'salvaged' ? 'salvaged' : 'nothing',
	};
};

const sinceOf = ({changedAt, unreadableSince, stat}: Document, now: number): number => {
	const observed = unreadableSince ?? now;
	return changedAt === null && stat.modifiedAt > 0 ? Math.min(stat.modifiedAt, observed) : observed;
};
