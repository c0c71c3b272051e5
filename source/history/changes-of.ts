import type {Content, DatabaseContent, DocumentInput, FileStat} from '../formats/format.ts';
import type {Change} from '../store/reduce.ts';
import type {Shape, VersionRecord} from './recording.ts';

/**
What is kept of a change, without its text: that may be large, and is made in portions.
*/
export const recordOf = (change: Change, text: string | null): VersionRecord => {
	if (change.type === 'removed') {
		return {type: 'removed', path: change.path};
	}

	if (change.type === 'references') {
		return {type: 'references', path: change.path, text: text ?? '[]'};
	}

	const {format, input} = change;
	const {path, workspace, kind, stat, readAt, content} = input;
	const shape = shapeOf(content);
	return {type: 'read', path, workspace, format, kind, stat, readAt, shape, text};
};

const shapeOf = (content: Content): Shape =>
	content.type === 'text' && !content.isUtf8 ? 'not-utf8' : content.type;

const rowsAtOnce = 200;

/**
The text that is kept of a change, in portions that are each made quickly: a database may have two hundred
thousand rows. None: there is nothing to keep but that it was there.
*/
export function* textOf(change: Change): Generator<string, void, undefined> {
	if (change.type === 'references') {
		yield JSON.stringify([...change.stats]);
	} else if (change.type === 'read') {
		const {content} = change.input;
		if (content.type === 'text') {
			yield content.text;
		} else if (content.type === 'unreadable') {
			yield content.reason;
		} else if (content.type === 'database') {
			yield* databaseText(content.database);
		}
	}
}

function* databaseText({tables, ...about}: DatabaseContent): Generator<string, void, undefined> {
	yield `{"about":${JSON.stringify(about)},"tables":{`;
	for (const [index, [name, {columns, rows}]] of Object.entries(tables).entries()) {
		const comma = index === 0 ? '' : ',';
		yield `${comma}${JSON.stringify(name)}:{"columns":${JSON.stringify(columns)},"rows":[`;
		for (let from = 0; from < rows.length; from += rowsAtOnce) {
			const part = JSON.stringify(rows.slice(from, from + rowsAtOnce)).slice(1, -1);
			yield from === 0 ? part : `,${part}`;
		}

		yield ']}';
	}

	yield '}}';
}

/** The change that was recorded, as it was; null when its text is lost. */
export const changeOf = (record: VersionRecord): Change | null => {
	try {
		return readChange(record);
	} catch {
		// What lies in the database may be anything.
		return null;
	}
};

const readChange = (record: VersionRecord): Change => {
	if (record.type === 'removed') {
		return {type: 'removed', path: record.path};
	}

	if (record.type === 'references') {
		const stats = new Map(JSON.parse(record.text) as [string, FileStat | null][]);
		return {type: 'references', path: record.path, stats};
	}

	const {path, workspace, kind, stat, readAt, format} = record;
	const content = contentOf(record.shape, record.text ?? '');
	const input: DocumentInput = {path, workspace, kind, content, stat, readAt};
	return {type: 'read', format, input};
};

const contentOf = (shape: Shape, text: string): Content => {
	switch (shape) {
		case 'presence': {
			return {type: 'presence'};
		}

		case 'unreadable': {
			return {type: 'unreadable', reason: text};
		}

		case 'database': {
			const {about, tables} = JSON.parse(text) as {
				about: Omit<DatabaseContent, 'tables'>;
				tables: DatabaseContent['tables'];
			};
			return {type: 'database', database: {tables, ...about}};
		}

		default: {
			return {type: 'text', text, isUtf8: shape === 'text'};
		}
	}
};
