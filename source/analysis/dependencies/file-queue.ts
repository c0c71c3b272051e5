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
	const inUse = new Set<string>();
	const lines = new Map<string, Heap<number>>();
	// Task -> the file it was woken for: if it has to wait for another one, the next in line may have it.
	const wokenFor = new Map<number, string>();
	const wakeNext = (file: string): void => {
		const position = lines.get(file)?.pop();
		if (position !== undefined) {
			wokenFor.set(position, file);
			wake(position);
		}
	};

	return {
		isFree(position) {
			const taken = filesOf(tasks[position]!).find((file) => inUse.has(file));
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
			for (const file of filesOf(tasks[position]!)) {
				inUse.add(file);
			}
		},
		release(position) {
			for (const file of filesOf(tasks[position]!)) {
				inUse.delete(file);
				wakeNext(file);
			}
		},
	};
};

/**
The files that a task touches, absolute, as far as known. It may name one twice; what two running ones
share is released by the first.
*/
export const filesOf = ({workspace, artifacts}: Task): readonly string[] =>
	artifacts.map(({path}) => (path.startsWith('/') ? path : `${workspace}/${path}`));
