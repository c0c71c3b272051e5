import type {Problem} from '../../model/problem.ts';
import type {Task} from '../../model/task.ts';
import {harmless} from '../../text/harmless.ts';
import {type Assembled, type Document, usableValue} from '../format.ts';
import {batchRows} from './batch-rows.ts';
import {type Links, linkTasks} from './dependencies.ts';
import type {Evidence} from './evidence.ts';
import {isFreshCopy} from './file-times.ts';
import {
	type Folder,
	gather,
	type MetaDocument,
	type Root,
	type Usable,
	usableOf,
} from './gather.ts';
import {looseRows} from './loose-rows.ts';
import {matchFolders} from './match-folders.ts';
import {labelOf} from './place.ts';
import {createMemory} from './remember.ts';
import {
	errorProblems,
	folderProblems,
	numberProblems,
	rootMarkProblems,
	shrinkProblems,
	todoProblems,
} from './root-problems.ts';
import {type Row, rowOf} from './row.ts';
import {readResultWord} from './status.ts';
import type {LoggedError, ReturnMetaValue, StateTask, StateValue} from './values.ts';

const rememberLinks = createMemory<Links>();
const rememberRow = createMemory<Row>();
const rememberToken = createMemory<object>();

/** Anchor of roots without a `state.json`. */
const noState = {};

/** What all tasks of a root share. */
type Shared = Pick<
	Evidence,
	'root' | 'label' | 'workspace' | 'isCopy' | 'state' | 'stateStaleSince' | 'errorLog'
> & {
	readonly files: RootFiles;
	readonly links: Links | null;
	/** Stands for everything above in comparisons: the same object while nothing of it changes. */
	readonly token: object;
};

/** The documents in the root itself, by what they are. */
const filesOfRoot = ({documents}: Root) => ({
	state: usableOf(documents, 'state', 'state')[0] ?? null,
	archives: usableOf(documents, 'archive', 'archive'),
	hasVault: documents.some(({kind}) => kind === 'vault'),
	errors: usableOf(documents, 'errors', 'errors')[0] ?? null,
	events: usableOf(documents, 'events', 'events')[0] ?? null,
	batches: usableOf(documents, 'batch-state', 'batch-state'),
	batchRuns: usableOf(documents, 'batch-run', 'run'),
	looseRuns: usableOf(documents, 'loose-run', 'run'),
	markers: usableOf(documents, 'marker', 'marker'),
	todo: usableOf(documents, 'todo', 'todo')[0] ?? null,
});

type RootFiles = ReturnType<typeof filesOfRoot>;

const noErrors: readonly LoggedError[] = [];
const noDependencies: Evidence['dependencies'] = [];

/** Joins the documents of one root to rows: in the order of `state.json`, then what else is at work. */
export const assemble = (group: string, documents: readonly Document[]): Assembled => {
	const root = gather(group, documents as readonly Document<ReturnMetaValue>[]);
	const files = filesOfRoot(root);
	const links = files.state ? linksOf(group, files.state, files) : null;
	const isCopy = isFreshCopy(documents as readonly MetaDocument[]);
	const shared: Shared = {
		root: group,
		label: labelOf(group, root.workspace),
		workspace: root.workspace,
		isCopy,
		state: files.state?.document ?? null,
		stateStaleSince: files.state?.staleSince ?? null,
		errorLog: files.errors?.document ?? null,
		files,
		links,
		token: rememberToken(
			files.state?.value ?? noState,
			[
				group,
				isCopy,
				links,
				files.state?.staleSince,
				files.state?.document.referenceStats,
				files.state?.document.readAt,
				files.errors?.document.path,
			],
			() => ({}),
		),
	};
	const entries = files.state?.value.tasks ?? [];
	const folders = matchFolders(entries, root.folders);
	const rows = entries.map((entry, order) =>
		rowFor(shared, order, {
			entry,
			folder: folders.get(entry) ?? null,
			key: links!.keys.get(entry)!,
			id: entry.number === null ? (entry.name ?? '?') : String(entry.number),
			number: entry.number,
		}),
	);
	const used = new Map(
		[...folders].map(([entry, folder]): [Folder, string] => [folder, links!.keys.get(entry)!]),
	);
	const orphans = root.folders.filter((folder) => !used.has(folder) && isWorthARow(folder, shared));
	const numbers = countNumbers(orphans);
	for (const folder of orphans) {
		const isAlone = links === null && numbers.get(folder.number) === 1;
		const key = `return-meta:${group}#${isAlone ? folder.number : folder.name}`;
		used.set(folder, key);
		rows.push(
			rowFor(shared, rows.length, {
				entry: null,
				folder,
				key,
				id: folder.number === null ? harmless(folder.name) : String(folder.number),
				number: folder.number,
			}),
		);
	}

	return {
		tasks: [...rows.map(({task}) => task), ...otherRows(shared, root)],
		problems: [...rows.flatMap(({problems}) => problems), ...problemsOfRoot(shared, root, used)],
	};
};

const linksOf = (group: string, state: Usable<StateValue>, files: RootFiles): Links => {
	const archives = files.archives.map(({value}) => value);
	return rememberLinks(state.value, [group, files.hasVault, ...archives], () =>
		linkTasks(group, state.document.path, state.value, {
			finished: new Set(archives.flatMap(({finished}) => [...finished.keys()])),
			hasVault: files.hasVault,
		}),
	);
};

/** Two folders without `state.json` may share a number; then their names tell them apart. */
const countNumbers = (folders: readonly Folder[]): ReadonlyMap<number | null, number> => {
	const counts = new Map<number | null, number>();
	for (const {number} of folders) {
		counts.set(number, (counts.get(number) ?? 0) + 1);
	}

	// A folder without a number has nothing but its name.
	counts.delete(null);
	return counts;
};

const telling = new Set(['run', 'lock', 'creating', 'handoff', 'marker']);

/**
Whether a folder that no entry names gets a row: without a `state.json` always when something tells
about a task in it; beside one only when somebody is at work there.
*/
const isWorthARow = ({documents}: Folder, {links}: Shared): boolean =>
	links === null
		? documents.some(
				(document) => telling.has(document.kind) && usableValue(document).value !== null,
			)
		: documents.some((document) => {
				const {value} = usableValue(document);
				return (
					document.kind === 'lock' ||
					document.kind === 'creating' ||
					(value?.type === 'run' && readResultWord(value.word).status === 'running')
				);
			});

type Subject = Pick<Evidence, 'entry' | 'folder' | 'key' | 'id' | 'number'>;

const rowFor = (shared: Shared, order: number, subject: Subject): Row => {
	const {files, links} = shared;
	const {entry, folder, number} = subject;
	const errors = (number === null ? undefined : files.errors?.value.byTask.get(number)) ?? noErrors;
	const batches = files.batches.filter(
		({value}) => number !== null && value.tasks.includes(number),
	);
	const rootMarkers = files.markers.filter(
		({value}) => number !== null && value.taskNumber === number,
	);
	const lastEvent =
		(number === null ? undefined : files.events?.value.lastByTask.get(number)) ?? null;
	const inputs = [
		shared.token,
		order,
		subject.key,
		errors,
		lastEvent?.at,
		lastEvent?.session,
		...(folder?.documents ?? []),
		...batches.map(({document}) => document),
		...rootMarkers.map(({document}) => document),
	];
	return rememberRow(entry ?? folder!.documents[0]!, inputs, () =>
		rowOf({
			...shared,
			...subject,
			order,
			dependencies: (entry && links?.dependencies.get(entry)) ?? noDependencies,
			errors,
			batches,
			rootMarkers,
			lastEvent,
		}),
	);
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
