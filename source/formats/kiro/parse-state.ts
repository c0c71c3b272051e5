import type {Problem} from '../../model/problem.ts';
import type {DocumentInput, Parsed} from '../format.ts';
import {type JsonReading, readJson} from '../json.ts';
import {projectOf} from './claims.ts';
import {readCheckpoint} from './checkpoint-fields.ts';
import {problem} from './problems.ts';
import {valueBefore} from './salvage.ts';
import type {Checkpoint} from './values.ts';

const mostReferences = 500;

/** Reads `.kiro/metadata/execution-state.json`, whole or up to the place where it breaks. */
export const parseState = (input: DocumentInput, text: string): Parsed<Checkpoint> => {
	const {path} = input;
	const project = projectOf(path);
	if (text.trim() === '') {
		return {
			value: null,
			quality: 'empty',
			problems: [problem('file-empty', 'the checkpoint file is empty', {path})],
			references: [],
		};
	}

	const reading = readJson(text);
	const {damage} = reading;
	const value = damage ? valueBefore(damage.tree, damage.errors[0]?.offset ?? 0) : reading.value;
	const {checkpoint, problems} = readCheckpoint(value, {
		path,
		project,
		lineOf: (at) => reading.lineOf(at),
		brokenAt: damage ? {line: damage.line, column: damage.column} : null,
	});
	if (!damage) {
		return {
			value: checkpoint,
			quality: checkpoint ? 'whole' : 'unreadable',
			problems: [...problems, ...repeatedKeys(reading, path)],
			references: referencesOf(checkpoint, project),
		};
	}

	const where = `unreadable at ${damage.line}:${damage.column}, ${damage.message}`;
	const unreadable = problem(
		'file-unreadable',
		`${where}; ${checkpoint ? `last readable: ${salvagedWords(checkpoint)}` : 'nothing before it could be read'}`,
		{path, line: damage.line, column: damage.column},
	);
	return {
		value: checkpoint,
		quality: checkpoint ? 'salvaged' : 'unreadable',
		problems: [unreadable],
		references: referencesOf(checkpoint, project),
	};
};

const repeatedKeys = ({duplicateKeys}: JsonReading, path: string): readonly Problem[] =>
	duplicateKeys.map(({key, line}) =>
		problem('key-duplicate', `the key "${key}" stands twice in one object; the last one counts`, {
			path,
			line,
		}),
	);

/** "Fix Security Issues, completed". */
const salvagedWords = ({taskName, taskId, currentStep, status}: Checkpoint): string =>
	[taskName?.value ?? taskId?.value ?? currentStep?.value, status?.value]
		.filter((text) => text !== undefined)
		.join(', ');

/** The listed files, and the folder of the spec it names. */
const referencesOf = (checkpoint: Checkpoint | null, project: string): readonly string[] => {
	if (!checkpoint) {
		return [];
	}

	const folder = specFolderOf(project, checkpoint.specName?.value ?? null);
	const files = checkpoint.files.flatMap(({path}) => (path === null ? [] : [path]));
	return [...new Set([...(folder === null ? [] : [folder]), ...files])].slice(0, mostReferences);
};

/** Folder of a spec by name; null without a name, or when the name leads elsewhere. */
export const specFolderOf = (project: string, name: string | null): string | null => {
	if (name === null || name === '' || name.includes('\\')) {
		return null;
	}

	const isPlain = name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
	return isPlain ? `${project === '/' ? '' : project}/.kiro/specs/${name}` : null;
};
