import type {DependencyFinding} from './findings.ts';
import type {Cycle} from './cycles.ts';
import {type Forest, forestOf} from './forest.ts';
import type {DependencyGraph} from './graph.ts';
import {wayText} from './names.ts';
import type {WorkPlan} from './work-plan.ts';

/** One line of the Dependencies view. */
export type OutlineLine = {
	/** Unique in the view, and the same as long as it is about the same thing. */
	readonly key: string;
	/** `more`: stands for lines that are folded away. */
	readonly type: 'section' | 'finding' | 'task' | 'cycle' | 'more';
	readonly section: SectionName;
	readonly depth: number;
	/** Position of the task it is about. */
	readonly position: number | null;
	readonly finding: DependencyFinding | null;
	/** Of a section or a cycle: what it says. */
	readonly text: string;
	/** Lines below it, and whether they are shown; null: it has none. */
	readonly fold: {readonly isOpen: boolean; readonly count: number} | null;
	/** What can be copied from it: the way of a cycle, or the critical path. */
	readonly copyText: string | null;
};

const sectionNames = ['problems', 'held', 'running', 'person', 'next', 'path', 'stuck'] as const;

export type SectionName = (typeof sectionNames)[number] | 'upstream' | 'downstream' | 'focus';

/** Which lines are folded: those that are not as they are at first. */
export type Folds = {
	readonly turned: ReadonlySet<string>;
	/** Everything is open at first. */
	readonly isUnfolded: boolean;
};

/** Problems shown before the rest is asked for: they must not push away what they explain. */
const mostFindings = 5;

/** Trees shown of a section before the rest is asked for: the next section should be in sight. */
const mostRoots = 10;

/** Trees that fit a screen are open at first. */
const mostOpenLines = 12;

export const blankLine = {
	type: 'task',
	depth: 0,
	position: null,
	finding: null,
	text: '',
	fold: null,
	copyText: null,
} as const satisfies Partial<OutlineLine>;

/**
The Dependencies view as lines: what is wrong first, then what holds others up, what runs, what can start,
and the longest way. Every open task stands in it once, under the one that holds it.
*/
export const outlineOf = (
	workPlan: WorkPlan,
	{
		findings,
		cycles,
	}: {readonly findings: readonly DependencyFinding[]; readonly cycles: readonly Cycle[]},
	folds: Folds,
): readonly OutlineLine[] => {
	const {standings, plan} = workPlan;
	const forest = forestOf(standings);
	const isOpen = (key: string, byDefault: boolean): boolean =>
		(folds.isUnfolded || byDefault) !== folds.turned.has(key);
	const bySection = new Map<SectionName, number[]>(sectionNames.map((name) => [name, []]));
	for (const root of forest.roots) {
		bySection.get(sectionOf(workPlan, root))!.push(root);
	}

	const byHeld = (a: number, b: number): number => standings.held[b]! - standings.held[a]! || a - b;
	bySection.get('held')!.sort(byHeld);
	bySection.get('running')!.sort(byHeld);
	bySection.set(
		'person',
		plan.person.filter((position) => standings.causes[position] === -1),
	);
	bySection.set('next', [...plan.ready]);
	const trees = (section: TreeSection): readonly OutlineLine[] =>
		sectionLines(section, bySection.get(section)!, {workPlan, forest, cycles, isOpen});
	return [
		...findingLines(findings, standings.graph, isOpen),
		...(['held', 'running', 'person', 'next'] as const).flatMap((section) => trees(section)),
		...pathLines(workPlan, isOpen),
		...trees('stuck'),
	];
};

type TreeSection = 'held' | 'running' | 'person' | 'next' | 'stuck';

type Context = {
	readonly workPlan: WorkPlan;
	readonly forest: Forest;
	readonly cycles: readonly Cycle[];
	readonly isOpen: (key: string, byDefault: boolean) => boolean;
};

const sectionOf = (
	{standings: {obstacles, held, isTangled}}: WorkPlan,
	root: number,
): SectionName => {
	const obstacle = obstacles[root];
	if (obstacle === 'running' || obstacle === 'person') {
		return obstacle;
	}

	if (obstacle === 'ready') {
		return 'next';
	}

	// What holds nobody is no reason why others don't move.
	return held[root]! > 0 || isTangled[root] === 1 ? 'held' : 'stuck';
};

