import {open} from 'node:fs/promises';

const pieceSize = 16 * 1024;

/** The first line of a file, without reading what comes after it; `isAll`: there is no other one. */
export const readFirstLine = async (
	path: string,
): Promise<{readonly text: string; readonly isAll: boolean}> => {
	const file = await open(path, 'r');
	try {
		const pieces: Buffer[] = [];
		for (let size = pieceSize; ; size *= 2) {
			const {buffer, bytesRead} = await file.read(Buffer.allocUnsafe(size), 0, size, null);
			const piece = buffer.subarray(0, bytesRead);
			const end = piece.indexOf(0x0a);
			pieces.push(end === -1 ? piece : piece.subarray(0, end));
			if (bytesRead === 0 || end !== -1) {
				return {text: Buffer.concat(pieces).toString('utf8'), isAll: end === -1};
			}
		}
	} finally {
		await file.close();
	}
};
