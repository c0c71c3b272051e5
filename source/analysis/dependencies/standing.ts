import type {Status} from '../../model/status.ts';
import type {Task} from '../../model/task.ts';
import {tanglesOf} from './components.ts';
import {type DependencyGraph, type LooseEnd, targetsOf} from './graph.ts';
import {isGivenUp, isMet} from './met.ts';
import {personReason} from './person.ts';

/** Whether a task can start now; `stuck` can't go on by itself, though it waits for nobody. */
export type Standing = 'done' | 'running' | 'ready' | 'waiting' | 'person' | 'stuck';

/**
What holds a task in the end, the gravest first. The first ones never clear by themselves: somebody has
to act. The last ones need only time.
*/
export const obstacles = [
	'cycle',
	'missing',
	'failed',
	'given-up',
	'interrupted',
	'stuck',
	'person',
	'ready',
	'running',
] as const;

type Obstacle = (typeof obstacles)[number];

/** How all tasks stand at one moment. By positions of the graph. */
export type Standings = {
	readonly graph: DependencyGraph;
	readonly statuses: readonly Status[];
	readonly standings: readonly Standing[];
	/** Task -> the unfinished task that holds it longest or worst, or -1. Following it leads to the root. */
	readonly causes: Int32Array;
	/** Task -> the task at which everything begins to wait; itself where it waits for nobody; -1: done. */
	readonly roots: Int32Array;
	/** Task -> what its root is held by. */
	readonly obstacles: readonly (Obstacle | null)[];
	/** Task -> how many tasks stand behind it by `causes`. */
	readonly held: Int32Array;
	/** Tasks that are not done, each behind those it waits for; those on a cycle first of their kind. */
	readonly order: Int32Array;
	/** Task -> 1 when it waits, over others, for itself. */
	readonly isTangled: Uint8Array;
};

/**
Works out who can start and who waits for whom. Linear in tasks and dependencies.

@param statuses what each task is doing at the moment, by position: the files' word, or `interrupted`.
*/
export const standingsOf = (
	graph: DependencyGraph,
	statuses: readonly Status[] = graph.tasks.map(({status}) => status),
): Standings => {
	const {tasks, needs, holds, looseEnds} = graph;
	const count = tasks.length;
	const isOver = new Uint8Array(count);
	const isFree = new Uint8Array(count);
	for (const [position, {format}] of tasks.entries()) {
		const status = statuses[position]!;
		isFree[position] = isMet({format, status}) ? 1 : 0;
		isOver[position] = isFree[position] || isGivenUp(status) ? 1 : 0;
	}

	const open = new Int32Array(count);
	for (let position = 0; position < count; position++) {
		if (isOver[position] === 0) {
			for (const target of targetsOf(needs, position)) {
				open[position]! += isFree[target] ? 0 : 1;
			}
		}
	}

	// Given-up tasks hold others although they are over: they stand first, and wait for nobody.
	const order = new Int32Array(count);
	const isPlaced = new Uint8Array(count);
	let placed = 0;
	const place = (position: number): void => {
		if (isPlaced[position] === 0) {
			isPlaced[position] = 1;
			order[placed++] = position;
		}
	};

	for (let position = 0; position < count; position++) {
		if (isFree[position] === 0 && open[position] === 0) {
			place(position);
		}
	}

	let walked = 0;
	const walk = (): void => {
		while (walked < placed) {
			const position = order[walked++]!;
			for (const holder of targetsOf(holds, position)) {
				if (isOver[holder] === 0 && --open[holder]! === 0) {
					place(holder);
				}
			}
		}
	};

	walk();
	const isTangled = new Uint8Array(count);
	const tangles =
		placed < count
			? tanglesOf(needs, (position) => isOver[position] === 0 && isPlaced[position] === 0)
			: [];
	for (const member of tangles.flat()) {
		isTangled[member] = 1;
	}

	for (const tangle of tangles) {
		for (const member of tangle) {
			place(member);
		}
	}

	walk();
	const known = {graph, statuses, order: order.slice(0, placed), isTangled, isFree};
	return {...known, ...held(known, tangles, looseEnds)};
};

