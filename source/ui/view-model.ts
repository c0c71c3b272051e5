import {
	createDependencyBook,
	type Dependencies,
	withDependencyProblems,
} from '../analysis/dependencies/dependencies.ts';
import {
	type Filter,
	matchesFilter,
	matchesProblemFilter,
	parseFilter,
	parseProblemFilter,
} from '../analysis/filter.ts';
import {problemsBetween} from '../analysis/problems-between.ts';
import {createRowBook} from '../analysis/row-book.ts';
import type {Row} from '../analysis/rows.ts';
import type {Senses} from '../analysis/senses.ts';
import {createSorter} from '../analysis/sorter.ts';
import {sortById} from '../analysis/sort.ts';
import {summarise, type Summary} from '../analysis/summary.ts';
import type {Item} from '../commands/context.ts';
import type {ScreenState, ViewId} from '../commands/screen-state.ts';
import {type Problem, severities} from '../model/problem.ts';
import type {State} from '../store/state.ts';
import type {TornFile} from '../store/torn-files.ts';
import {createDependencyItems, type DependencyList} from './dependency-items.ts';
import type {Told} from './time-travel/timeline-book.ts';
import {createTimelineItems, type TimelineList} from './timeline-items.ts';

/** What the screen shows at a moment, before it is laid out. */
export type ViewModel = {
	readonly rows: readonly Row[];
	readonly rowByKey: ReadonlyMap<string, Row>;
	readonly summary: Summary;
	/** How many formats have tasks here. */
	readonly formatCount: number;
	/** Epoch ms of the latest change that any file tells, or null. */
	readonly changedAt: number | null;
	/** Path -> what is known of files that are torn, or were. */
	readonly torn: ReadonlyMap<string, TornFile>;
	/** Problems that hold now, gravest first. */
	readonly problems: readonly Problem[];
	readonly dependencies: Dependencies;
	/** Findings about dependencies that are more than a remark. */
	readonly dependencyProblems: number;
	/** What the Dependencies view is made of, while that is shown. */
	readonly dependencyList: DependencyList | null;
	/** What the Timeline is made of, while that is shown. */
	readonly timelineList: TimelineList | null;
	/** Lines of the present view. */
	readonly items: readonly Item[];
	/** Position of the selected line, or -1 when there are none. */
	readonly index: number;
	/** Lines before the filter. */
	readonly total: number;
	/** Epoch ms at which something reads differently by itself, apart from running clocks; or null. */
	readonly changesAt: number | null;
};

/** What a view lists. */
type Lines = Pick<ViewModel, 'items' | 'total'>;

/** Figures are not lines that could be selected. */
const noLines: Lines = {items: [], total: 0};

/** Remembers the results of one function for its latest arguments. */
const latest = <Arguments extends readonly unknown[], Result>(
	compute: (...values: Arguments) => Result,
) => {
	let known: {values: Arguments; result: Result} | null = null;
	return (...values: Arguments): Result => {
		if (!known || values.some((value, index) => value !== known!.values[index])) {
			known = {values, result: compute(...values)};
		}

		return known.result;
	};
};

