import type {Problem} from '../../model/problem.ts';
import type {DatabaseContent, DocumentInput, Parsed} from '../format.ts';
import type {BacklogFile} from './declaration.ts';
import {artifactReferences} from './artifacts.ts';
import {parseBacklog} from './parse-backlog.ts';
import {type DatabaseFile, isTaskDatabase, parseDatabase} from './parse-database.ts';
import {problem} from './problems.ts';

/** The value of a document: one of the two kinds. */
export type Value = {readonly backlog: BacklogFile} | {readonly database: DatabaseFile};

/** A journal is there during every transaction; only one that stays is the trace of a crash. */
const writerNeedsMs = 5000;

export const parse = (input: DocumentInput): Parsed<Value> => {
	const {content, path} = input;
	if (content.type === 'database') {
		return readDatabaseContent(content.database, input);
	}

	if (content.type !== 'text') {
		const reason = content.type === 'unreadable' ? content.reason : 'it is no text';
		return input.stat.isFolder
			? nothing('foreign', [])
			: nothing('unreadable', [problem('file-unreadable', reason, {path})]);
	}

	if (content.text.trim() === '') {
		return nothing('empty', [problem('file-empty', 'the backlog is empty', {path})]);
	}

	const {file, problems} = parseBacklog(content.text, path);
	return {
		value: {backlog: file},
		quality: 'whole',
		problems,
		references: artifactReferences(file, input),
	};
};

const nothing = (quality: Parsed['quality'], problems: readonly Problem[]): Parsed<Value> => ({
	value: null,
	quality,
	problems,
	references: [],
});

const readDatabaseContent = (
	database: DatabaseContent,
	{path, readAt}: DocumentInput,
): Parsed<Value> => {
	switch (database.state) {
		// A writer holds it; the last rows stay, and it is read again soon.
		case 'busy': {
			return nothing('unreadable', []);
		}

		case 'empty': {
			return nothing('empty', [
				problem('db-empty', 'the database is empty: nothing was executed yet', {path}),
			]);
		}

		case 'truncated': {
			const message = `the database is cut off: ${database.detail ?? 'bytes are missing'}`;
			return nothing('unreadable', [problem('db-truncated', message, {path})]);
		}

		case 'malformed': {
			const message = `the database cannot be read: ${database.detail ?? 'it is malformed'}`;
			return nothing('unreadable', [problem('db-malformed', message, {path})]);
		}

		default: {
			if (!isTaskDatabase(database)) {
				return nothing('foreign', []);
			}

			const {file, problems} = parseDatabase(database, path);
			return {
				value: {database: file},
				quality: 'whole',
				problems: [
					...problems,
					...(database.hasHotJournal ? [crashed(path, readAt)] : []),
					...(database.detail === null
						? []
						: [problem('history-cut', `too much to read: ${database.detail}`, {path})]),
				],
				references: [],
			};
		}
	}
};

const crashed = (path: string, readAt: number): Problem =>
	problem(
		'db-hot-journal',
		'a writer crashed in the middle of a transaction and left its journal; what was before it is shown, and the next writer takes it back',
		{path, activeFrom: readAt + writerNeedsMs},
	);
