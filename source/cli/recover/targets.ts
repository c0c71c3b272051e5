import {stat} from 'node:fs/promises';
import path from 'node:path';
import {matchesFilter} from '../../analysis/filter.ts';
import type {Row} from '../../analysis/rows.ts';
import {formatNames} from '../../model/format-name.ts';
import {findTasks} from '../../recovery/find-tasks.ts';
import {givenFilter} from '../given-filter.ts';
import type {FlagValues} from '../flags.ts';
import {UsageError} from '../usage-error.ts';
import {validatedPaths} from '../validated-paths.ts';

/** What the words behind `metawatch recover` mean. */
export type Targets = {
	/** Folders to read. */
	readonly folders: readonly string[];
	/** Metadata files, absolute: each stands for the tasks it speaks of. */
	readonly files: readonly string[];
	/** Names of tasks, as typed. */
	readonly names: readonly string[];
};

/**
Tells folders, files and tasks apart: what exists is a path, and so is what is written like one; all else
names a task.

@throws {UsageError} for a file that no format knows.
*/
export const readTargets = async (
	words: readonly string[],
	{task = []}: FlagValues,
): Promise<Targets> => {
	const paths: string[] = [];
	const files: string[] = [];
	const names: string[] = [];
	for (const word of words) {
		const stats = await stat(word).catch(() => null);
		if (stats !== null || looksLikePath(word)) {
			paths.push(word);
			files.push(...(stats?.isFile() ? [path.resolve(word)] : []));
		} else {
			names.push(word);
		}
	}

	const {folders} = await validatedPaths(paths);
	return {folders, files, names: [...names, ...task]};
};

/** A key begins with the name of its format, and holds a path. */
const looksLikePath = (word: string): boolean =>
	word === '' ||
	word === '~' ||
	/^(?:\.{0,2}|~)\//.test(word) ||
	(word.includes('/') &&
		!word.includes('#') &&
		!formatNames.some((name) => word.startsWith(`${name}:`)));

/** Several names in one word; a key may hold a comma itself. */
const split = (text: string, rows: readonly Row[]): readonly string[] =>
	rows.some(({task}) => task.key === text)
		? [text]
		: text
				.split(',')
				.map((part) => part.trim())
				.filter(Boolean);

/**
The rows that are meant, those that a file speaks of among them; null when none was asked for.

@throws {UsageError} for a name that means no task, or several.
*/
export const chosenRows = (
	{names, files}: Targets,
	filter: string | undefined,
	rows: readonly Row[],
): readonly Row[] | null => {
	if (names.length === 0 && files.length === 0 && filter === undefined) {
		return null;
	}

	const found = findTasks(
		names.flatMap((name) => split(name, rows)),
		rows,
	);
	if (found.type === 'unknown') {
		throw new UsageError(
			`there is no task "${found.name}"${found.meant === null ? '; "metawatch status" lists all' : `; did you mean "${found.meant}"?`}`,
		);
	}

	if (found.type === 'ambiguous') {
		throw new UsageError(
			`"${found.name}" can be ${found.rows.length} tasks: ${namesOf(found.rows)}; name one so`,
		);
	}

	const parsed = filter === undefined ? null : givenFilter(filter);
	const matching = parsed === null ? [] : rows.filter((row) => matchesFilter(row, parsed));
	const told = rows.filter(({task}) => task.files.some(({path: file}) => files.includes(file)));
	return [...new Set([...found.rows, ...told, ...matching])];
};

const mostNamed = 20;

/** The list and the id where that is enough, else the key. */
const namesOf = (rows: readonly Row[]): string => {
	const short = rows.map(({task}) => `${task.group}#${task.id}`);
	const names = rows
		.slice(0, mostNamed)
		.map(({task}, index) =>
			short.filter((name) => name === short[index]).length === 1 ? short[index]! : task.key,
		);
	const more = rows.length - names.length;
	return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
