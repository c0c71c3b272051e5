import type {Transition} from '../model/transition.ts';
import type {Queries} from './queries.ts';
import type {TimelineFilter} from './timeline.ts';

type Reader = {readonly queries: Pick<Queries, 'timeline'>};

const pageSize = 1000;

/**
What several histories have kept, newest first, a page at a time: a million transitions need no more memory
than a thousand.
*/
export function* keptTransitions(
	histories: readonly Reader[],
	filter: TimelineFilter,
): Generator<Transition, void, undefined> {
	const sources = histories.map((history) => pagesOf(history, filter));
	const heads = sources.map((source) => source.next());
	for (;;) {
		let newest = -1;
		for (const [index, head] of heads.entries()) {
			if (!head.done && (newest === -1 || head.value.at > heads[newest]!.value!.at)) {
				newest = index;
			}
		}

		const head = heads[newest];
		if (!head || head.done) {
			return;
		}

		yield head.value;
		heads[newest] = sources[newest]!.next();
	}
}

function* pagesOf(
	{queries}: Reader,
	filter: TimelineFilter,
): Generator<Transition, undefined, undefined> {
	let page = queries.timeline(filter, pageSize);
	for (;;) {
		yield* page.transitions;
		if (!page.next) {
			return;
		}

		page = queries.timeline(filter, pageSize, page.next);
	}
}
