import {backlogActor} from './backlog/actor.ts';
import {kiroActor} from './kiro/actor.ts';
import {randomFrom} from './random.ts';
import {returnMetaActor} from './return-meta/actor.ts';
import type {Actor, Scene, Step} from './step.ts';
import {tasksMetaActor} from './tasks-meta/actor.ts';

const actors: readonly Actor[] = [kiroActor, returnMetaActor, tasksMetaActor, backlogActor];

export type StoryOptions = {
	readonly seed: number;
	/** Epoch milliseconds at which it begins. */
	readonly startedAt: number;
	/** How much faster than real time it is told. */
	readonly speed: number;
};

/** About how long the told part is, in seconds; afterwards it goes on quietly, for ever. */
export const storySeconds = 180;

/**
A team of agents at work on the parcel tracker of an imaginary company: progress everywhere, failures,
an interruption, a torn file, a blocked chain that clears. Endless, in the order of time, and the same
for the same options.
*/
export function* story({seed, startedAt, speed}: StoryOptions): Generator<Step, void, undefined> {
	const queues = actors.map((actor, index) => {
		const random = randomFrom(seed * actors.length + index);
		const scene: Scene = {
			timeAt: (second) => Math.round(startedAt + (second < 0 ? second : second / speed) * 1000),
			random,
			hex: (digits) =>
				Array.from({length: digits}, () => Math.floor(random() * 16).toString(16)).join(''),
		};
		const steps = actor(scene);
		return {steps, next: steps.next()};
	});
	while (true) {
		const waiting = queues.filter(({next}) => !next.done);
		const first = waiting.reduce((a, b) => (atOf(b) < atOf(a) ? b : a));
		const step = first.next.value as Step;
		yield {...step, atMs: step.atMs / speed};
		first.next = first.steps.next();
	}
}

const atOf = ({next}: {next: IteratorResult<Step, void>}): number =>
	next.done ? Number.POSITIVE_INFINITY : next.value.atMs;
