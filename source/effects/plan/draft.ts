import {type FileHandle, open} from 'node:fs/promises';
import type {FileState} from './deed.ts';
import {codeOf} from './refusal.ts';
import {insistOnWay} from './way.ts';

/** Writes a new file to the disk, with the permissions and the owner it is to have. */
export const writeDraft = async (path: string, state: FileState): Promise<void> => {
	insistOnWay(path);
	const file = await open(path, 'wx', state.mode === null ? 0o666 : 0o600);
	try {
		await file.writeFile(state.text);
		if (state.owner) {
			await giveTo(file, state.owner);
		}

		// After the owner: changing it takes some permissions away.
		if (state.mode !== null) {
			await file.chmod(state.mode);
		}

		if (state.modifiedNs !== null) {
			await giveTime(file, BigInt(state.modifiedNs));
		}

		await file.sync();
	} finally {
		await file.close();
	}
};

/** Only the administrator may give files away; a group one belongs to may be kept. */
const giveTo = async (file: FileHandle, owner: NonNullable<FileState['owner']>): Promise<void> => {
	for (const user of [owner.user, process.geteuid?.() ?? owner.user]) {
		try {
			await file.chown(user, owner.group);
			return;
		} catch (error) {
			if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EINVAL'].includes(codeOf(error))) {
				throw error;
			}
		}
	}
};

/** Adding so much makes the next larger number of seconds, in our time: 2^-22. */
const finestSeconds = 2 ** -22;

/**
Node takes a time as a number of seconds with 53 bits, which are steps of 238 ns in our time: the next
one that is not before it is taken. A file must not seem older than it was.
*/
const giveTime = async (file: FileHandle, time: bigint): Promise<void> => {
	let seconds = Number(time / 1_000_000_000n) + Number(time % 1_000_000_000n) / 1e9;
	for (let attempt = 0; attempt < 6; attempt++) {
		await file.utimes(new Date(), seconds);
		const {mtimeNs} = await file.stat({bigint: true});
		if (mtimeNs >= time) {
			return;
		}

		// On a file system with coarser times this comes to nothing, and the last attempt stands.
		seconds += finestSeconds;
	}
};

/** Names are kept in the folder: without this a rename may be lost when the power fails. */
export const syncFolder = async (folder: string): Promise<void> => {
	try {
		const opened = await open(folder, 'r');
		try {
			await opened.sync();
		} finally {
			await opened.close();
		}
	} catch (error) {
		// Some systems and file systems have no such thing; a folder that is gone has nothing to keep.
		if (
			!['EISDIR', 'EINVAL', 'ENOTSUP', 'EPERM', 'EACCES', 'ENOENT', 'ENOSYS'].includes(
				codeOf(error),
			)
		) {
			throw error;
		}
	}
};
