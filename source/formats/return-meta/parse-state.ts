import type {Problem} from '../../model/problem.ts';
import type {DocumentInput, Parsed, Quality} from '../format.ts';
import {type JsonReading, readJson} from '../json.ts';
import {nothing, readingProblems, shapeProblems} from './damage.ts';
import {asRecord, asTaskNumber, asText, type Fields, isRecord} from './fields.ts';
import {placeOf} from './place.ts';
import {problem} from './problems.ts';
import {type EntryLines, readStateTask, taskProblems} from './read-task.ts';
import {salvageEntries} from './salvage.ts';
import {containerSchema} from './schema.ts';
import {shapeFlaws} from '../shape.ts';
import {maximumTasks, tooManyTasks} from '../task-limit.ts';
import {containerShape, stateTaskShape} from './shapes.ts';
import {credibleTime} from './trust.ts';
import type {ArchiveValue, StateTask, StateValue} from './values.ts';

type Found = {
	readonly entries: readonly {readonly entry: unknown; readonly lines: EntryLines}[];
	readonly container: Fields;
	readonly quality: Quality;
	readonly problems: readonly Problem[];
	readonly lineOf: (path: readonly (string | number)[]) => number;
};

/** Reads a `state.json`. One that holds no tasks is somebody else's file of the same name. */
export const parseState = (input: DocumentInput, text: string): Parsed<StateValue> => {
	const reading = readJson(text);
	const problems = readingProblems(input, reading, 'state-unreadable');
	if (reading.damage) {
		return text.trim() === ''
			? nothing('empty', problems)
			: fromSalvage(input, text, reading, problems);
	}

	if (isRecord(reading.value) && Array.isArray(reading.value['active_projects'])) {
		return toState(input, {
			entries: reading.value['active_projects'].map((entry: unknown, index) => ({
				entry,
				lines: (...path) => reading.lineOf(['active_projects', index, ...path]),
			})),
			container: reading.value,
			quality: 'whole',
			problems,
			lineOf: (path) => reading.lineOf(path),
		});
	}

	const found = isRecord(reading.value) && 'project_number' in reading.value;
	return found
		? fromSalvage(input, text, reading, [
				problem('state-unreadable', 'one task stands here in place of the container of all tasks', {
					path: input.path,
					line: 1,
					column: 1,
				}),
			])
		: nothing('foreign');
};

const fromSalvage = (
	input: DocumentInput,
	text: string,
	reading: JsonReading,
	problems: readonly Problem[],
): Parsed<StateValue> => {
	const salvaged = reading.damage?.isRefused ? [] : salvageEntries(text);
	if (salvaged.length === 0) {
		return nothing('unreadable', problems);
	}

	const container = asRecord(reading.value);
	return toState(input, {
		entries: salvaged
			.filter(({list}) => list === null || list === 'active_projects')
			.map(({entry, line}) => ({entry, lines: () => line})),
		container: {
			next_project_number: container['next_project_number'],
			vault_history: container['vault_history'],
			vault_count: container['vault_count'],
			completed_projects: salvaged
				.filter(({list}) => list === 'completed_projects')
				.map(({entry}) => entry),
		},
		quality: 'salvaged',
		problems,
		lineOf: (path) => reading.lineOf(path),
	});
};

const toState = (input: DocumentInput, found: Found): Parsed<StateValue> => {
	const {root} = placeOf(input.path);
	const container = containerSchema.parse(found.container);
	const problems = [...found.problems];
	if (found.quality === 'whole') {
		const flaws = [
			...shapeFlaws(found.container, containerShape),
			...found.entries.flatMap(({entry}, index) =>
				shapeFlaws(entry, stateTaskShape, ['active_projects', index]),
			),
		];
		problems.push(...shapeProblems(input, flaws, found.lineOf));
	}

	const tasks: StateTask[] = [];
	if (found.entries.length > maximumTasks) {
		problems.push(problem('tasks-cut', tooManyTasks, {path: input.path, line: 1}));
	}

	for (const {entry, lines} of found.entries.slice(0, maximumTasks)) {
		if (isRecord(entry)) {
			tasks.push(readStateTask(entry, lines, root, input.workspace));
		} else {
			problems.push(
				problem('task-number-shape', 'an entry of active_projects is no object; it was left out', {
					path: input.path,
					line: lines(),
				}),
			);
		}
	}

	const value: StateValue = {
		type: 'state',
		tasks,
		nextNumber: container.next_project_number,
		nextNumberLine: found.lineOf(['next_project_number']),
		finished: numbersIn(container.completed_projects),
		hasVault: container.vault_history.length > 0 || (container.vault_count ?? 0) > 0,
		embeddedAt: newest(tasks.map((task) => credibleTime(task.lastUpdated, input.readAt))),
	};
	return {
		value,
		quality: found.quality,
		problems: [...problems, ...taskProblems(input, value)],
		references: [
			...new Set(
				tasks
					.flatMap((task) => task.artifacts.items.map(({target}) => target))
					.filter((target) => target !== null),
			),
		],
	};
};

const newest = (times: readonly (number | null)[]): number | null =>
	times.reduce((latest, at) => (at !== null && at > (latest ?? 0) ? at : latest), null);

const archiveLists = ['completed_projects', 'archived_projects', 'abandoned_projects'];

/** Reads an `archive/state.json`: which numbers are done and moved away. It raises nothing. */
export const parseArchive = (text: string): Parsed<ArchiveValue> => {
	const reading = readJson(text);
	const container = asRecord(reading.value);
	const lists = reading.damage
		? (reading.damage.isRefused ? [] : salvageEntries(text)).map(({entry}) => entry)
		: archiveLists.flatMap((name) => container[name] ?? []);
	return {
		value: {type: 'archive', finished: numbersIn(lists), embeddedAt: null},
		quality: reading.damage ? 'salvaged' : 'whole',
		problems: [],
		references: [],
	};
};

/** Numbers of a list of tasks; lists stand one level deeper now and then. */
const numbersIn = (list: unknown): ReadonlyMap<number, string | null> => {
	const numbers = new Map<number, string | null>();
	const entries = (Array.isArray(list) ? list : []).flatMap((entry: unknown) =>
		Array.isArray(entry) ? entry : [entry],
	);
	for (const entry of entries) {
		const fields = asRecord(entry);
		const number = asTaskNumber(isRecord(entry) ? fields['project_number'] : entry);
		if (number !== null) {
			numbers.set(number, asText(fields['status']));
		}
	}

	return numbers;
};
