import {type Document, type DocumentInput, type Parsed, usableValue} from '../format.ts';
import {statusOfWord} from './status.ts';
import type {Entry, Memory, Metadata} from './values.ts';

/**
What earlier readings of `tasks_meta.json` knew: tasks that were wiped by starting the file over, and
how often a task was started again. Both can only be witnessed: no version of the file keeps them.
*/
export const carry = (previous: Document, next: Parsed, input: DocumentInput): Parsed => {
	if (input.kind !== 'metadata' || next.quality !== 'whole' || next.value === null) {
		return next;
	}

	const {value: before} = usableValue(previous as Document<Metadata>);
	const now = next.value as Metadata;
	return before === null
		? next
		: {...next, value: {...now, memory: memoryOf(before, now, input.readAt)}};
};

/** A file that is started over again and again must not fill the memory. */
const mostTexts = 4;

const memoryOf = (before: Metadata, now: Metadata, readAt: number): Memory => {
	const present = new Set(now.entries.map(({id}) => id));
	const known = [...before.entries, ...(before.memory.startedOver?.vanished ?? [])];
	const vanished = known.filter(({id}) => !present.has(id));
	const hasLost = before.entries.some(({id}) => !present.has(id));
	const texts = [
		...(before.memory.startedOver?.textsBefore ?? []),
		...(hasLost && before.text !== null ? [before.text] : []),
	];
	return {
		startedOver:
			vanished.length === 0
				? null
				: {
						since: before.memory.startedOver?.since ?? readAt,
						createdBefore: before.memory.startedOver?.createdBefore ?? before.created,
						// Their lines are of a text that is gone.
						vanished: vanished.map((entry) => ({...entry, line: 1, lines: {}})),
						textsBefore: texts.slice(-mostTexts),
					},
		retries: retriesOf(before, now),
	};
};

const retriesOf = (before: Metadata, now: Metadata): ReadonlyMap<string, number> => {
	const earlier = new Map(before.entries.map((entry) => [entry.id, entry]));
	const retries = new Map(before.memory.retries);
	for (const entry of now.entries) {
		const last = earlier.get(entry.id);
		if (last && isStartedAgain(last, entry)) {
			retries.set(entry.id, (retries.get(entry.id) ?? 0) + 1);
		}
	}

	return retries;
};

const isStartedAgain = (last: Entry, entry: Entry): boolean =>
	statusOfWord(entry.status ?? '') === 'running' &&
	(statusOfWord(last.status ?? '') === 'failed' ||
		(last.startedAt !== null && entry.startedAt !== null && last.startedAt !== entry.startedAt));
