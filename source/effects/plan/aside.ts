import {existsSync, rmSync} from 'node:fs';
import path from 'node:path';
import type {Deed, FileDeed, MoveDeed} from './deed.ts';
import {syncFolder} from './draft.ts';
import {digestNow} from './put.ts';
import {knownDigests} from './standing.ts';
import {insistOnWay, passingFolders} from './way.ts';

/** Names of the files that help to make a change, hidden beside what is changed. */
export type Aside = {
	/** What is to stand there, until it does. */
	readonly draft: string;
	/** What stood there, until all is done. */
	readonly kept: string;
	/** What stood there while something is taken back. */
	readonly keptOnReturn: string;
};

/** They lie in the same folder, or in the nearest one around it that the plan neither makes nor removes. */
export const asideOf = (id: string, deeds: readonly Deed[], deed: FileDeed | MoveDeed): Aside => {
	const passing = passingFolders(deeds);
	let folder = path.dirname(deed.path);
	while (passing.has(folder)) {
		folder = path.dirname(folder);
	}

	const name = path.join(folder, `.metawatch-${id}-${deed.index}`);
	return {draft: `${name}.tmp`, kept: `${name}.old.tmp`, keptOnReturn: `${name}.new.tmp`};
};

/** All that has helped, in whichever direction the plan was carried out. */
export const asidesOf = (
	deeds: readonly Deed[],
	id: string,
): readonly (Aside & {readonly deed: FileDeed | MoveDeed})[] =>
	deeds
		.flatMap((deed): readonly (FileDeed | MoveDeed)[] => {
			if (deed.type === 'move') {
				return [deed, {...deed, path: deed.to, to: deed.path}];
			}

			return deed.type === 'file' ? [deed] : [];
		})
		.map((deed) => ({...asideOf(id, deeds, deed), deed}));

/** Whether the file of a move stands under neither of its names: what lies aside is all there is of it. */
export const isOnlyOne = ({path, to, digest}: MoveDeed): boolean =>
	digestNow(path) !== digest && digestNow(to) !== digest;

/** Removes what has helped, and nothing in which another program has left its words. */
export const removeAsides = async (
	deeds: readonly Deed[],
	id: string,
	isOnWay: (deed: Deed) => boolean,
): Promise<void> => {
	const known = knownDigests(deeds);
	const folders = new Set<string>();
	for (const {draft, kept, keptOnReturn, deed} of asidesOf(deeds, id).filter(({deed}) =>
		isOnWay(deed),
	)) {
		for (const file of [draft, kept, keptOnReturn]) {
			const isOurs =
				existsSync(file) && (file === draft || known.get(deed.path)?.has(digestNow(file)) === true);
			if (isOurs && (file === draft || deed.type !== 'move' || !isOnlyOne(deed))) {
				insistOnWay(file);
				rmSync(file);
				folders.add(path.dirname(file));
			}
		}
	}

	for (const folder of folders) {
		await syncFolder(folder);
	}
};
