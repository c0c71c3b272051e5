import type {BigIntStats} from 'node:fs';
import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {type FolderEntry, type Original, originalKey, type Wanted} from '../../model/original.ts';
import {readDatabaseExactly} from './database/read-database.ts';
import {findPlace, lstatIfThere, type Place, shownPath} from './place.ts';
import {exactText, readExactly} from './read-exactly.ts';
import {reasonOf, Refusal} from './refusal.ts';

/**
Looks at the disk now, for a plan to be made: what is wanted, by `originalKey`. Nothing is created or
changed by looking, nothing outside of the workspace is looked at, and nothing is thrown: what must not
be touched is `refused`, with the reason.
*/
export const readOriginals = async (
	wanted: readonly Wanted[],
	workspace: string,
): Promise<ReadonlyMap<string, Original>> => {
	const found = new Map<string, Original>();
	for (const want of wanted) {
		const key = originalKey(want);
		if (!found.has(key)) {
			found.set(key, await readOriginal(want, workspace));
		}
	}

	return found;
};

const readOriginal = async (wanted: Wanted, workspace: string): Promise<Original> => {
	const shown = shownPath(wanted.path, workspace);
	let place: Place;
	try {
		place = await findPlace(wanted.path, workspace);
	} catch (error) {
		return {type: 'refused', reason: reasonOf(error)};
	}

	if (place.stats === null) {
		return {type: 'absent'};
	}

	try {
		return await look[wanted.as](place.path, place.stats, wanted);
	} catch (error) {
		return {
			type: 'refused',
			reason: `${shown}${error instanceof Refusal ? '' : " can't be read"}: ${reasonOf(error)}`,
		};
	}
};

const factsOf = (stats: BigIntStats): {readonly modifiedAt: number; readonly size: number} => ({
	modifiedAt: Number(stats.mtimeNs / 1000n) / 1000,
	size: Number(stats.size),
});

const look: Readonly<
	Record<
		Wanted['as'],
		(place: string, stats: BigIntStats, wanted: Wanted) => Promise<Original> | Original
	>
> = {
	stat: (_, stats) => ({type: 'stat', isFolder: stats.isDirectory(), ...factsOf(stats)}),
	async file(place) {
		const file = await readExactly(place);
		if (file === null) {
			return {type: 'absent'};
		}

		const text = exactText(file.bytes);
		const found = {digest: file.digest, ...factsOf(file.stats)};
		return text === null ? {type: 'bytes', ...found} : {type: 'text', text, ...found};
	},
	async folder(place, stats) {
		if (!stats.isDirectory()) {
			throw new Refusal('it is no folder');
		}

		const entries: FolderEntry[] = [];
		for (const name of (await readdir(place)).toSorted()) {
			const entry = await lstatIfThere(path.join(place, name));
			if (entry) {
				entries.push({name, isFolder: entry.isDirectory(), ...factsOf(entry)});
			}
		}

		return {type: 'folder', entries};
	},
	database: async (place, _, {tables}) => ({
		type: 'database',
		tables: await readDatabaseExactly(place, tables ?? []),
	}),
};
