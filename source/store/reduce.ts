import {formatByName} from '../formats/index.ts';
import type {Assembled, Document, DocumentInput, FileStat} from '../formats/format.ts';
import type {FormatName} from '../model/format-name.ts';
import type {Problem} from '../model/problem.ts';
import {reportAny} from '../model/report.ts';
import type {Task} from '../model/task.ts';
import type {Transition} from '../model/transition.ts';
import {cappedProblems} from './capped-problems.ts';
import {keepIdentity} from './identity.ts';
import {nextDocument, type OwnedDocument, wordsOfError} from './next-document.ts';
import type {Group, Observed, State} from './state.ts';
import {type TornFile, tornAfter} from './torn-files.ts';
import {transitionsBetween} from './transitions.ts';

/** What the inbound edge reports. Many of them are reduced at once, so one burst is one change. */
export type Change =
	| {readonly type: 'read'; readonly format: FormatName; readonly input: DocumentInput}
	| {readonly type: 'removed'; readonly path: string}
	/** Stats of files that a document refers to. */
	| {
			readonly type: 'references';
			readonly path: string;
			readonly stats: ReadonlyMap<string, FileStat | null>;
	  };

export const maximumTransitions = 5000;

/**
The next state. Pure: the same changes at the same time give the same state, and any order of changes
that ends with the same files gives the same tasks as reading those files afresh.

@param isFirst the changes are what was there at the start, so nothing in them was witnessed.
*/
export const reduce = (
	state: State,
	changes: readonly Change[],
	now: number,
	isFirst = false,
): State => {
	const documents = new Map(state.documents);
	const touched = new Map<string, {format: FormatName; folder: string}>();
	const joined = new Map<string, Set<string>>();
	const left = new Map<string, Set<string>>();
	let torn: Map<string, TornFile> | null = null;

	const touch = (format: FormatName, path: string): string => {
		const folder = formatByName(format).group(path);
		const key = `${format}:${folder}`;
		touched.set(key, {format, folder});
		return key;
	};

	for (const change of changes) {
		if (change.type === 'read') {
			const {path} = change.input;
			const previous = documents.get(path) as OwnedDocument | undefined;
			const {document, damage} = nextDocument(change.format, change.input, previous, now, isFirst);
			documents.set(path, document);
			const before = (torn ?? state.torn).get(path);
			const after = tornAfter(before, document, damage, {
				now,
				sizeBefore: previous?.stat.size,
			});
			if (after) {
				torn ??= new Map(state.torn);
				torn.set(path, after);
			}

			const key = touch(change.format, path);
			add(joined, key, path);
			left.get(key)?.delete(path);
		} else {
			const document = documents.get(change.path) as OwnedDocument | undefined;
			if (!document) {
				continue;
			}

			const key = touch(document.format, change.path);
			if (change.type === 'removed') {
				documents.delete(change.path);
				if ((torn ?? state.torn).has(change.path)) {
					torn ??= new Map(state.torn);
					torn.delete(change.path);
				}

				add(left, key, change.path);
				joined.get(key)?.delete(change.path);
			} else {
				const next: OwnedDocument = {...document, referenceStats: change.stats};
				documents.set(change.path, next);
			}
		}
	}

	if (touched.size === 0) {
		return state;
	}

	const groups = new Map(state.groups);
	for (const [key, {format, folder}] of touched) {
		const group = assembleGroup(groups.get(key), format, folder, documents, {
			joined: joined.get(key),
			left: left.get(key),
		});
		if (group) {
			groups.set(key, group);
		} else {
			groups.delete(key);
		}
	}

	return withGroups(state, {documents, groups, torn: torn ?? state.torn, now, isFirst});
};

const add = (map: Map<string, Set<string>>, key: string, path: string): void => {
	const set = map.get(key);
	if (set) {
		set.add(path);
	} else {
		map.set(key, new Set([path]));
	}
};

const assembleGroup = (
	previous: Group | undefined,
	format: FormatName,
	folder: string,
	documents: ReadonlyMap<string, Document>,
	members: {joined: ReadonlySet<string> | undefined; left: ReadonlySet<string> | undefined},
): Group | null => {
	const paths = new Set(previous?.paths);
	for (const path of members.joined ?? []) {
		paths.add(path);
	}

	for (const path of members.left ?? []) {
		paths.delete(path);
	}

	if (paths.size === 0) {
		return null;
	}

	// In the order of their names, so that the order of events leaves no trace in the result.
	const own = [...paths].sort(byCodeUnit).map((path) => documents.get(path)!);
	const {tasks, problems} = assembleSafely(previous, format, folder, own);
	const foundInFiles = own.flatMap((document) => document.problems);
	return {
		format,
		folder,
		paths,
		tasks: keepIdentity(previous?.tasks ?? [], tasks),
		problems: keepIdentity(previous?.problems ?? [], [
			...foundInFiles,
			...cappedProblems(problems),
		]),
	};
};

/** Formats promise not to throw; if one does, one group stands still and not the whole screen. */
const assembleSafely = (
	previous: Group | undefined,
	format: FormatName,
	folder: string,
	documents: readonly Document[],
): Assembled => {
	try {
		return formatByName(format).assemble(folder, documents);
	} catch (error) {
		const message = `metawatch could not put these files together (${wordsOfError(error)}), so their tasks are shown as they were before; please report it`;
		return {
			tasks: previous?.tasks ?? [],
			problems: [reportAny('reader-failed', message, {format, path: documents[0]!.path})],
		};
	}
};

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const withGroups = (
	state: State,
	next: {
		documents: ReadonlyMap<string, Document>;
		groups: ReadonlyMap<string, Group>;
		torn: ReadonlyMap<string, TornFile>;
		now: number;
		isFirst: boolean;
	},
): State => {
	const tasks = new Map<string, Task>();
	const problems: Problem[] = [];
	const ordered = [...next.groups.entries()].sort(([a], [b]) => byCodeUnit(a, b));
	for (const [, group] of ordered) {
		for (const task of group.tasks) {
			tasks.set(task.key, task);
		}

		// One by one: there may be more of them than a call takes arguments.
		for (const problem of group.problems) {
			problems.push(problem);
		}
	}

	const transitions = transitionsBetween(state.tasks, tasks, next.now);
	return {
		documents: next.documents,
		groups: next.groups,
		tasks,
		problems,
		transitions:
			next.isFirst || transitions.length === 0
				? state.transitions
				: [...state.transitions, ...transitions].slice(-maximumTransitions),
		observed: observedAfter(state.observed, tasks, transitions, next.now, next.isFirst),
		torn: next.torn,
		revision: state.revision + 1,
	};
};

const observedAfter = (
	previous: ReadonlyMap<string, Observed>,
	tasks: ReadonlyMap<string, Task>,
	transitions: readonly Transition[],
	now: number,
	isFirst: boolean,
): ReadonlyMap<string, Observed> => {
	if (transitions.length === 0) {
		return previous;
	}

	const observed = new Map(previous);
	for (const transition of transitions) {
		const before = previous.get(transition.task);
		if (!tasks.has(transition.task)) {
			observed.delete(transition.task);
		} else if (transition.what === 'appeared') {
			observed.set(transition.task, {
				firstSeenAt: now,
				statusSince: now,
				isWitnessed: !isFirst,
			});
		} else if (transition.what === 'status' && before) {
			// What only became known while everything was read for the first time was not witnessed.
			observed.set(transition.task, {...before, statusSince: now, isWitnessed: !isFirst});
		}
	}

	return observed;
};
