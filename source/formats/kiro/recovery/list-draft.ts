import type {Wanted} from '../../../model/original.ts';
import {type Option, refused, withOriginals} from '../../recovery.ts';
import type {About, BoxAbout} from './about.ts';
import {findEntry, type Found, readListFile} from './list-file.ts';
import {placeOf} from './places.ts';

/** Finds the task in its list as it is on the disk now. */
export const listDraft =
	(
		{input}: About,
		{document, entry, list}: BoxAbout,
		then: (found: Found) => ReturnType<Option['draft']>,
	): Option['draft'] =>
	(disk) => {
		const wanted: Wanted = {path: document.path, as: 'file'};
		return withOriginals(disk, [wanted], ([original]) => {
			const place = placeOf(input.workspace, document.path);
			const file = readListFile(original!, document.path, input.workspace);
			if (!file || 'refusal' in file) {
				return refused(file?.refusal ?? `${place}: there is no task in it any more`);
			}

			const found = findEntry(file, entry.id);
			if (!found || 'refusal' in found) {
				return refused(found?.refusal ?? `${place}: ${entry.id} does not stand there any more`);
			}

			// In a list without numbers the id is only a position, and another task may stand there now.
			const isOther = list.style === 'plain' && found.entry.title !== entry.title;
			return isOther
				? refused(`${place}:${found.entry.line}: another task stands there by now`)
				: then(found);
		});
	};
