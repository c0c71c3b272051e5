import type {Problem} from '../../model/problem.ts';
import {formatDuration} from '../../text/duration.ts';
import {someOf} from '../task-limit.ts';
import type {Links} from './dependencies.ts';
import {fileTime} from './file-times.ts';
import type {Folder, MetaDocument, Usable} from './gather.ts';
import {shownName} from './place.ts';
import {problem} from './problems.ts';
import {normalWord, readStateWord} from './status.ts';
import type {ErrorsValue, StateValue, TodoValue} from './values.ts';

/** Findings about the numbers of a `state.json`. */
export const numberProblems = (
	{document, value}: Usable<StateValue>,
	links: Links,
): readonly Problem[] => {
	const {path} = document;
	const found: Problem[] = [];
	let highest = 0;
	for (const [number, tasks] of links.byNumber) {
		highest = Math.max(highest, number);
		const [first, second] = tasks;
		if (first && second) {
			found.push(
				problem(
					'task-number-duplicate',
					`${tasks.length} tasks have the number ${number}: ${someOf(tasks.map(({name}) => name ?? '?'))}`,
					{path, line: second.lines.entry, task: links.keys.get(first)!},
				),
			);
		}
	}

	if (value.nextNumber !== null && value.tasks.length > 0 && value.nextNumber <= highest) {
		found.push(
			problem(
				'next-number-low',
				`next_project_number is ${value.nextNumber}, but ${highest} is taken already`,
				{path, line: value.nextNumberLine},
			),
		);
	}

	return found;
};

/** One task is soon deleted by hand; a file that lost more than half of them was started over. */
const fewestLost = 3;

/** The archive is written after, or before, the tasks are taken out. */
const archivingMs = 2 * 60_000;

/** Finding about tasks that are neither here any more nor in the archive. */
export const shrinkProblems = (
	{document, value}: Usable<StateValue>,
	isArchived: (number: number) => boolean,
): readonly Problem[] => {
	const {vanished, hasVault} = value;
	const lost = [...(vanished?.tasks ?? [])].filter(([number]) => !isArchived(number));
	if (!vanished || hasVault || lost.length < fewestLost || lost.length * 2 <= vanished.outOf) {
		return [];
	}

	const named = lost
		.slice(0, 10)
		.map(([number, name]) => (name === null ? number : `${number} ${name}`));
	const more = lost.length > named.length ? ` and ${lost.length - named.length} more` : '';
	return [
		problem(
			'state-shrunken',
			`${lost.length} of ${vanished.outOf} tasks are gone and not in the archive: ${named.join(', ')}${more}`,
			{path: document.path, activeFrom: vanished.since + archivingMs},
		),
	];
};

/** Findings about folders that no task uses. */
export const folderProblems = (
	folders: readonly Folder[],
	used: ReadonlyMap<Folder, string>,
	isKnown: (number: number) => boolean,
): readonly Problem[] => {
	const taken = new Set([...used.keys()].map(({number}) => number));
	return folders
		.filter((folder) => !used.has(folder) && folder.number !== null)
		.filter(({number}) => taken.has(number) || !isKnown(number!))
		.map((folder) => {
			const path = folderPath(folder);
			return taken.has(folder.number)
				? problem(
						'folder-twin',
						`task ${folder.number} has a second folder, which is not read: ${folder.name}`,
						{path},
					)
				: problem(
						'folder-orphan',
						`no task here or in the archive has the number of this folder: ${folder.name}`,
						{path},
					);
		});
};

const folderPath = ({name, documents}: Folder): string => {
	const {path} = documents[0]!;
	return path.slice(0, path.lastIndexOf(`/${name}/`) + name.length + 1);
};

/** Unfixed entries of the error log. */
export const errorProblems = (
	log: Usable<ErrorsValue> | null,
	keyOf: (number: number) => string | null,
): readonly Problem[] =>
	(log?.value.entries ?? [])
		.filter(({isOpen}) => isOpen)
		.map((entry) =>
			problem(
				'errors-unfixed',
				`${entry.type ?? 'error'}${entry.task === null ? '' : ` (task ${entry.task})`}: ${entry.message}`,
				{
					path: log!.document.path,
					line: entry.line,
					task: entry.task === null ? null : keyOf(entry.task),
				},
			),
		);

/** One finding for all tasks that `TODO.md` shows otherwise. */
export const todoProblems = (
	todo: Usable<TodoValue> | null,
	state: Usable<StateValue> | null,
	links: Links | null,
): readonly Problem[] => {
	if (!todo || !state) {
		return [];
	}

	const differing: number[] = [];
	let line: number | null = null;
	for (const {number, word} of state.value.tasks) {
		// Numbers that two tasks share cannot be compared.
		const isShared = (links?.byNumber.get(number ?? -1)?.length ?? 0) > 1;
		const shown = number === null || isShared ? undefined : todo.value.marks.get(number);
		if (shown && word !== null && !isSameWord(shown.mark, word)) {
			differing.push(number!);
			line ??= shown.line;
		}
	}

	return differing.length === 0
		? []
		: [
				problem(
					'todo-diverges',
					`TODO.md differs from state.json for ${differing.length === 1 ? 'task' : 'tasks'} ${differing.join(', ')}`,
					{path: todo.document.path, line},
				),
			];
};

const isSameWord = (mark: string, word: string): boolean => {
	const stated = normalWord(word);
	return (
		mark === stated ||
		(readStateWord(mark).status === 'completed' && readStateWord(stated).status === 'completed')
	);
};

const minute = 60_000;

const staleAfter: ReadonlyMap<string, number> = new Map([
	['batch-state', 240 * minute],
	['marker', 101 * minute],
]);

/** Batch files and markers in the root itself, from the moment they are forgotten. */
export const rootMarkProblems = (
	documents: readonly MetaDocument[],
	isCopy: boolean,
): readonly Problem[] => {
	const found: Problem[] = [];
	for (const document of documents) {
		const after = staleAfter.get(document.kind);
		const at = after === undefined ? null : fileTime(document, isCopy);
		if (after !== undefined && at !== null) {
			found.push(
				problem(
					'marker-stale',
					`${shownName(document.path)} is older than ${formatDuration(after)}: nobody works under it any more`,
					{path: document.path, activeFrom: at + after},
				),
			);
		}
	}

	return found;
};
