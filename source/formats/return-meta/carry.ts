import type {Document, DocumentInput, Parsed} from '../format.ts';
import type {ReturnMetaValue, StateValue, Vanished} from './values.ts';

/**
Keeps in mind which tasks a `state.json` had and lost: a writer that starts the file over, or writes back
half of what it read, leaves valid JSON behind. Whether they were archived is asked when assembling.
*/
export const carry = (
	previous: Document,
	next: Parsed,
	{kind, readAt}: DocumentInput,
): Parsed<ReturnMetaValue> => {
	const parsed = next as Parsed<ReturnMetaValue>;
	const before = previous.value as ReturnMetaValue | null;
	const isComparable =
		kind === 'state' && previous.quality === 'whole' && parsed.quality === 'whole';
	if (!isComparable || before?.type !== 'state' || parsed.value?.type !== 'state') {
		return parsed;
	}

	const vanished = vanishedBetween(before, parsed.value, readAt);
	return vanished ? {...parsed, value: {...parsed.value, vanished}} : parsed;
};

const vanishedBetween = (before: StateValue, now: StateValue, readAt: number): Vanished | null => {
	const present = new Set(now.tasks.map(({number}) => number));
	const known = new Map([
		...(before.vanished?.tasks ?? []),
		...before.tasks.flatMap(({number, name}): [number, string | null][] =>
			number === null ? [] : [[number, name]],
		),
	]);
	const gone = [...known].filter(([number]) => !present.has(number) && !now.finished.has(number));
	return gone.length === 0
		? null
		: {
				tasks: new Map(gone),
				outOf: Math.max(before.vanished?.outOf ?? 0, before.tasks.length),
				since: before.vanished?.since ?? readAt,
			};
};
