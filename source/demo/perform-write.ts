import {mkdir, open, rename, rm, utimes, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Statement, Write} from './step.ts';

/** Makes one change of the story below a folder, the way the real writer makes it. */
export const performWrite = async (write: Write, folder: string): Promise<void> => {
	const file = path.join(folder, write.path);
	if (write.type === 'remove') {
		await rm(file, {recursive: true, force: true});
		return;
	}

	await mkdir(path.dirname(file), {recursive: true});
	if (write.type === 'sql') {
		await execute(file, write.statements);
		return;
	}

	if (write.type === 'overwrite') {
		await overwrite(file, write.text);
	} else {
		await writeFile(`${file}.tmp`, write.text);
		await rename(`${file}.tmp`, file);
	}

	if (write.modifiedAt !== undefined) {
		await utimes(file, write.modifiedAt / 1000, write.modifiedAt / 1000);
	}
};

/** Empties the file first, so that whoever looks at the wrong moment sees half of it. */
const overwrite = async (file: string, text: string): Promise<void> => {
	const handle = await open(file, 'w');
	try {
		await handle.writeFile(text);
	} finally {
		await handle.close();
	}
};

const execute = async (file: string, statements: readonly Statement[]): Promise<void> => {
	const {DatabaseSync} = await import('node:sqlite');
	const database = new DatabaseSync(file);
	try {
		database.exec('begin immediate');
		for (const {sql, values} of statements) {
			database.prepare(sql).run(...values);
		}

		database.exec('commit');
	} finally {
		database.close();
	}
};
