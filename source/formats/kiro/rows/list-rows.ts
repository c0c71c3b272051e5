import type {Activity, Signal} from '../../../model/activity.ts';
import type {Problem} from '../../../model/problem.ts';
import {blankTask, type Dependency, type Fact, type Stage, type Task} from '../../../model/task.ts';
import type {Document} from '../../format.ts';
import {projectOf} from '../claims.ts';
import {problem} from '../problems.ts';
import type {Entry, TaskList} from '../values.ts';
import {activityOf} from './freshness.ts';
import {goodValue} from './good-value.ts';
import {listProblems} from './list-problems.ts';
import {isArchived, labelOf, type Side, specFacts} from './spec.ts';
import {countWords, isOpenRequired, sectionKey, type Tree, treeOf} from './tree.ts';
import {dependenciesOf} from './dependencies.ts';
import {nextLeaf, resolveWaves} from './waves.ts';

/** The rows of one list, with what is needed to join a checkpoint to one of them. */
export type ListRows = {
	readonly document: Document<TaskList>;
	readonly list: TaskList;
	readonly tree: Tree;
	readonly isArchived: boolean;
	readonly label: string;
	/** Index of an entry -> its row. */
	readonly rows: ReadonlyMap<number, Task>;
	/** Index of the leaf to start next. */
	readonly next: number | null;
	readonly problems: readonly Problem[];
};

/** What every row of a list is made from. */
type Context = {
	readonly document: Document<TaskList>;
	readonly list: TaskList;
	readonly tree: Tree;
	readonly label: string;
	readonly isArchived: boolean;
	readonly isCheckout: boolean;
	readonly side: Side;
	readonly next: number | null;
	readonly dependencies: ReadonlyMap<number, readonly Dependency[]>;
	readonly waveOf: ReadonlyMap<number, string>;
	readonly shared: readonly Fact[];
	readonly staleSince: number | null;
};

/** Key of the row of an entry. */
export const keyOf = (path: string, {id, occurrence}: Entry): string =>
	`kiro:${path}#${id}${occurrence > 1 ? `~${occurrence}` : ''}`;

/** The rows of a list, one for every leaf; null when there is nothing to show. */
export const rowsOfList = (
	document: Document<TaskList>,
	side: Side,
	isCheckout: boolean,
): ListRows | null => {
	const {path, workspace} = document;
	const {value: list, staleSince} = goodValue(document);
	if (!list) {
		return null;
	}

	const tree = treeOf(list);
	const waves = list.graph ? resolveWaves(list, list.graph, tree) : null;
	const archived = isArchived(path);
	const label = labelOf(path, workspace);
	const context: Context = {
		document,
		list,
		tree,
		label,
		isArchived: archived,
		isCheckout,
		side,
		next: archived ? null : nextLeaf(list.entries, tree, waves),
		dependencies: dependenciesOf(list.entries, waves ?? [], (entry) => keyOf(path, entry)),
		waveOf: new Map(
			(waves ?? []).flatMap(({wave, leaves}) =>
				leaves.map((leaf) => [leaf, wave.note ? `${wave.label}: ${wave.note}` : wave.label]),
			),
		),
		shared: [{label: 'spec', value: countWords(tree.total)}, ...specFacts(side, projectOf(path))],
		staleSince,
	};
	const rows = new Map(tree.leaves.map((leaf, order) => [leaf, rowOf(context, leaf, order)]));
	return {
		document,
		list,
		tree,
		isArchived: archived,
		label,
		rows: archived ? rows : withLeftBoxes(rows, list, tree),
		next: context.next,
		problems: archived ? archiveProblems(path, list, tree) : listProblems(path, list, tree, waves),
	};
};

const rowOf = (context: Context, leaf: number, order: number): Task => {
	const {document, list, isArchived: archived, label, staleSince} = context;
	const entry = list.entries[leaf]!;
	const origin = {path: document.path, line: entry.line};
	const status = archived && entry.status !== 'completed' ? 'skipped' : entry.status;
	const isRunning = status === 'running';
	const stage = stageOf(context, entry, isRunning);
	const steps = list.style === 'boxes' ? null : stepCount(entry);
	return {
		...blankTask({
			key: keyOf(document.path, entry),
			id: entry.id,
			title: entry.title,
			format: 'kiro',
			workspace: document.workspace,
			group: label,
		}),
		order,
		section: entry.section,
		status,
		rawStatus: entry.rawStatus,
		stage,
		progress:
			status === 'completed' ? 1 : steps && steps.total > 0 ? steps.done / steps.total : null,
		agent: 'kiro',
		updatedAt:
			isRunning && !context.isCheckout
				? {at: document.stat.modifiedAt, source: 'task list changed'}
				: null,
		dependencies: context.dependencies.get(leaf) ?? [],
		nextStep: nextStepOf(context, entry, leaf),
		steps: entry.steps,
		facts: [...factsOf(context, entry, leaf, status), ...context.shared],
		activity: isRunning ? listActivity(context) : null,
		files: [origin],
		sources: {
			title: origin,
			status: origin,
			...(stage ? {stage: origin} : {}),
			...(context.dependencies.has(leaf)
				? {dependencies: {path: document.path, line: list.graph?.line ?? null}}
				: {}),
		},
		staleSince,
	};
};

