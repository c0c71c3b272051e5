import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {claimPath} from '../../source/formats/index.ts';
import type {DocumentInput, Format} from '../../source/formats/format.ts';
import type {Change} from '../../source/store/reduce.ts';

/**
Every claimed text file below a folder, as the changes a first scan would report. Databases are left
to the tests of their reader.

@param modifiedAt says when a file was changed (its relative path is given): git keeps no times.
*/
export const readFolder = (
	folder: string,
	{
		readAt,
		modifiedAt = () => readAt,
		formats,
	}: {
		readAt: number;
		modifiedAt?: (relativePath: string) => number;
		formats?: readonly Format[];
	},
): Change[] => {
	const changes: Change[] = [];
	for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
		const absolute = path.join(entry.parentPath, entry.name).replaceAll('\\', '/');
		const claimed = entry.isFile() ? claimPath(absolute, formats) : null;
		if (!claimed || claimed.claim.reader === 'database') {
			continue;
		}

		const relative = path.relative(folder, absolute).replaceAll('\\', '/');
		const input: DocumentInput = {
			path: absolute,
			workspace: folder,
			kind: claimed.claim.kind,
			content:
				claimed.claim.reader === 'presence'
					? {type: 'presence'}
					: {type: 'text', text: readFileSync(absolute, 'utf8'), isUtf8: true},
			stat: {
				modifiedAt: modifiedAt(relative),
				size: statSync(absolute).size,
				isFolder: false,
			},
			readAt,
		};
		changes.push({type: 'read', format: claimed.format.name, input});
	}

	return changes;
};
