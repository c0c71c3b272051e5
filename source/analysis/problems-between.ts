import type {FormatName} from '../model/format-name.ts';
import type {Problem} from '../model/problem.ts';
import {reportAny, type Where} from '../model/report.ts';
import {isSettled} from '../model/status.ts';
import type {Task} from '../model/task.ts';
import type {Row} from './rows.ts';

/**
What is wrong between tasks of any files and formats. Linear in tasks and the files they list; the same
rows have the same problems, so callers remember the answer for the rows they have.
*/
export const problemsBetween = (rows: readonly Row[]): readonly Problem[] => {
	const found = [...contested(rows), ...doneElsewhere(rows)];
	return found.length > 0 ? found : nothing;
};

/** Always the same, so that what is made from it is not made again. */
const nothing: readonly Problem[] = [];

const mostNames = 5;

const namesOf = (tasks: readonly Task[]): string =>
	tasks
		.slice(0, mostNames)
		.map(({id, group}) => `${id} (${group})`)
		.join(', ');

const placeOf = ({files, workspace, key, format}: Task): Where & {format: FormatName} => ({
	path: files[0]?.path ?? workspace,
	line: files[0]?.line ?? null,
	task: key,
	format,
});

/** Files that several tasks change at once. Those that only claim to be at work change nothing. */
const contested = (rows: readonly Row[]): readonly Problem[] => {
	const users = new Map<string, {readonly name: string; readonly tasks: Task[]}>();
	for (const {task, status, liveness} of rows) {
		if (status !== 'running' || liveness?.verdict === 'stuck') {
			continue;
		}

		for (const {path, target} of task.artifacts) {
			if (target) {
				const known = users.get(target);
				if (!known) {
					users.set(target, {name: path, tasks: [task]});
				} else if (!known.tasks.includes(task)) {
					known.tasks.push(task);
				}
			}
		}
	}

	return [...users.values()].flatMap(({name, tasks}) =>
		tasks.length < 2
			? []
			: [
					reportAny(
						'file-contested',
						`${tasks.length} running tasks change ${name}: ${namesOf(tasks)}`,
						placeOf(tasks[1]!),
					),
				],
	);
};

/** Shorter titles ("Run tests") are nobody's own. */
const fewestWords = 3;
const fewestCharacters = 16;

const folded = new WeakMap<Task, string | null>();

/** Workspace and title, to compare with others; null when the title says too little. */
const foldedTitle = (task: Task): string | null => {
	let title = folded.get(task);
	if (title === undefined) {
		const words =
			task.title
				.slice(0, 300)
				.toLowerCase()
				.match(/[\p{L}\p{N}]+/gu) ?? [];
		const text = words.join(' ');
		title =
			words.length >= fewestWords && text.length >= fewestCharacters
				? `${task.workspace}\n${text}`
				: null;
		folded.set(task, title);
	}

	return title;
};

/**
Tasks that stand in lists of two formats and are done in one. Only where exactly two have the title: of
more, nobody can tell which is meant.
*/
const doneElsewhere = (rows: readonly Row[]): readonly Problem[] => {
	const formats = new Map<string, Set<FormatName>>();
	for (const {task} of rows) {
		const own = formats.get(task.workspace);
		if (own) {
			own.add(task.format);
		} else {
			formats.set(task.workspace, new Set([task.format]));
		}
	}

	if ([...formats.values()].every(({size}) => size === 1)) {
		return nothing;
	}

	// A list for each title that is there twice: ten thousand titles are not worth ten thousand lists.
	const first = new Map<string, Row>();
	const shared = new Map<string, Row[]>();
	for (const row of rows) {
		const title = formats.get(row.task.workspace)!.size > 1 ? foldedTitle(row.task) : null;
		if (title === null) {
			continue;
		}

		const other = first.get(title);
		if (!other) {
			first.set(title, row);
		} else if (!shared.get(title)?.push(row)) {
			shared.set(title, [other, row]);
		}
	}

	return [...shared.values()].flatMap((same) => {
		const done = same.find(({status}) => status === 'completed');
		const open = same.find(({status}) => !isSettled(status));
		return same.length !== 2 || !done || !open || done.task.format === open.task.format
			? []
			: [
					reportAny(
						'done-elsewhere',
						`${open.task.id} is ${open.status} here, but done as ${done.task.id} in ${done.task.group}`,
						placeOf(open.task),
					),
				];
	});
};
