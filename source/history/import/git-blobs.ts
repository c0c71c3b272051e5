import {endOf, startGit} from './git-program.ts';

/** Reads blobs one after the other, from one git process. */
export type Blobs = {
	/** Null: there is none of this name, or it is too large. */
	readonly read: (name: string) => Promise<Buffer | null>;
	readonly close: () => void;
};

export const openBlobs = (folder: string, largest: number, signal?: AbortSignal): Blobs => {
	const child = startGit(folder, ['cat-file', '--batch'], signal);
	void endOf(child);
	const chunks = child.stdout.iterator()[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	let buffer: Buffer = Buffer.alloc(0);

	/** @returns whether there was more. */
	const more = async (): Promise<boolean> => {
		const {value, done} = await chunks.next();
		if (done) {
			return false;
		}

		buffer = buffer.length === 0 ? value : Buffer.concat([buffer, value]);
		return true;
	};

	const readLine = async (): Promise<string | null> => {
		let end = buffer.indexOf(10);
		while (end === -1) {
			if (!(await more())) {
				return null;
			}

			end = buffer.indexOf(10);
		}

		const line = buffer.subarray(0, end).toString('utf8');
		buffer = buffer.subarray(end + 1);
		return line;
	};

	/** Takes so many bytes; keeps them only when they are wanted. */
	const take = async (count: number, isKept: boolean): Promise<Buffer | null> => {
		const parts: Buffer[] = [];
		let left = count;
		while (left > 0) {
			if (buffer.length === 0 && !(await more())) {
				return null;
			}

			const part = buffer.subarray(0, left);
			buffer = buffer.subarray(part.length);
			left -= part.length;
			if (isKept) {
				parts.push(part);
			}
		}

		return Buffer.concat(parts);
	};

	return {
		async read(name) {
			if (!/^[\da-f]{40,64}$/.test(name)) {
				return null;
			}

			child.stdin.write(`${name}\n`);
			const [, type, size] = (await readLine())?.split(' ') ?? [];
			if (size === undefined) {
				return null;
			}

			const isKept = type === 'blob' && Number(size) <= largest;
			const bytes = await take(Number(size), isKept);
			await take(1, false);
			return isKept ? bytes : null;
		},
		close() {
			child.stdin.end();
			child.kill();
		},
	};
};
