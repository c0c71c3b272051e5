import path from 'node:path';
import {claimPath, formatByName} from '../../formats/index.ts';
import type {Claim, Content, Format} from '../../formats/format.ts';
import {type Change, reduce} from '../../store/reduce.ts';
import {emptyState} from '../../store/state.ts';
import {recordingOf} from '../applied.ts';
import type {Archive} from '../archive.ts';
import {type BlobChange, type Commit, commitsOf} from './git-log.ts';
import {openBlobs} from './git-blobs.ts';
import {largestFile} from './read-plain-file.ts';

/** What was read, and what of it was news. */
export type GitImport = {
	readonly commits: number;
	readonly versions: number;
	readonly newVersions: number;
	readonly transitions: number;
	/** Databases are read from the disk only. */
	readonly leftOut: number;
};

export type GitImportOptions = {
	readonly workspace: string;
	readonly formats: readonly Format[];
	/** Null: only counted. */
	readonly archive: Archive | null;
	/** Epoch milliseconds: from then on somebody was watching, who knows better. */
	readonly until: number;
	readonly onProgress: (done: number, total: number) => void;
	readonly signal?: AbortSignal;
};

/** As for files on the disk. */
const tailBytes = 64 * 1024;

/**
Takes over the metadata files that were committed: each commit goes through the same parsing, assembling
and reducing as a change on the disk, with the time of its author as the clock, so what happened between
two commits is told by the same code. A commit is written whole or not at all, and adds only what is not
there yet.

@throws what git says.
*/
export const importGit = async (options: GitImportOptions): Promise<GitImport> => {
	const {workspace, archive, until, onProgress, signal, formats} = options;
	const commits: Commit[] = [];
	const isWanted = (relative: string): boolean =>
		claimPath(path.posix.join(workspace, relative), formats) !== null;
	for await (const commit of commitsOf(workspace, isWanted, signal)) {
		commits.push(commit);
	}

	const blobs = openBlobs(workspace, largestFile, signal);
	let state = emptyState;
	let latest = 0;
	const count = {commits: 0, versions: 0, newVersions: 0, transitions: 0, leftOut: 0};
	try {
		for (const [index, {at, changes}] of commits.entries()) {
			signal?.throwIfAborted();
			// Clocks of authors differ, and branches are put on top of one another later.
			const now = Math.max(latest, at);
			if (now >= until) {
				break;
			}

			latest = now;
			const read: Change[] = [];
			for (const change of changes) {
				const made = await changeOf(change, {workspace, now, formats, read: blobs.read});
				if (made) {
					read.push(made);
				} else {
					count.leftOut++;
				}
			}

			const isFirst = count.commits === 0;
			const before = state;
			state = reduce(before, read, now, isFirst);
			const applied = {changes: read, before, after: state, now, isFirst};
			const written = archive?.record(recordingOf(applied, workspace));
			count.commits++;
			count.versions += read.length;
			count.newVersions += written?.versions ?? 0;
			count.transitions +=
				written?.transitions ?? state.transitions.length - before.transitions.length;
			onProgress(index + 1, commits.length);
		}
	} finally {
		blobs.close();
	}

	return count;
};

const changeOf = async (
	{path: relative, blob}: BlobChange,
	{
		workspace,
		now,
		formats,
		read,
	}: {
		workspace: string;
		now: number;
		formats: readonly Format[];
		read: (name: string) => Promise<Buffer | null>;
	},
): Promise<Change | null> => {
	const absolute = path.posix.join(workspace, relative);
	const {format, claim} = claimPath(absolute, formats)!;
	if (blob === null) {
		return {type: 'removed', path: absolute};
	}

	if (claim.reader === 'database') {
		return null;
	}

	const bytes = await read(blob);
	return {
		type: 'read',
		format: formatByName(format.name).name,
		input: {
			path: absolute,
			workspace,
			kind: claim.kind,
			content: contentOf(claim, bytes),
			stat: {modifiedAt: now, size: bytes?.length ?? 0, isFolder: false},
			readAt: now,
		},
	};
};

const contentOf = ({reader}: Claim, bytes: Buffer | null): Content => {
	if (reader === 'presence') {
		return {type: 'presence'};
	}

	if (bytes === null) {
		return {type: 'unreadable', reason: 'it is larger than 16 MB'};
	}

	const from = reader === 'tail' && bytes.length > tailBytes ? bytes.length - tailBytes : 0;
	const start = from === 0 ? 0 : bytes.indexOf(10, from) + 1;
	return textContent(bytes.subarray(start));
};

const textContent = (bytes: Buffer): Content => {
	try {
		return {
			type: 'text',
			text: new TextDecoder('utf-8', {fatal: true}).decode(bytes),
			isUtf8: true,
		};
	} catch {
		return {type: 'text', text: new TextDecoder('utf-8').decode(bytes), isUtf8: false};
	}
};
