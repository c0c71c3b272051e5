import {assert, array, integer, property} from 'fast-check';
import {expect, test} from 'vitest';
import {keptTransitions} from '../../source/history/kept-transitions.ts';
import type {Queries} from '../../source/history/queries.ts';
import type {Transition} from '../../source/model/transition.ts';

const transitionAt = (at: number): Transition => ({
	at,
	task: 'a',
	id: 'a',
	title: 'a',
	what: 'status',
	from: null,
	to: null,
	status: 'running',
});

/** Answers as a history does, and counts the pages it was asked for. */
const historyOf = (moments: readonly number[], onPage: () => void = () => undefined) => {
	const all = moments.toSorted((a, b) => b - a).map((at) => transitionAt(at));
	const timeline: Queries['timeline'] = (_filter, size, after) => {
		onPage();
		const from = after ? after.id : 0;
		const transitions = all.slice(from, from + size);
		return {
			transitions,
			next: from + size < all.length ? {at: transitions.at(-1)!.at, id: from + size} : null,
		};
	};

	return {queries: {timeline}};
};

test('several histories are one, newest first, however long they are', () => {
	assert(
		property(array(array(integer({min: 0, max: 50}), {maxLength: 2500}), {maxLength: 3}), (all) => {
			const told = [
				...keptTransitions(
					all.map((moments) => historyOf(moments)),
					{},
				),
			];
			expect(told.map(({at}) => at)).toEqual(all.flat().toSorted((a, b) => b - a));
		}),
		{numRuns: 20},
	);
});

test('only as much is read as is asked for', () => {
	let pages = 0;
	const long = historyOf(
		Array.from({length: 10_000}, (_, index) => index),
		() => pages++,
	);
	const told = keptTransitions([long], {});
	for (let count = 0; count < 1500; count++) {
		told.next();
	}

	expect(pages).toBe(2);
});
