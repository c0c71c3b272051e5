import {chmodSync, mkdirSync, rmdirSync} from 'node:fs';
import type {FileDeed, FolderDeed, MoveDeed} from './deed.ts';
import {type Between, MovedOn, putWhereNothingIs, replace, takeAway} from './put.ts';
import {codeOf} from './refusal.ts';
import {digestOfState} from './standing.ts';
import {insistOnWay} from './way.ts';

/** @param from a file that is to stand there, if any is. */
export const changeFile = (deed: FileDeed, from: string, kept: string, between?: Between): void => {
	const before = digestOfState(deed.before);
	if (before === null) {
		putWhereNothingIs(from, deed.path, between);
	} else if (deed.after === null) {
		takeAway(deed.path, kept, before, between);
	} else {
		replace(from, deed.path, kept, before, between);
	}
};

export const moveFile = (
	{path: from, to, digest}: MoveDeed,
	kept: string,
	between?: Between,
): void => {
	takeAway(from, kept, digest, between);
	try {
		putWhereNothingIs(kept, to, between);
	} catch (error) {
		if (error instanceof MovedOn) {
			putWhereNothingIs(kept, from);
		}

		throw error;
	}
};

export const changeFolder = ({path: folder, isMade, isAlong, mode}: FolderDeed): void => {
	insistOnWay(folder);
	try {
		if (isMade) {
			mkdirSync(folder);
			if (mode !== null) {
				chmodSync(folder, mode);
			}
		} else {
			rmdirSync(folder);
		}
	} catch (error) {
		const isFine = isMade
			? codeOf(error) === 'EEXIST'
			: codeOf(error) === 'ENOENT' || (isAlong && ['ENOTEMPTY', 'EEXIST'].includes(codeOf(error)));
		if (!isFine) {
			throw error;
		}
	}
};
