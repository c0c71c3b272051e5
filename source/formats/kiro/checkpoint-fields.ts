import type * as z from 'zod/mini';
import type {Problem} from '../../model/problem.ts';
import {flatFacts} from './flat-facts.ts';
import {problem} from './problems.ts';
import {looksLikePath, projectPath} from './project-path.ts';
import {errorText, section, word, wordList} from './schema.ts';
import type {Checkpoint, ListedFile, Placed} from './values.ts';

type Path = readonly (string | number)[];

type Place = {
	readonly path: string;
	readonly project: string;
	readonly lineOf: (path: Path) => number;
	readonly brokenAt: Checkpoint['brokenAt'];
};

const documented: Readonly<Record<string, readonly string[]>> = {
	task_details: ['task_id', 'task_name', 'status', 'sub_steps_completed', 'current_sub_step'],
	context: ['spec_name', 'last_successful_operation'],
	error_recovery: ['last_checkpoint', 'rollback_point', 'recovery_instructions'],
};

const errorFields = ['error', 'error_message', 'last_error', 'error_details', 'error_context'];

const mostFiles = 500;

/**
Takes the documented fields out of a checkpoint, each for itself, so that one that is not what it
should be costs nothing but itself. Null when nothing says which task is meant.
*/
export const readCheckpoint = (
	value: unknown,
	place: Place,
): {checkpoint: Checkpoint | null; problems: readonly Problem[]} => {
	const problems: Problem[] = [];
	const root = section.safeParse(value);
	if (!root.success) {
		const message = 'the checkpoint is not a JSON object';
		problems.push(problem('file-unreadable', message, {path: place.path, line: 1}));
		return {checkpoint: null, problems};
	}

	const at = (path: Path): unknown => {
		let found: unknown = root.data;
		for (const key of path) {
			found =
				typeof found === 'object' && found !== null && Object.hasOwn(found, key)
					? Reflect.get(found, key)
					: undefined;
		}

		return found;
	};
	const read = <Schema extends z.ZodMiniType>(path: Path, schema: Schema, what: string) => {
		const raw = at(path);
		if (raw === undefined || raw === null) {
			return null;
		}

		const result = schema.safeParse(raw);
		if (!result.success) {
			const message = `${path.join('.')} is not ${what}: not used`;
			problems.push(problem('field-shape', message, {path: place.path, line: place.lineOf(path)}));
		}

		return result.success ? result.data : null;
	};
	const text = (...path: string[]): Placed<string> | null => {
		const result = read(path, word, 'a word');
		return result === null || result === '' ? null : {value: result, line: place.lineOf(path)};
	};
	const context = section.safeParse(at(['context'])).data ?? {};
	const {files, fileKeys} = filesOf(context, place);
	const facts = flatFacts(root.data, {
		...place,
		isKnown: (path) =>
			path.length === 1
				? ['timestamp', 'current_step', ...errorFields].includes(path[0]!)
				: path.length === 2 &&
					((Object.hasOwn(documented, path[0]!) && documented[path[0]!]!.includes(path[1]!)) ||
						(path[0] === 'context' && fileKeys.has(path[1]!)) ||
						(Object.hasOwn(documented, path[0]!) && errorFields.includes(path[1]!))),
	});
	const checkpoint: Checkpoint = {
		timestamp: text('timestamp'),
		runsSince: null,
		currentStep: text('current_step'),
		taskId: text('task_details', 'task_id'),
		taskName: text('task_details', 'task_name'),
		status: text('task_details', 'status'),
		stepsDone: read(['task_details', 'sub_steps_completed'], wordList, 'a list of words'),
		currentSubStep: text('task_details', 'current_sub_step'),
		specName: text('context', 'spec_name'),
		files,
		lastOperation: text('context', 'last_successful_operation'),
		lastCheckpoint: text('error_recovery', 'last_checkpoint'),
		rollbackPoint: text('error_recovery', 'rollback_point'),
		instructions: text('error_recovery', 'recovery_instructions'),
		error: errorOf(at, place.lineOf),
		facts,
		brokenAt: place.brokenAt,
	};
	const {taskId, taskName, currentStep} = checkpoint;
	if (taskId || taskName || currentStep) {
		return {checkpoint, problems};
	}

	const message = 'the checkpoint names no task and no step';
	return {
		checkpoint: null,
		problems: [...problems, problem('metadata-partial', message, {path: place.path, line: 1})],
	};
};

/** Every array of the context whose items look like paths, whatever its name. */
const filesOf = (
	context: Readonly<Record<string, unknown>>,
	{project, lineOf}: Place,
): {files: readonly ListedFile[]; fileKeys: ReadonlySet<string>} => {
	const files: ListedFile[] = [];
	const fileKeys = new Set<string>();
	for (const [key, value] of Object.entries(context)) {
		const names = (Array.isArray(value) ? (value as unknown[]) : []).filter(
			(name): name is string => typeof name === 'string' && name !== '',
		);
		const isFiles = /(?:^|_)files?(?:_|$)/i.test(key) || names.every((name) => looksLikePath(name));
		if (names.length === 0 || !isFiles) {
			continue;
		}

		fileKeys.add(key);
		for (const [index, name] of names.entries()) {
			if (files.length < mostFiles) {
				const line = lineOf(['context', key, index]);
				files.push({name, path: projectPath(project, name), line});
			}
		}
	}

	return {files, fileKeys};
};

/** The error a checkpoint tells of, where agents put it: at the top or in one of the sections. */
const errorOf = (
	at: (path: Path) => unknown,
	lineOf: (path: Path) => number,
): Placed<string> | null => {
	for (const parent of [[], ...Object.keys(documented).map((name) => [name])]) {
		for (const field of errorFields) {
			const path = [...parent, field];
			const value = errorText.safeParse(at(path)).data ?? '';
			if (value !== '') {
				return {value, line: lineOf(path)};
			}
		}
	}

	return null;
};
