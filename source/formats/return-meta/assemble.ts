import type {Problem} from '../../model/problem.ts';
import type {Task} from '../../model/task.ts';
import type {Assembled, Document} from '../format.ts';
import {batchRows} from './batch-rows.ts';
import type {Folder, Root} from './gather.ts';
import {looseRows} from './loose-rows.ts';
import {createMemory} from './remember.ts';
import {evidenceOf, type Named, rootEvidence, type Shared} from './root-evidence.ts';
import {
	errorProblems,
	folderProblems,
	numberProblems,
	rootMarkProblems,
	shrinkProblems,
	todoProblems,
} from './root-problems.ts';
import {type Row, rowOf} from './row.ts';
import type {StateTask} from './values.ts';

const rememberRow = createMemory<Row>();

/** Joins the documents of one root to rows: in the order of `state.json`, then what else is at work. */
export const assemble = (group: string, documents: readonly Document[]): Assembled => {
	const {root, shared, tasks, used} = rootEvidence(group, documents);
	const rows = tasks.map((named) => rowFor(shared, named));
	return {
		tasks: [...rows.map(({task}) => task), ...otherRows(shared, root)],
		problems: [...rows.flatMap(({problems}) => problems), ...problemsOfRoot(shared, root, used)],
	};
};

const rowFor = (shared: Shared, named: Named): Row => {
	const evidence = evidenceOf(shared, named);
	const {entry, folder, errors, lastEvent, batches, rootMarkers} = evidence;
	const inputs = [
		shared.token,
		named.order,
		named.key,
		errors,
		lastEvent?.at,
		lastEvent?.session,
		...(folder?.documents ?? []),
		...batches.map(({document}) => document),
		...rootMarkers.map(({document}) => document),
	];
	return rememberRow(entry ?? folder!.documents[0]!, inputs, () => rowOf(evidence));
};

/** Rows of their own: unfinished batches, and runs without a task. */
const otherRows = (shared: Shared, root: Root): readonly Task[] => {
	const {files, links} = shared;
	const words = new Map<number, string | null>();
	for (const [number, tasks] of links?.byNumber ?? []) {
		words.set(number, tasks[0]?.word ?? null);
	}

	return [
		...batchRows(files.batches, files.batchRuns, {
			root: shared.root,
			label: shared.label,
			isCopy: shared.isCopy,
			wordOf: (number) => (links === null ? null : words.get(number)),
			folderOf: (number) =>
				root.folders.find((folder) => folder.number === number)?.documents ?? [],
		}),
		...looseRows(files.looseRuns, shared),
	];
};

const problemsOfRoot = (
	{files, links, isCopy}: Shared,
	root: Root,
	used: ReadonlyMap<Folder, string>,
): readonly Problem[] => {
	const finished = new Set(files.archives.flatMap(({value}) => [...value.finished.keys()]));
	const keyOf = (number: number): string | null => {
		const entry: StateTask | undefined = links?.byNumber.get(number)?.[0];
		return entry ? links!.keys.get(entry)! : null;
	};

	return [
		...(links && files.state ? numberProblems(files.state, links) : []),
		...(files.state ? shrinkProblems(files.state, (number) => finished.has(number)) : []),
		...(links?.problems ?? []),
		...(links
			? folderProblems(
					root.folders,
					used,
					(number) =>
						links.byNumber.has(number) ||
						finished.has(number) ||
						files.state!.value.finished.has(number),
				)
			: []),
		...errorProblems(files.errors, keyOf),
		...todoProblems(files.todo, files.state, links),
		...rootMarkProblems(root.documents, isCopy),
	];
};
