import {createHash} from 'node:crypto';
import type {DatabaseSync} from 'node:sqlite';
import {constants, zstdCompressSync, zstdDecompressSync} from 'node:zlib';
import {numberOf} from './row-values.ts';

/** Keeps every content once, however many versions have it. */
export type Contents = {
	/**
	@param baseId a content it probably resembles: the one before it in the same file.
	@returns its id. A content known by its hash costs one look-up.
	*/
	readonly put: (text: string, baseId: number | null) => number;
};

/** Of its full size, above which a difference is no saving worth a second look-up. */
const worthwhile = 0.5;

/** A base longer than this is no dictionary: only its last part could be reached. */
const largestBase = 8 * 1024 * 1024;

/** The window has to reach back over base and content: 2^24 bytes. */
const differenceParameters = {
	[constants.ZSTD_c_compressionLevel]: 3,
	[constants.ZSTD_c_windowLog]: 24,
};

/** Files are written again and again with small changes: with the one before as dictionary, a version of 180 KB takes some hundred bytes. */
export const createContents = (database: DatabaseSync): Contents => {
	const byHash = database.prepare('select id from contents where hash = ?');
	const baseOf = database.prepare('select id, base_id, size from contents where id = ?');
	const insert = database.prepare(
		'insert into contents (hash, size, base_id, bytes) values (?, ?, ?, ?)',
	);
	const read = createContentReader(database);

	const compressed = (
		bytes: Buffer,
		nearId: number | null,
	): {baseId: number | null; kept: Buffer} => {
		const near = nearId === null ? undefined : baseOf.get(nearId);
		// Differences are never made to differences, so that two steps read everything.
		const firstId = numberOf(near?.['base_id']);
		const base = firstId === null ? near : baseOf.get(firstId);
		const isUsable = base && Number(base['size']) > 0 && Number(base['size']) <= largestBase;
		if (isUsable && bytes.length <= largestBase) {
			const baseId = Number(base['id']);
			const text = read(baseId);
			const difference =
				text === null
					? null
					: zstdCompressSync(bytes, {
							dictionary: Buffer.from(text),
							params: differenceParameters,
						});
			if (difference && difference.length < worthwhile * estimate(bytes)) {
				return {baseId, kept: difference};
			}
		}

		return {baseId: null, kept: zstdCompressSync(bytes)};
	};

	return {
		put(text, nearId) {
			const bytes = Buffer.from(text);
			const hash = hashOf(bytes);
			const known = byHash.get(hash);
			if (known) {
				return Number(known['id']);
			}

			const {baseId, kept} = compressed(bytes, nearId);
			return Number(insert.run(hash, bytes.length, baseId, kept).lastInsertRowid);
		},
	};
};

/** Metadata files come down to about a quarter. */
const estimate = ({length}: Buffer): number => Math.max(64, length / 4);

const hashOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/**
@returns what reads a content by its id: null when there is none, or when what is there is not what was
put in.
*/
export const createContentReader = (database: DatabaseSync): ((id: number) => string | null) => {
	const select = database.prepare('select hash, base_id, bytes from contents where id = ?');
	const bytesOf = (id: number, depth: number): Buffer | null => {
		const row = select.get(id);
		if (!row || depth > 1) {
			return null;
		}

		const base = row['base_id'] === null ? null : bytesOf(Number(row['base_id']), depth + 1);
		if (row['base_id'] !== null && base === null) {
			return null;
		}

		try {
			const bytes = zstdDecompressSync(
				row['bytes'] as Uint8Array,
				base ? {dictionary: base, maxOutputLength: mostBytes} : {maxOutputLength: mostBytes},
			);
			return hashOf(bytes).equals(row['hash'] as Uint8Array) ? bytes : null;
		} catch {
			return null;
		}
	};

	return (id) => bytesOf(id, 0)?.toString('utf8') ?? null;
};

/** Nothing larger was ever put in. */
const mostBytes = 256 * 1024 * 1024;