type Known = {
	readonly graph: DependencyGraph;
	readonly statuses: readonly Status[];
	readonly order: Int32Array;
	readonly isTangled: Uint8Array;
	readonly isFree: Uint8Array;
};

/** Follows from the roots on who is held by what. */
const held = (
	{graph, statuses, order, isTangled, isFree}: Known,
	tangles: readonly (readonly number[])[],
	looseEnds: DependencyGraph['looseEnds'],
): Pick<Standings, 'standings' | 'causes' | 'roots' | 'obstacles' | 'held'> => {
	const {tasks, needs} = graph;
	const count = tasks.length;
	const causes = new Int32Array(count).fill(-1);
	const roots = new Int32Array(count).fill(-1);
	const found: (Obstacle | null)[] = Array.from({length: count}, () => null);
	const depths = new Int32Array(count);
	const standings: Standing[] = Array.from({length: count}, () => 'done');
	const ranks = new Int8Array(count);
	for (const tangle of tangles) {
		for (const member of tangle) {
			roots[member] = tangle[0]!;
			found[member] = 'cycle';
			standings[member] = statuses[member] === 'running' ? 'running' : 'waiting';
			causes[member] = targetsOf(needs, member).find((target) => isTangled[target] === 1) ?? -1;
		}
	}

	for (const position of order) {
		if (isTangled[position] === 1) {
			continue;
		}

		const status = statuses[position]!;
		let cause = -1;
		if (!isGivenUp(status)) {
			for (const target of targetsOf(needs, position)) {
				const isWorse =
					isFree[target] === 0 &&
					(cause === -1 ||
						ranks[target]! < ranks[cause]! ||
						(ranks[target] === ranks[cause] && depths[target]! > depths[cause]!));
				cause = isWorse ? target : cause;
			}
		}

		const own = ownObstacle(tasks[position]!, status, looseEnds.get(position));
		const isRoot = cause === -1 || holdsByItself.has(own);
		causes[position] = isRoot ? -1 : cause;
		roots[position] = isRoot ? position : roots[cause]!;
		found[position] = isRoot ? own : found[cause]!;
		ranks[position] = obstacles.indexOf(found[position]);
		depths[position] = isRoot ? 0 : depths[cause]! + 1;
		standings[position] =
			own === 'running'
				? 'running'
				: own === 'given-up'
					? 'done'
					: own === 'missing' || !isRoot
						? 'waiting'
						: own === 'ready' || own === 'person'
							? own
							: 'stuck';
	}

	const counts = new Int32Array(count);
	for (let index = order.length - 1; index >= 0; index--) {
		const position = order[index]!;
		const cause = causes[position]!;
		if (cause !== -1 && isTangled[position] === 0) {
			// Behind a cycle, the cycle as a whole is what holds.
			const target = isTangled[cause] === 1 ? roots[cause]! : cause;
			counts[target]! += counts[position]! + 1;
		}
	}

	return {standings, causes, roots, obstacles: found, held: counts};
};

/** Stands for itself, whatever it also waits for: somebody works on it, or has to look at it. */
const holdsByItself: ReadonlySet<Obstacle> = new Set([
	'running',
	'failed',
	'interrupted',
	'missing',
]);

const blocking: ReadonlySet<LooseEnd['kind']> = new Set(['missing', 'ambiguous', 'self']);

/** What keeps a task from starting when everything it waits for is done. */
const ownObstacle = (task: Task, status: Status, looseEnds: readonly LooseEnd[] = []): Obstacle => {
	switch (status) {
		case 'running':
		case 'failed':
		case 'interrupted': {
			return status;
		}

		case 'cancelled':
		case 'skipped': {
			return 'given-up';
		}

		case 'pending':
		case 'partial': {
			return looseEnds.some(({kind}) => blocking.has(kind))
				? 'missing'
				: personReason(task) === null
					? 'ready'
					: 'person';
		}

		default: {
			return personReason(task) === null ? 'stuck' : 'person';
		}
	}
};
