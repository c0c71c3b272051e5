import {type Document, usableValue} from '../format.ts';
import {harmless} from '../../text/harmless.ts';
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
import {matchFolders} from './match-folders.ts';
import {labelOf} from './place.ts';
import {createMemory} from './remember.ts';
import {readResultWord} from './status.ts';
import type {LoggedError, ReturnMetaValue, StateValue} from './values.ts';

const rememberLinks = createMemory<Links>();
const rememberToken = createMemory<object>();

/** Anchor of roots without a `state.json`. */
const noState = {};

/** What all tasks of a root share. */
export type Shared = Pick<
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

/** What everything that is known about one task is gathered around. */
export type Named = Pick<Evidence, 'entry' | 'folder' | 'key' | 'id' | 'number' | 'order'>;

/** A root, and every task in it: in the order of `state.json`, then what else is at work. */
export type RootEvidence = {
	readonly root: Root;
	readonly shared: Shared;
	readonly tasks: readonly Named[];
	/** Folder -> key of its task. */
	readonly used: ReadonlyMap<Folder, string>;
};

/** Sorts the documents of one root by the tasks they speak of. */
export const rootEvidence = (group: string, documents: readonly Document[]): RootEvidence => {
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
	const tasks = entries.map((entry, order): Named => ({
		entry,
		folder: folders.get(entry) ?? null,
		key: links!.keys.get(entry)!,
		id: entry.number === null ? (entry.name ?? '?') : String(entry.number),
		number: entry.number,
		order,
	}));
	const used = new Map(
		[...folders].map(([entry, folder]): [Folder, string] => [folder, links!.keys.get(entry)!]),
	);
	const orphans = root.folders.filter((folder) => !used.has(folder) && isWorthARow(folder, shared));
	const numbers = countNumbers(orphans);
	for (const folder of orphans) {
		const isAlone = links === null && numbers.get(folder.number) === 1;
		const key = `return-meta:${group}#${isAlone ? folder.number : folder.name}`;
		used.set(folder, key);
		tasks.push({
			entry: null,
			folder,
			key,
			id: folder.number === null ? harmless(folder.name) : String(folder.number),
			number: folder.number,
			order: tasks.length,
		});
	}

	return {root, shared, tasks, used};
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

/** Everything that is known about one task of a root. */
export const evidenceOf = (shared: Shared, named: Named): Evidence => {
	const {files, links} = shared;
	const {entry, number} = named;
	return {
		...shared,
		...named,
		dependencies: (entry && links?.dependencies.get(entry)) ?? noDependencies,
		errors: (number === null ? undefined : files.errors?.value.byTask.get(number)) ?? noErrors,
		batches: files.batches.filter(({value}) => number !== null && value.tasks.includes(number)),
		rootMarkers: files.markers.filter(({value}) => number !== null && value.taskNumber === number),
		lastEvent: (number === null ? undefined : files.events?.value.lastByTask.get(number)) ?? null,
	};
};
