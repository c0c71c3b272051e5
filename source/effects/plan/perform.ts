import {chmodSync, mkdirSync, rmdirSync} from 'node:fs';
import type {FileDeed, FolderDeed, MoveDeed} from './deed.ts';
import {insistOnWay, putWhereNothingIs, replace, takeAway} from './put.ts';
import {codeOf} from './refusal.ts';
import {digestOfState} from './standing.ts';

/** @param from a file that is to stand there, if any is. */
export const changeFile = (deed: FileDeed, from: string, kept: string): void => {
	const before = digestOfState(deed.before);
	if (before === null) {
		putWhereNothingIs(from, deed.path);
	} else if (deed.after === null) {
		takeAway(deed.path, kept, before);
	} else {
		replace(from, deed.path, kept, before);
	}
};

export const moveFile = ({path: from, to, digest}: MoveDeed, kept: string): void => {
	takeAway(from, kept, digest);
	try {
		putWhereNothingIs(kept, to);
	} catch (error) {
		putWhereNothingIs(kept, from);
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
