import {claimPath} from '../formats/index.ts';
import type {Claim, Content, FileStat} from '../formats/format.ts';
import type {Edit, MoveEdit} from '../model/edit.ts';
import type {FormatName} from '../model/format-name.ts';
import type {Disk} from '../model/original.ts';
import type {Plan} from '../model/plan.ts';
import {type Change, reduce} from '../store/reduce.ts';
import type {State} from '../store/state.ts';
import {type Answer, diskFrom} from './answers.ts';
import {composed, noComposition} from './composition.ts';
import {overlaid} from './overlay.ts';

/**
What metawatch will read once a plan is applied, worked out by the very code that reads: so a preview
promises nothing that the files would not say.
*/
export const aftermathOf = (
	state: State,
	{edits, workspace, at}: Pick<Plan, 'edits' | 'workspace' | 'at'>,
	answers: readonly Answer[],
): State => {
	const composition = composed(noComposition, edits);
	if ('refusal' in composition) {
		return state;
	}

	const disk = overlaid(diskFrom(answers), composition, at);
	const paths = new Set(edits.flatMap(pathsOf));
	const changes = [...paths].flatMap((path) => changesAt(path, state, disk, workspace, at));
	return changes.length > 0 ? reduce(state, changes, at) : state;
};

const pathsOf = (edit: Edit | MoveEdit): readonly string[] =>
	edit.type === 'move' ? [edit.path, edit.to] : edit.type === 'remove-folder' ? [] : [edit.path];

const changesAt = (
	path: string,
	state: State,
	disk: Disk,
	workspace: string,
	at: number,
): readonly Change[] => {
	const claimed = claimPath(path);
	if (!claimed) {
		return [];
	}

	const {format, claim} = claimed;
	const content = contentOf(path, claim, disk);
	if (content === undefined) {
		return [];
	}

	if (content === null) {
		return [{type: 'removed', path}];
	}

	const known = state.documents.get(path);
	const size = content.type === 'text' ? new TextEncoder().encode(content.text).length : 0;
	const stat: FileStat = {...known?.stat, modifiedAt: at, size, isFolder: false};
	return [
		readChange(format.name, {
			path,
			workspace: known?.workspace ?? workspace,
			kind: claim.kind,
			content,
			stat,
			readAt: at,
		}),
	];
};

const readChange = (
	format: FormatName,
	input: Extract<Change, {type: 'read'}>['input'],
): Change => ({type: 'read', format, input});

/** Logs are read from their end. */
const tailLength = 64 * 1024;

/** Null: it is not there any more; undefined: not known. */
const contentOf = (
	path: string,
	{reader, tables}: Claim,
	disk: Disk,
): Content | null | undefined => {
	const found = disk(reader === 'database' ? {path, as: 'database', tables} : {path, as: 'file'});
	switch (found?.type) {
		case 'absent': {
			return null;
		}

		case 'text': {
			return reader === 'presence'
				? {type: 'presence'}
				: {
						type: 'text',
						text: reader === 'tail' ? tailOf(found.text) : found.text,
						isUtf8: true,
					};
		}

		case 'database': {
			return {
				type: 'database',
				database: {tables: found.tables, state: 'read', hasHotJournal: false, detail: null},
			};
		}

		default: {
			return undefined;
		}
	}
};

const tailOf = (text: string): string => {
	const start = text.length - tailLength;
	return start <= 0 ? text : text.slice(text.indexOf('\n', start) + 1);
};