const findingLines = (
	findings: readonly DependencyFinding[],
	{tasks, positions}: DependencyGraph,
	isOpen: Context['isOpen'],
): readonly OutlineLine[] => {
	const grave = findings.filter(({severity}) => severity !== 'info');
	if (grave.length === 0) {
		return [];
	}

	const shown = [
		...grave.filter(({severity}) => severity === 'error'),
		...grave.filter(({severity}) => severity === 'warning'),
	];
	const seen = new Map<string, number>();
	const keyOf = ({code, task}: DependencyFinding): string => {
		const about = `finding:${code}:${task}`;
		const before = seen.get(about) ?? 0;
		seen.set(about, before + 1);
		return before === 0 ? about : `${about}:${before}`;
	};

	const wayOf = ({others}: DependencyFinding): string =>
		wayText(
			others.map((key) => tasks[positions.get(key)!]!.id),
			others.length + 1,
		);
	const isWhole = shown.length <= mostFindings + 1 || isOpen('more:problems', false);
	const lines = (isWhole ? shown : shown.slice(0, mostFindings)).map((finding): OutlineLine => ({
		...blankLine,
		key: keyOf(finding),
		type: 'finding',
		section: 'problems',
		finding,
		copyText: finding.code === 'dependency-cycle' ? wayOf(finding) : null,
	}));
	return [
		section('problems', grave.length, null),
		...lines,
		...moreLine('problems', shown.length - mostFindings, isWhole),
	];
};

const section = (
	name: SectionName,
	count: number,
	fold: OutlineLine['fold'],
	copyText: string | null = null,
): OutlineLine => ({
	...blankLine,
	key: `section:${name}`,
	type: 'section',
	section: name,
	text: String(count),
	fold,
	copyText,
});

const sectionLines = (
	name: TreeSection,
	roots: readonly number[],
	context: Context,
): readonly OutlineLine[] => {
	if (roots.length === 0) {
		return [];
	}

	const {isOpen, workPlan} = context;
	const isShown = isOpen(`section:${name}`, true);
	const head = section(name, roots.length, {isOpen: isShown, count: roots.length});
	if (!isShown) {
		return [head];
	}

	const behind = roots.reduce((sum, root) => sum + workPlan.standings.held[root]!, 0);
	const isSmall = roots.length + behind <= mostOpenLines;
	const more = `more:${name}`;
	const isWhole = roots.length <= mostRoots + 1 || isOpen(more, false);
	return [
		head,
		...(isWhole ? roots : roots.slice(0, mostRoots)).flatMap((root) =>
			treeLines(name, root, isSmall, context),
		),
		...moreLine(name, roots.length - mostRoots, isWhole),
	];
};

/** What is folded away at the end of a section; nothing where all of it is shown anyway. */
const moreLine = (name: SectionName, count: number, isOpen: boolean): readonly OutlineLine[] =>
	count <= 1
		? []
		: [
				{
					...blankLine,
					key: `more:${name}`,
					type: 'more',
					section: name,
					text: isOpen ? 'fewer' : `${count} more`,
					fold: {isOpen, count},
				},
			];

/** A root and what is open below it, without recursion: chains may be long. */
const treeLines = (
	name: SectionName,
	root: number,
	isOpenAtFirst: boolean,
	{workPlan: {standings}, forest, cycles, isOpen}: Context,
): readonly OutlineLine[] => {
	const {tasks} = standings.graph;
	const lines: OutlineLine[] = [];
	const stack: {position: number; depth: number; isMember: boolean}[] = [
		{position: root, depth: 0, isMember: false},
	];
	while (stack.length > 0) {
		const {position, depth, isMember} = stack.pop()!;
		const {key: taskKey} = tasks[position]!;
		const members = depth === 0 ? (forest.tangles.get(position) ?? []) : [];
		const below = isMember ? [] : forest.childrenOf(position);
		const key = members.length > 0 ? `cycle:${taskKey}` : `tree:${taskKey}`;
		const count = members.length + standings.held[position]!;
		const isShown = below.length + members.length > 0 && isOpen(key, isOpenAtFirst);
		const cycle =
			members.length > 0 ? cycles.find((one) => one.members.includes(position)) : undefined;
		const way = cycle ? cycle.way.map((place) => tasks[place]!.id) : [];
		lines.push({
			...blankLine,
			key,
			type: members.length > 0 ? 'cycle' : 'task',
			section: name,
			depth,
			position,
			text: wayText(way, 6),
			fold: below.length + members.length > 0 ? {isOpen: isShown, count} : null,
			copyText: cycle ? wayText(way, way.length + 1) : null,
		});
		if (isShown) {
			for (const child of below.toReversed()) {
				stack.push({position: child, depth: depth + 1, isMember: false});
			}

			for (const member of members.toReversed()) {
				stack.push({position: member, depth: depth + 1, isMember: true});
			}
		}
	}

	return lines;
};

const pathLines = (
	{path, standings}: WorkPlan,
	isOpen: Context['isOpen'],
): readonly OutlineLine[] => {
	if (path.way.length < 2) {
		return [];
	}

	const {tasks} = standings.graph;
	const isShown = isOpen('section:path', path.way.length <= mostOpenLines);
	const copyText = path.way.map((position) => tasks[position]!.id).join(' → ');
	return [
		section('path', path.way.length, {isOpen: isShown, count: path.way.length}, copyText),
		...(isShown ? path.way : []).map((position): OutlineLine => ({
			...blankLine,
			key: `path:${tasks[position]!.key}`,
			section: 'path',
			position,
		})),
	];
};
