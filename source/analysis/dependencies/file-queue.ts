import type {Task} from '../../model/task.ts';
import {createHeap, type Heap} from './heap.ts';

/** Keeps tasks that touch the same files from being done side by side. */
export type FileQueue = {
	/** Whether nobody uses any of its files; if somebody does, the task waits in line. */
	readonly isFree: (position: number) => boolean;
	readonly take: (position: number) => void;
	/** Gives its files back, and wakes who is first in line for each. */
	readonly release: (position: number) => void;
};

/**
Who waits for a file stands in its line, and only the first is woken when it is free: a thousand tasks
that share one file cost a thousand steps and not a million.
*/
export const createFileQueue = (
	tasks: readonly Task[],
	compare: (a: number, b: number) => number,
	wake: (position: number) => void,
): FileQueue => {
	const files = numbersOf(tasks);
	const inUse = new Set<number>();
	const lines = new Map<number, Heap<number>>();
	// Task -> the file it was woken for: if it has to wait for another one, the next in line may have it.
	const wokenFor = new Map<number, number>();
	const wakeNext = (file: number): void => {
		const position = lines.get(file)?.pop();
		if (position !== undefined) {
			wokenFor.set(position, file);
			wake(position);
		}
	};

	return {
		isFree(position) {
			const taken = files[position]!.find((file) => inUse.has(file));
			const before = wokenFor.get(position);
			wokenFor.delete(position);
			if (taken === undefined) {
				return true;
			}

			const line = lines.get(taken) ?? createHeap(compare);
			line.push(position);
			lines.set(taken, line);
			if (before !== undefined && before !== taken && !inUse.has(before)) {
				wakeNext(before);
			}

			return false;
		},
		take(position) {
			for (const file of files[position]!) {
				inUse.add(file);
			}
		},
		release(position) {
			for (const file of files[position]!) {
				inUse.delete(file);
				wakeNext(file);
			}
		},
	};
};

const numbered = new WeakMap<readonly Task[], readonly (readonly number[])[]>();
const none: readonly number[] = [];

/** The files of each task as numbers, found once: a forecast deals the same tasks out a hundred times. */
const numbersOf = (tasks: readonly Task[]): readonly (readonly number[])[] => {
	let known = numbered.get(tasks);
	if (!known) {
		const numbers = new Map<string, number>();
		const numberOf = (file: string): number => {
			const number = numbers.get(file) ?? numbers.size;
			numbers.set(file, number);
			return number;
		};
		known = tasks.map((task) =>
			task.artifacts.length === 0 ? none : filesOf(task).map((file) => numberOf(file)),
		);
		numbered.set(tasks, known);
	}

	return known;
};

/**
The files that a task touches, absolute, as far as known. It may name one twice; what two running ones
share is released by the first.
*/
export const filesOf = ({workspace, artifacts}: Task): readonly string[] =>
	artifacts.map(({path}) => (path.startsWith('/') ? path : `${workspace}/${path}`));