/**
Makes view models, one after the other. Every step keeps its last result, so a key press costs no
sorting, and a changed task costs a sort of a nearly sorted list.

@param pageOf gives the rows; absent: nobody else asks for them.
*/
export const createViewModels = (
	staleScale: number,
	offsetAt: (at: number) => number = () => 0,
	pageOf = createRowBook(staleScale),
) => {
	const timelineItems = createTimelineItems(offsetAt);
	const summaryOf = latest(summarise);
	const formatCountOf = latest(
		(rows: readonly Row[]) => new Set(rows.map(({task}) => task.format)).size,
	);
	let changedAt: number | null = null;
	/** The latest change of any file; a file that goes takes nothing back. */
	const changedAtOf = latest((documents: State['documents'], transitions: State['transitions']) => {
		const vanished = transitions.at(-1)?.at ?? 0;
		let newest = Math.max(changedAt ?? 0, vanished);
		for (const {changedAt: observed, stat} of documents.values()) {
			newest = Math.max(newest, observed ?? stat.modifiedAt);
		}

		changedAt = newest === 0 ? null : newest;
		return changedAt;
	});
	const filterOf = latest(parseFilter);
	const matching = latest((rows: readonly Row[], filter: Filter) =>
		filter.terms.length === 0 ? rows : rows.filter((row) => matchesFilter(row, filter)),
	);
	const sort = createSorter();
	const sorted = latest((rows: readonly Row[], id: string, isReversed: boolean) =>
		sort(rows, sortById(id), isReversed),
	);
	const pinnedFirst = latest((rows: readonly Row[], pinned: ReadonlySet<string>) =>
		pinned.size === 0
			? rows
			: [
					...rows.filter(({task}) => pinned.has(task.key)),
					...rows.filter(({task}) => !pinned.has(task.key)),
				],
	);
	const taskItems = latest((rows: readonly Row[]): readonly Item[] => rows.map(itemOf));
	const dependenciesOf = createDependencyBook();
	const betweenOf = latest(problemsBetween);
	const allProblems = latest(
		(
			problems: State['problems'],
			findings: Parameters<typeof withDependencyProblems>[1],
			between: readonly Problem[],
		) => {
			const all = withDependencyProblems(problems, findings);
			return between.length === 0 ? all : [...all, ...between];
		},
	);
	const countGrave = latest(
		({findings}: Dependencies) => findings.filter(({severity}) => severity !== 'info').length,
	);
	const dependencyItems = createDependencyItems();
	const problemsAt = createProblemList();
	const rowByKey = latest(
		(rows: readonly Row[]) => new Map(rows.map((row) => [row.task.key, row])),
	);
	const problemItems = latest(
		(problems: readonly Problem[], rows: readonly Row[], text: string): readonly Item[] => {
			const byKey = rowByKey(rows);
			const filter = parseProblemFilter(text);
			const keyOf = createProblemKeys();
			return problems
				.filter((problem) => matchesProblemFilter(problem, filter))
				.map((problem) => ({
					key: keyOf(problem),
					row: problem.task === null ? null : (byKey.get(problem.task) ?? null),
					problem,
				}));
		},
	);
	return (
		state: State,
		screen: ScreenState,
		now: number,
		senses?: Senses,
		told: Told | null = null,
	): ViewModel => {
		const page = pageOf(state, now, senses);
		const dependencies = dependenciesOf(state.tasks);
		const {problems, changesAt} = problemsAt(
			allProblems(state.problems, dependencies.findings, betweenOf(page.rows)),
			now,
		);
		const dependencyList =
			screen.view === 'dependencies' ? dependencyItems(dependencies, page.rows, screen) : null;
		const timelineList = told
			? timelineItems(told, page.rows, (key) => rowByKey(page.rows).get(key), screen.filter)
			: null;
		const lists: Readonly<Record<ViewId, () => Lines>> = {
			tasks: () => ({
				items: taskItems(
					pinnedFirst(
						sorted(matching(page.rows, filterOf(screen.filter)), screen.sort, screen.isReversed),
						screen.pinned,
					),
				),
				total: page.rows.length,
			}),
			problems: () => ({
				items: problemItems(problems, page.rows, screen.filter),
				total: problems.length,
			}),
			dependencies: () => dependencyList ?? noLines,
			metrics: () => noLines,
			timeline: () => timelineList ?? noLines,
		};
		const {items, total} = lists[screen.view]();
		const upcoming = [page.changesAt, changesAt].filter((at) => at !== null);
		return {
			rows: page.rows,
			// Only when somebody looks: the details and the problems do, the table does not.
			get rowByKey() {
				return rowByKey(page.rows);
			},
			summary: summaryOf(page.rows),
			formatCount: formatCountOf(page.rows),
			changedAt: changedAtOf(state.documents, state.transitions),
			torn: state.torn,
			problems,
			dependencies,
			dependencyProblems: countGrave(dependencies),
			dependencyList,
			timelineList,
			items,
			index: selectedIndex(items, startingAt(screen.cursors[screen.view], timelineList)),
			total,
			changesAt: upcoming.length > 0 ? Math.min(...upcoming) : null,
		};
	};
};

const itemsOfRows = new WeakMap<Row, Item>();

/** The same row gives the same line, so that a change makes one line anew and not ten thousand. */
const itemOf = (row: Row): Item => {
	let item = itemsOfRows.get(row);
	if (!item) {
		item = {key: row.task.key, row, problem: null};
		itemsOfRows.set(row, item);
	}

	return item;
};

/** In the Timeline the newest line is followed until somebody goes to another; above it stands its day. */
const startingAt = (
	cursor: ScreenState['cursors']['tasks'],
	timeline: TimelineList | null,
): ScreenState['cursors']['tasks'] =>
	timeline && cursor.key === null ? {key: null, index: 1} : cursor;

const taskReference = 'task:';

/** The line a cursor is on: by its key; by `task:KEY` the first one about a task; else where it was. */
const selectedIndex = (
	items: readonly Item[],
	{key, index}: ScreenState['cursors']['tasks'],
): number => {
	if (items.length === 0) {
		return -1;
	}

	if (key !== null && items[index]?.key === key) {
		return index;
	}

	const found = key?.startsWith(taskReference)
		? items.findIndex(({row}) => row?.task.key === key.slice(taskReference.length))
		: items.findIndex((item) => item.key === key);
	return found === -1 ? Math.min(Math.max(0, index), items.length - 1) : found;
};

/** Keys that say what a problem is about, so that the selection stays on it when others come and go. */
const createProblemKeys = () => {
	const seen = new Map<string, number>();
	return ({code, path, line, task}: Problem): string => {
		const about = [code, path, line, task].join('\n');
		const before = seen.get(about) ?? 0;
		seen.set(about, before + 1);
		return `${about}\n${before}`;
	};
};

/** The problems that hold at a moment, gravest first, and when that will change by itself. */
const createProblemList = () => {
	let known: {
		all: readonly Problem[];
		until: number;
		result: {problems: readonly Problem[]; changesAt: number | null};
	} | null = null;
	return (all: readonly Problem[], now: number) => {
		if (known?.all === all && now < known.until) {
			return known.result;
		}

		const later = all.flatMap(({activeFrom}) =>
			activeFrom !== undefined && activeFrom > now ? [activeFrom] : [],
		);
		const changesAt = later.length > 0 ? Math.min(...later) : null;
		const problems = all
			.filter(({activeFrom = 0}) => activeFrom <= now)
			.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
		known = {all, until: changesAt ?? Number.POSITIVE_INFINITY, result: {problems, changesAt}};
		return known.result;
	};
};