const stepCount = ({steps}: Entry): {done: number; total: number} => ({
	done: steps.filter(({status}) => status === 'completed').length,
	total: steps.length,
});

const nextStepOf = ({next, label}: Context, entry: Entry, leaf: number): string | null => {
	if (entry.status === 'partial') {
		const step = entry.steps.find(({status}) => status !== 'completed');
		return step ? `finish: ${step.title}` : null;
	}

	if (leaf !== next) {
		return null;
	}

	return entry.rawStatus === '[~]'
		? 'queued by the editor, next in line'
		: `next to start in ${label}`;
};

/**
Where its own steps tell it, the step it is at. Else the parent it stands under, counted only while it
runs: counted everywhere, one tick would be a change of stage for every task beside it.
*/
const stageOf = ({list, tree, label}: Context, entry: Entry, isRunning: boolean): Stage | null => {
	const {steps, section} = entry;
	if (list.style !== 'boxes' && steps.length > 0) {
		const {done, total} = stepCount(entry);
		const step =
			steps.find(({status}) => status === 'running') ??
			steps.find(({status}) => status !== 'completed');
		return {name: step?.title ?? 'all steps done', index: done, total};
	}

	if (!isRunning) {
		return section === null ? null : {name: section, index: null, total: null};
	}

	const count = section === null ? tree.total : tree.sections.get(sectionKey(entry))!;
	return {name: section ?? label, index: count.done, total: count.required};
};

const factsOf = (
	{tree, waveOf}: Context,
	entry: Entry,
	leaf: number,
	status: Task['status'],
): readonly Fact[] => {
	const section = tree.sections.get(sectionKey(entry));
	const facts: readonly (readonly [string, string | null | undefined | false])[] = [
		['queued', entry.rawStatus === '[~]' && 'the editor has queued it'],
		['archived', status === 'skipped' && 'moved away with its box open'],
		['optional', entry.isOptional && 'not counted'],
		['parallel', entry.isParallel && 'may run beside others'],
		['wave', waveOf.get(leaf)],
		...entry.details.map((detail) => ['detail', detail] as const),
		['requirements', entry.requirements],
		['validates', entry.validates],
		['section', entry.section !== null && section && `${entry.section}: ${countWords(section)}`],
	];
	return facts.flatMap(([label, value]) => (value ? [{label, value}] : []));
};

/** A running box is alive as long as something in its spec changes. */
const listActivity = ({document, side, isCheckout, list, tree}: Context): Activity => {
	const signals: Signal[] = [
		{
			signal: 'list-changed',
			weight: 'life',
			at: Math.min(document.stat.modifiedAt, document.readAt),
			says: 'the task list changed',
		},
	];
	if (side.changedAt !== null) {
		const at = Math.min(side.changedAt, document.readAt);
		signals.push({signal: 'spec-changed', weight: 'life', at, says: 'a file of the spec changed'});
	}

	const queued = tree.leaves.filter((leaf) => list.entries[leaf]!.rawStatus === '[~]').length;
	if (queued > 0) {
		const says = `${queued} more tasks are queued behind it`;
		signals.push({signal: 'batch-queued', weight: 'note', at: null, says});
	}

	return activityOf(signals, isCheckout);
};

/** A parent left in progress with nothing to do is no row: its last leaf carries the word. */
const withLeftBoxes = (
	rows: ReadonlyMap<number, Task>,
	{entries, style}: TaskList,
	{below}: Tree,
): ReadonlyMap<number, Task> => {
	const marked = new Map(rows);
	for (const [index, entry] of entries.entries()) {
		const leaves = below.get(index) ?? [];
		const isLeft =
			style === 'boxes' &&
			!entry.isLeaf &&
			entry.status === 'running' &&
			!leaves.some((leaf) => isOpenRequired(entries[leaf]!));
		const last = isLeft ? leaves.at(-1) : undefined;
		const row = last === undefined ? undefined : marked.get(last);
		if (row) {
			const message = `box of ${entry.id} left in progress`;
			const attention = [...row.attention, {code: 'left-in-progress' as const, message}];
			marked.set(last!, {...row, attention});
		}
	}

	return marked;
};

const archiveProblems = (path: string, {entries}: TaskList, {leaves}: Tree): readonly Problem[] => {
	const open = leaves.filter((leaf) => isOpenRequired(entries[leaf]!));
	if (open.length === 0) {
		return [];
	}

	const message = `archived with ${open.length} required ${open.length === 1 ? 'task' : 'tasks'} open`;
	return [problem('archived-open', message, {path, line: entries[open[0]!]!.line})];
};
