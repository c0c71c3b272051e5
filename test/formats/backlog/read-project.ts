import {readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {backlog} from '../../../source/formats/backlog/index.ts';
import type {Change} from '../../../source/store/reduce.ts';
import {reduce} from '../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../source/store/state.ts';
import {readDatabase} from '../../../source/watch/read-database.ts';
import {readFolder} from '../../helpers/read-folder.ts';

/** Everything of a project folder that the format claims, databases included, as it is at `readAt`. */
export const readProject = async (
	folder: string,
	readAt: number,
	modifiedAt: number = readAt,
): Promise<State> => {
	const changes = readFolder(folder, {readAt, formats: [backlog], modifiedAt: () => modifiedAt});
	for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
		const file = path.join(entry.parentPath, entry.name);
		if (entry.isFile() && backlog.claims(file)?.reader === 'database') {
			changes.push(await databaseChange(folder, file, readAt));
		}
	}

	return reduce(emptyState, changes, readAt, true);
};

/** The change a database is reported with; `at` is the path it is to be known under. */
export const databaseChange = async (
	workspace: string,
	file: string,
	readAt: number,
	at: string = file,
): Promise<Change> => {
	const claim = backlog.claims(at)!;
	return {
		type: 'read',
		format: 'backlog',
		input: {
			path: at,
			workspace,
			kind: claim.kind,
			content: {type: 'database', database: await readDatabase(file, claim.tables!)},
			stat: {modifiedAt: readAt, size: statSync(file).size, isFolder: false},
			readAt,
		},
	};
};
