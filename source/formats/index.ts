import type {FormatName} from '../model/format-name.ts';
import {backlog} from './backlog/index.ts';
import type {Claim, Format} from './format.ts';
import {kiro} from './kiro/index.ts';
import {returnMeta} from './return-meta/index.ts';
import {tasksMeta} from './tasks-meta/index.ts';

/**
All formats. Add one by adding it here: discovery, views, export and validation pick it up. Where two
would claim the same path, the earlier one gets it.
*/
export const formats: readonly Format[] = [kiro, returnMeta, tasksMeta, backlog];

export const formatByName = (name: FormatName): Format =>
	formats.find((format) => format.name === name)!;

/** The first of the given formats that claims an absolute path, with its claim. */
export const claimPath = (
	path: string,
	among: readonly Format[] = formats,
): {format: Format; claim: Claim} | null => {
	for (const format of among) {
		const claim = format.claims(path);
		if (claim) {
			return {format, claim};
		}
	}

	return null;
};
