import type {Claim} from '../format.ts';

/** The kinds of documents of this format. */
export type KiroKind = 'state' | 'list' | 'spec' | 'config' | 'diary';

const home = '/.kiro/';

/** Folders below `specs` that hold patterns to copy, not work. */
const templateFolder = /\/[._]templates?\//i;

/** Folders a copy of somebody else's project may lie in. */
const foreignFolder = /\/(?:node_modules|\.git)\//;

const checkpointPath = 'metadata/execution-state.json';

const text = (kind: KiroKind): Claim => ({kind, reader: 'text'});

/** What a file name below `.kiro/specs` means; the first that fits. */
const names: readonly {readonly pattern: RegExp; readonly claim: Claim}[] = [
	// A diary beside a list is linked, never read: the prose in it is not a status.
	{pattern: /(?:^|-)state\.md$/i, claim: {kind: 'diary', reader: 'presence'}},
	{pattern: /tasks[^/]*\.md$/i, claim: text('list')},
	{pattern: /^spec\.json$/, claim: text('spec')},
	{pattern: /^\.config\.kiro$/, claim: text('config')},
];

/**
Says whether a path belongs to this format. Only the checkpoint inside `.kiro/metadata` is meant:
files of the same name elsewhere are other people's formats.
*/
export const claims = (path: string): Claim | null => {
	const start = path.lastIndexOf(home);
	if (start === -1 || foreignFolder.test(path)) {
		return null;
	}

	const inside = path.slice(start + home.length);
	if (inside === checkpointPath) {
		return text('state');
	}

	if (!inside.startsWith('specs/') || templateFolder.test(inside)) {
		return null;
	}

	const name = inside.slice(inside.lastIndexOf('/') + 1);
	return names.find(({pattern}) => pattern.test(name))?.claim ?? null;
};

/** The folder that holds `.kiro`: one checkpoint and all specs of it are assembled together. */
export const projectOf = (path: string): string => {
	const start = path.lastIndexOf(home);
	return start <= 0 ? '/' : path.slice(0, start);
};

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
