import type {Step} from '../../../model/task.ts';
import {statusOfMark} from '../status.ts';
import type {Entry} from '../values.ts';
import type {Box} from './box.ts';
import {Details} from './details.ts';
import {isGenericHeading} from './heading.ts';
import {occurrencesOf, parentId, parentsOf} from './hierarchy.ts';
import type {ListLine} from './list-line.ts';

type Draft = {
	readonly id: string;
	readonly box: Box;
	readonly line: number;
	readonly heading: string | null;
	readonly details: Details;
	readonly steps: Step[];
};

/**
Tasks of a list whose boxes are the tasks. In a numbered list a box without a number is none (an
acceptance list, a checklist in the notes). In a list without any number the outer boxes are the
tasks, called by their position, and the inner ones their steps.
*/
export const entriesOfBoxes = (
	lines: readonly ListLine[],
	style: 'boxes' | 'plain',
): readonly Entry[] => {
	const {drafts, headings} = style === 'boxes' ? numbered(lines) : unnumbered(lines);
	const ids = drafts.map(({id}) => id);
	const parents = style === 'boxes' ? parentsOf(ids) : ids.map(() => null);
	const occurrences = occurrencesOf(ids);
	const withChildren = new Set(parents);
	return drafts.map(({id, box, line, heading, details, steps}, index): Entry => {
		const parent = parents[index] ?? null;
		const above = style === 'boxes' ? parentId(id) : null;
		return {
			id,
			occurrence: occurrences[index]!,
			title: box.title === '' ? id : box.title,
			line,
			status: statusOfMark(box.mark),
			rawStatus: `[${box.mark}]`,
			isOptional: box.isOptional,
			isParallel: box.isParallel,
			parent,
			isLeaf: !withChildren.has(index),
			section:
				parent === null
					? ((above === null ? undefined : headings.get(above)) ?? heading)
					: drafts[parent]!.box.title,
			steps,
			details: details.details,
			requirements: details.requirements,
			validates: details.validates,
		};
	});
};

type Drafts = {
	readonly drafts: readonly Draft[];
	/** Number of a heading -> its title, for lists that write parents as headings. */
	readonly headings: ReadonlyMap<string, string>;
};

const numbered = (lines: readonly ListLine[]): Drafts => {
	const drafts: Draft[] = [];
	const headings = new Map<string, string>();
	let heading: string | null = null;
	let current: Draft | null = null;
	for (const {box, heading: found, number, text} of lines) {
		if (found) {
			heading = isGenericHeading(found) ? null : found.title;
			if (found.id) {
				headings.set(found.id, found.title);
			}

			current = null;
		} else if (box?.id) {
			current = {id: box.id, box, line: number, heading, details: new Details(), steps: []};
			drafts.push(current);
		} else if (box) {
			current?.steps.push({title: box.title, status: statusOfMark(box.mark)});
		} else {
			current?.details.add(text);
		}
	}

	return {drafts, headings};
};

const unnumbered = (lines: readonly ListLine[]): Drafts => {
	const drafts: Draft[] = [];
	let heading: string | null = null;
	let current: Draft | null = null;
	for (const {box, heading: found, number, text} of lines) {
		if (found) {
			heading = isGenericHeading(found) ? null : found.title;
			current = null;
		} else if (box && current && box.indentation > current.box.indentation) {
			current.steps.push({title: box.title, status: statusOfMark(box.mark)});
		} else if (box) {
			const [, id, title] = /^(T\d{1,4})\s*[:.]\s*(.+)$/.exec(box.title) ?? [];
			current = {
				id: id ?? String(drafts.length + 1),
				box: title === undefined ? box : {...box, title},
				line: number,
				heading,
				details: new Details(),
				steps: [],
			};
			drafts.push(current);
		} else {
			current?.details.add(text);
		}
	}

	return {drafts, headings: new Map()};
};
