import {targetsOf} from './graph.ts';
import {createFileQueue} from './file-queue.ts';
import {createHeap} from './heap.ts';
import type {Standings} from './standing.ts';

/** One task of a schedule: who does it, and when, counted from now. */
type Assignment = {
	readonly position: number;
	/** From 0. */
	readonly agent: number;
	readonly start: number;
	readonly end: number;
};

export type Schedule = {
	readonly assignments: readonly Assignment[];
	/** When the last of it is done. */
	readonly makespan: number;
	/** Open tasks that nobody can be given: they wait for a person, a cycle, a failure. */
	readonly left: readonly number[];
};

/**
Deals the open work out to agents: whenever one is free, it gets the task with the longest way behind it
(list scheduling: Graham, 1969; at most twice the best possible). What runs already keeps its agent. Tasks
that touch the same file are never done side by side.

@param lengths task -> how long it takes, for running ones what is left of it.
@param tails task -> length of the longest way behind it.
*/
export const scheduleOf = (
	{graph: {tasks, needs, holds}, standings, obstacles, order}: Standings,
	agents: number,
	lengths: Float64Array,
	tails: Float64Array,
): Schedule => {
	const waits = new Int32Array(tasks.length);
	const isDone = new Uint8Array(tasks.length);
	const byUrgency = createHeap<number>((a, b) => tails[b]! - tails[a]! || a - b);
	const running = createHeap<Assignment>((a, b) => a.end - b.end || a.position - b.position);
	const free = createHeap<number>((a, b) => a - b);
	const assignments: Assignment[] = [];
	const files = createFileQueue(
		tasks,
		(a, b) => tails[b]! - tails[a]! || a - b,
		(position) => byUrgency.push(position),
	);
	const start = (position: number, agent: number, now: number): void => {
		const assignment = {position, agent, start: now, end: now + lengths[position]!};
		assignments.push(assignment);
		running.push(assignment);
		files.take(position);
	};

	let busy = 0;
	for (const position of order) {
		if (standings[position] === 'running') {
			start(position, busy++, 0);
		}
	}

	for (let agent = busy; agent < Math.max(agents, busy); agent++) {
		free.push(agent);
	}

	for (const position of order) {
		if (canBeDone(obstacles[position]!) && standings[position] !== 'running') {
			for (const target of targetsOf(needs, position)) {
				waits[position]! += standings[target] === 'done' ? 0 : 1;
			}

			if (waits[position] === 0) {
				byUrgency.push(position);
			}
		}
	}

	for (let now = 0; ;) {
		for (let agent = free.peek(); agent !== undefined; agent = free.peek()) {
			const position = byUrgency.pop();
			if (position === undefined) {
				break;
			}

			// Where it would share a file with another one, it waits until that is done.
			if (files.isFree(position)) {
				free.pop();
				start(position, agent, now);
			}
		}

		const ended = running.pop();
		if (!ended) {
			break;
		}

		now = ended.end;
		isDone[ended.position] = 1;
		// More run than there are to be: whoever is too many gets nothing new.
		if (ended.agent < agents) {
			free.push(ended.agent);
		}

		files.release(ended.position);
		for (const holder of targetsOf(holds, ended.position)) {
			if (
				canBeDone(obstacles[holder]!) &&
				standings[holder] === 'waiting' &&
				--waits[holder]! === 0
			) {
				byUrgency.push(holder);
			}
		}
	}

	return {
		assignments,
		makespan: assignments.reduce((latest, {end}) => Math.max(latest, end), 0),
		left: [...order].filter((position) => standings[position] !== 'done' && isDone[position] === 0),
	};
};

/** Held by nothing but time. */
const canBeDone = (obstacle: Standings['obstacles'][number]): boolean =>
	obstacle === 'ready' || obstacle === 'running';
