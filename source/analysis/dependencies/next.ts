import {isSettled} from '../../model/status.ts';
import type {Task} from '../../model/task.ts';
import type {CriticalPath} from './critical-path.ts';
import type {Standings} from './standing.ts';

/** The open tasks, by what can be done about them. Positions. */
export type Plan = {
	/** Can start now, the one to start first on top. */
	readonly ready: readonly number[];
	/** Can start now, but only a person can do them. */
	readonly person: readonly number[];
	/** All other open tasks, in the order of files. */
	readonly others: readonly number[];
};

/**
What to start next: by priority as the format ranks it (unknown ones last), then score, then the length
of the way that waits behind it, then what has lain longest, then the order of the files.
*/
export const planOf = ({graph: {tasks}, standings}: Standings, {tails}: CriticalPath): Plan => {
	const compare = (a: number, b: number): number => {
		const [one, other] = [tasks[a]!, tasks[b]!];
		return (
			rankOf(one) - rankOf(other) ||
			(other.score ?? -Infinity) - (one.score ?? -Infinity) ||
			tails[b]! - tails[a]! ||
			ageOf(one) - ageOf(other) ||
			a - b
		);
	};

	const ready: number[] = [];
	const person: number[] = [];
	const others: number[] = [];
	for (const [position, {status}] of tasks.entries()) {
		const standing = standings[position]!;
		if (standing === 'ready') {
			ready.push(position);
		} else if (standing === 'person') {
			person.push(position);
		} else if (!isSettled(status)) {
			others.push(position);
		}
	}

	return {ready: ready.sort(compare), person: person.sort(compare), others};
};

const rankOf = ({priority}: Task): number => priority?.rank ?? Number.MAX_SAFE_INTEGER;

/** What nobody touched for longest stands first; without a time, last. */
const ageOf = ({updatedAt}: Task): number => updatedAt?.at ?? Number.MAX_SAFE_INTEGER;
