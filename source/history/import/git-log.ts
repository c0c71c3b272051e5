import {endOf, startGit} from './git-program.ts';

export type Commit = {
	/** Epoch milliseconds at which its author made it. */
	readonly at: number;
	/** Relative to the folder. */
	readonly changes: readonly BlobChange[];
};

export type BlobChange = {
	readonly path: string;
	/** Name of the blob; null: the file was removed. */
	readonly blob: string | null;
};

/** A path longer than this is nobody's. */
const longestToken = 65_536;

/**
The commits that led to where a folder stands, oldest first, following first parents: what was there one
after the other. Only regular files, only those wanted.

@throws what git says when there is no repository, or it cannot be read.
*/
export async function* commitsOf(
	folder: string,
	isWanted: (path: string) => boolean,
	signal?: AbortSignal,
): AsyncGenerator<Commit, void, undefined> {
	const child = startGit(
		folder,
		[
			'log',
			'--first-parent',
			'--diff-merges=first-parent',
			'--no-renames',
			'--no-ext-diff',
			'--no-textconv',
			'--no-color',
			'--raw',
			'--no-abbrev',
			'-z',
			'--reverse',
			'--root',
			'--relative',
			'--format=%x01%at',
			'--end-of-options',
			'HEAD',
			'--',
			'.',
		],
		signal,
	);
	child.stdin.end();
	const ended = endOf(child);
	let at: number | null = null;
	let changes: BlobChange[] = [];
	let entry: string | null = null;
	for await (const token of tokensOf(child.stdout)) {
		if (entry !== null) {
			const change = changeOf(entry, token);
			if (change && isWanted(change.path)) {
				changes.push(change);
			}

			entry = null;
		} else if (token.startsWith('\u0001')) {
			if (at !== null && changes.length > 0) {
				yield {at, changes};
			}

			at = Number(token.slice(1)) * 1000;
			changes = [];
		} else if (token.trimStart().startsWith(':')) {
			entry = token.trimStart();
		}
	}

	if (at !== null && changes.length > 0) {
		yield {at, changes};
	}

	const failure = await ended;
	if (failure !== null) {
		throw new Error(failure);
	}
}

/** The texts between NULs. */
async function* tokensOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
	let rest: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream) {
		let from = 0;
		for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
			yield Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8');
			rest = [];
			length = 0;
			from = end + 1;
		}

		if (length < longestToken) {
			rest.push(chunk.subarray(from));
			length += chunk.length - from;
		}
	}
}

/** `:100644 100644 OLD NEW M`: a regular file before or after; links and modules are neither. */
const changeOf = (entry: string, path: string): BlobChange | null => {
	const [, mode = '', , blob = '', status = ''] = entry.split(' ');
	if (status === 'D') {
		return {path, blob: null};
	}

	return mode.startsWith('1006') || mode.startsWith('1007') ? {path, blob} : null;
};
