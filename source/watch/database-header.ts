const magic = Buffer.from('SQLite format 3\0', 'latin1');

/** Bytes at the start of an SQLite file that say what it is. */
export const headerSize = 100;

/** What the first 100 bytes of an SQLite file say. */
export type DatabaseHeader = {
	/** Length the file claims to have, in bytes; null when the claim is not to be trusted. */
	readonly claimedSize: number | null;
	/** Opened in write-ahead mode even a reader leaves files beside it. */
	readonly isWriteAhead: boolean;
	/** Goes up with every transaction in rollback mode. */
	readonly changeCounter: number;
};

/** Reads the header; null when these are not the first bytes of an SQLite file. */
export const readHeader = (bytes: Buffer): DatabaseHeader | null => {
	if (bytes.length < headerSize || !bytes.subarray(0, magic.length).equals(magic)) {
		return null;
	}

	const stored = bytes.readUInt16BE(16);
	const pageSize = stored === 1 ? 65_536 : stored;
	const changeCounter = bytes.readUInt32BE(24);
	const pages = bytes.readUInt32BE(28);
	// Old writers leave the page count as it was; it holds only for the change it was made with.
	const isCounted = pages > 0 && bytes.readUInt32BE(92) === changeCounter;
	return {
		claimedSize: isCounted ? pages * pageSize : null,
		isWriteAhead: bytes[18] === 2 || bytes[19] === 2,
		changeCounter,
	};
};
