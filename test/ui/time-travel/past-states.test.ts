import {afterEach, beforeEach, expect, test} from 'vitest';
import type {State} from '../../../source/store/state.ts';
import {createPastStates} from '../../../source/ui/time-travel/past-states.ts';
import {temporaryFolder, type Watching, watching} from '../../history/watching.ts';
import {boxes, listPath, noon, project, read} from '../../store/project.ts';

let place: ReturnType<typeof temporaryFolder>;
let watched: Watching;

beforeEach(() => {
	place = temporaryFolder();
	watched = watching(place.folder);
});

afterEach(async () => {
	await watched.history.close();
	place.remove();
});

const minute = 60_000;
const lists = ['a', 'b', 'c'];

/** A session in which one list after the other is worked off. @returns the states by their moments. */
const live = async (changes: number): Promise<ReadonlyMap<number, State>> => {
	const states = new Map<number, State>();
	watched.apply(
		lists.map((name) => read(listPath(name), boxes('      '))),
		noon,
		true,
	);
	watched.history.endFirstRead(watched.getState(), noon);
	watched.history.begin();
	for (let index = 0; index < changes; index++) {
		const at = noon + (index + 1) * minute;
		const name = lists[index % lists.length]!;
		const done = (Math.floor(index / lists.length) % 6) + 1;
		watched.apply([read(listPath(name), boxes('x'.repeat(done).padEnd(6)), at)], at);
		states.set(at, watched.getState());
	}

	await watched.history.whenWritten();
	return states;
};

const always = (): boolean => true;

const opened = async () => {
	const queries = (await watched.history.queries())!;
	let rests = 0;
	const states = createPastStates([{workspace: project, queries}], async () => {
		rests++;
		await Promise.resolve();
	});
	return {states, rests: () => rests};
};

/** What can be told of a state: what it holds, not how it came about. */
const told = (state: State | null | undefined) => ({
	tasks: [...state!.tasks.values()],
	problems: state!.problems,
	observed: state!.observed,
});

test('goes back and forth, one change at a time, to what was live', async () => {
	const then = await live(60);
	const {states} = await opened();
	const moments = [...then.keys()];
	for (const at of [...moments.toReversed(), ...moments]) {
		expect(told(await states.reach(at, always))).toEqual(told(then.get(at)));
	}
});

test('jumps anywhere, and between changes to the one before', async () => {
	const then = await live(60);
	const {states} = await opened();
	for (const index of [40, 3, 59, 20, 21, 19]) {
		const at = noon + index * minute;
		expect(told(await states.reach(at + minute / 2, always))).toEqual(told(then.get(at)));
	}
});

test('what was prepared is there at once', async () => {
	await live(60);
	const {states, rests} = await opened();
	const at = noon + 50 * minute;
	await states.reach(at, always);
	await states.prepareBefore(at, always);
	const before = rests();
	await states.reach(at - minute, always);
	await states.reach(at - 4 * minute, always);
	expect(rests()).toBe(before);
});

test('gives up as soon as something else is wanted', async () => {
	await live(10);
	const {states} = await opened();
	expect(await states.reach(noon + 5 * minute, () => false)).toBeNull();
});
