import type {Graph, TaskList} from '../values.ts';
import {maximumTasks} from '../../task-limit.ts';
import {entriesOfBoxes} from './box-entries.ts';
import {type GraphReading, readGraph} from './graph.ts';
import {entriesOfHeadings} from './heading-entries.ts';
import {readStatusLine} from './heading.ts';
import {type Pieces, splitMarkdown} from './lines.ts';
import {type ListLine, recognise} from './list-line.ts';

export type ListReading = {
	readonly list: TaskList | null;
	readonly flaw: NonNullable<GraphReading['flaw']> | null;
	/** Line from which on nothing was read, because there is too much; null: all was. */
	readonly cutAt: number | null;
};

/** Reads a task list of any of the three styles; null when there is no task in it. */
export const parseList = (text: string): ListReading => {
	const pieces = splitMarkdown(text);
	const {lines, cutAt} = firstLines(pieces);
	const style = styleOf(lines);
	if (style === null) {
		return {list: null, flaw: null, cutAt: null};
	}

	const {graph, flaw} = graphOf(pieces, lines);
	const entries = style === 'headings' ? entriesOfHeadings(lines) : entriesOfBoxes(lines, style);
	return {list: {style, entries, graph}, flaw, cutAt};
};

/** The lines of as many tasks and steps as are read, and the line at which the others begin. */
const firstLines = (
	pieces: Pieces,
): {readonly lines: readonly ListLine[]; readonly cutAt: number | null} => {
	const lines: ListLine[] = [];
	let count = 0;
	for (const line of pieces.lines) {
		const recognised = recognise(line);
		count += recognised.box || recognised.heading?.id ? 1 : 0;
		if (count > maximumTasks) {
			return {lines, cutAt: recognised.number};
		}

		lines.push(recognised);
	}

	return {lines, cutAt: null};
};

const styleOf = (lines: readonly ListLine[]): TaskList['style'] | null => {
	if (lines.some(({box}) => box?.id)) {
		return 'boxes';
	}

	const hasHeadings = lines.some(({heading}) => heading?.id);
	const hasSigns = lines.some(
		({box, heading, text}) => box || (heading?.id && heading.mark) || readStatusLine(text),
	);
	if (hasHeadings && hasSigns) {
		return 'headings';
	}

	return lines.some(({box}) => box) ? 'plain' : null;
};

const graphTitle = /task dependency graph/i;

/** The first JSON block below the heading of the graph. */
const graphOf = (
	{blocks}: Pieces,
	lines: readonly ListLine[],
): {graph: Graph | null; flaw: GraphReading['flaw']} => {
	const start = lines.findIndex(({heading}) => heading && graphTitle.test(heading.title));
	if (start === -1) {
		return {graph: null, flaw: null};
	}

	const level = lines[start]!.heading!.level;
	const length = lines.slice(start + 1).findIndex(({heading}) => heading && heading.level <= level);
	const end = length === -1 ? lines.length : start + 1 + length;
	const block = blocks.find(
		({language, after}) => after > start && after <= end && /^(?:json[c5]?)?$/.test(language),
	);
	return block ? readGraph(block) : {graph: null, flaw: null};
};
