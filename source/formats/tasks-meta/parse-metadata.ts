import type {Problem} from '../../model/problem.ts';
import type {DocumentInput, Parsed} from '../format.ts';
import {type JsonReading, readJson} from '../json.ts';
import {entriesOf, type RawTask} from './entries.ts';
import {nameOf} from './places.ts';
import {problem} from './problems.ts';
import {shapeFlaws, shapeWords} from '../shape.ts';
import {entryShape, fileShape} from './shapes.ts';
import {maximumTasks, tooManyTasks} from '../task-limit.ts';
import {emptyFile, unreadableFile} from './broken.ts';
import {salvage} from './salvage.ts';
import {metadataSchema} from './schema.ts';
import type {Dialect, Entry, Metadata} from './values.ts';

/** Reads `tasks_meta.json`, whatever its dialect and condition. */
export const parseMetadata = (input: DocumentInput, text: string): Parsed<Metadata> => {
	if (text.trim() === '') {
		return emptyFile(input.path, 'empty file: a writer may have been interrupted');
	}

	const reading = readJson(text);
	const value = reading.damage ? salvage(reading.damage) : reading.value;
	if (!isObject(value)) {
		return unreadableFile(input.path, reading.damage, 'this is no metadata of tasks');
	}

	const root = metadataSchema.parse(value);
	const found = rawTasks(value['tasks']);
	const tasks = found.slice(0, maximumTasks);
	const entries = entriesOf(tasks, input, reading);
	return {
		value: {
			feature: root.feature ?? (root.feature_dir === null ? null : nameOf(`/${root.feature_dir}`)),
			created: root.created ?? root.created_at,
			executionMode: root.execution_mode,
			asyncAgent: root.async_agent,
			entries,
			reviewedIds: root.reviews.micro_reviews
				.filter(({status}) => status === 'passed')
				.flatMap(({task_id: id}) => id ?? []),
			dialect: dialectOf(value, entries),
			text: reading.damage ? null : text,
			memory: {startedOver: null, retries: new Map()},
		},
		quality: reading.damage ? 'salvaged' : 'whole',
		problems: reading.damage
			? unreadableFile(input.path, reading.damage, '').problems
			: [
					...(found.length > maximumTasks
						? [problem('tasks-cut', tooManyTasks, {path: input.path, line: 1})]
						: []),
					...duplicateKeys(input.path, reading, entries),
					...shapeProblems(input.path, value, tasks, reading),
				],
		references: [
			...new Set(
				entries.flatMap(({files}) => files.paths.flatMap(({reference}) => reference ?? [])),
			),
		],
	};
};

const dialectOf = (
	{reviews}: Readonly<Record<string, unknown>>,
	entries: readonly Entry[],
): Dialect =>
	isObject(reviews) && Array.isArray(reviews['micro_reviews'])
		? '2025-10'
		: entries.some(({lines}) => 'review_status' in lines || 'task_id' in lines)
			? 'documented'
			: 'writer';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tasks keyed by id, as every version writes them; a list is read too. */
const rawTasks = (tasks: unknown): readonly RawTask[] => {
	if (Array.isArray(tasks)) {
		return tasks.flatMap((value: unknown, index) => {
			const id: unknown = isObject(value) ? (value['task_id'] ?? value['id']) : undefined;
			return typeof id === 'string' && id !== '' ? [{id, at: ['tasks', index], value}] : [];
		});
	}

	return isObject(tasks)
		? Object.entries(tasks).map(([id, value]) => ({id, at: ['tasks', id], value}))
		: [];
};

const duplicateKeys = (path: string, reading: JsonReading, entries: readonly Entry[]) => {
	const ids = new Set(entries.map(({id}) => id));
	return reading.duplicateKeys.map(({key, line}) =>
		ids.has(key)
			? problem('id-duplicate', `${key} stands twice in this file; the last one counts`, {
					path,
					line,
				})
			: problem(
					'key-duplicate',
					`the key "${key}" stands twice in one object; the last one counts`,
					{
						path,
						line,
					},
				),
	);
};

const shapeProblems = (
	path: string,
	value: unknown,
	tasks: readonly RawTask[],
	reading: JsonReading,
): readonly Problem[] =>
	shapeWords([
		...shapeFlaws(value, fileShape),
		...tasks.flatMap(({value: task, at}) => shapeFlaws(task, entryShape, at)),
	]).map(({path: at, message}) =>
		problem('field-shape', message, {path, line: reading.lineOf(at)}),
	);
