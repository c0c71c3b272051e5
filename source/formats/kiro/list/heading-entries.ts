import type {Status} from '../../../model/status.ts';
import type {Step} from '../../../model/task.ts';
import {statusOfMark} from '../status.ts';
import type {Entry} from '../values.ts';
import {Details} from './details.ts';
import {type Heading, readStatusLine} from './heading.ts';
import {occurrencesOf, parentsOf} from './hierarchy.ts';
import type {ListLine} from './list-line.ts';

type Draft = {
	readonly id: string;
	readonly heading: Heading;
	readonly line: number;
	readonly details: Details;
	readonly steps: Step[];
	word: {readonly raw: string; readonly status: Status} | null;
};

/**
Tasks of a list without a number on any box: its numbered headings are the tasks, their boxes the
steps. A heading without boxes, sign or status line is a chapter, unless it calls itself a task.
*/
export const entriesOfHeadings = (lines: readonly ListLine[]): readonly Entry[] => {
	const all = draftsOf(lines);
	const parentIndexes = new Set(parentsOf(all.map(({id}) => id)));
	const drafts = all.filter(
		({heading, steps, word}, index) =>
			parentIndexes.has(index) || steps.length > 0 || word || heading.mark || heading.isNamedTask,
	);
	const ids = drafts.map(({id}) => id);
	const parents = parentsOf(ids);
	const occurrences = occurrencesOf(ids);
	const withChildren = new Set(parents);
	return drafts.map((draft, index): Entry => {
		const {id, heading, line, details, steps} = draft;
		const parent = parents[index] ?? null;
		return {
			id,
			occurrence: occurrences[index]!,
			title: heading.title === '' ? id : heading.title,
			line,
			...statusOf(draft),
			isOptional: false,
			isParallel: false,
			parent,
			isLeaf: !withChildren.has(index),
			section: parent === null ? null : drafts[parent]!.heading.title,
			steps,
			details: details.details,
			requirements: details.requirements,
			validates: details.validates,
		};
	});
};

const draftsOf = (lines: readonly ListLine[]): readonly Draft[] => {
	const drafts: Draft[] = [];
	let current: Draft | null = null;
	for (const {box, heading, number, text} of lines) {
		if (heading?.id) {
			current = {
				id: heading.id,
				heading,
				line: number,
				details: new Details(),
				steps: [],
				word: heading.mark,
			};
			drafts.push(current);
		} else if (heading) {
			// A chapter of the same rank ends the task; a deeper heading belongs to it.
			current = current && heading.level > current.heading.level ? current : null;
		} else if (current && box) {
			current.steps.push({title: box.title, status: statusOfMark(box.mark)});
		} else if (current) {
			const word = readStatusLine(text);
			if (word) {
				current.word = word;
			} else {
				current.details.add(text);
			}
		}
	}

	return drafts;
};

/** Its own word or sign; else what its steps add up to. */
const statusOf = ({word, steps}: Draft): Pick<Entry, 'status' | 'rawStatus'> => {
	const done = steps.filter(({status}) => status === 'completed').length;
	if (word) {
		return {status: word.status, rawStatus: word.raw};
	}

	const rawStatus = `${done}/${steps.length}`;
	if (steps.some(({status}) => status === 'running')) {
		return {status: 'running', rawStatus};
	}

	if (steps.length === 0) {
		return {status: 'unknown', rawStatus: ''};
	}

	return {
		status: done === steps.length ? 'completed' : done > 0 ? 'partial' : 'pending',
		rawStatus,
	};
};
