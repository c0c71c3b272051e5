import {cellsOf, endsWithPipe, plain} from './cells.ts';
import type {Draft} from './declaration.ts';
import {idOfCell} from './identifier.ts';

const fullRow = 8;
/** A row of this many cells can be one of its own: of an older table, or a completed item. */
const leastCells = 5;
/** Physical lines a row was seen to be wrapped over, with room to spare. */
const mostLines = 40;
const mostText = 65_536;

/** Names of the cells after id and title. */
const cellNames: Readonly<Record<string, readonly string[]>> = {
	row: ['priority', 'points', 'status', 'problem', 'tech_footprint', 'dependencies'],
	'short-row': ['priority', 'points', 'status', 'problem', 'notes'],
	dated: ['priority', 'points', 'status', 'completion_date', 'notes'],
	setup: ['priority', 'points', 'status', 'setup', 'instructions'],
	'completed-row': ['completion_date', 'key_outcomes', 'lessons'],
};

const date = /^\d{4}-\d\d-\d\d\b/;
const startsLikeRow = /^\s{0,20}\|{1,2}\s{0,20}\*{0,3}\s{0,3}[BCS][-\u2010-\u2014]\d/;

/** A table row whose first cell is an id; cheap for all other lines. */
export const idOfRow = (line: string): string | null =>
	startsLikeRow.test(line) ? idOfCell(cellsOf(line.slice(0, 120))[0]!) : null;

/** A row that may be wrapped over several lines: breaks come anywhere, even inside a cell. */
export type OpenRow = {
	readonly draft: Draft;
	/** What was joined so far. */
	text: string;
	/** The longest beginning that could be a shorter row by itself. */
	settled: string | null;
	lines: number;
	isOpen: boolean;
	/** Comments stand in the middle of it: only what stands behind one of them goes on. */
	isCut: boolean;
};

export const openRow = (draft: Draft, line: string): OpenRow => {
	const row: OpenRow = {draft, text: '', settled: null, lines: 0, isOpen: true, isCut: false};
	joinLine(row, line);
	return row;
};

/** Adds a physical line; the row is over when it has all its cells and ends with a pipe. */
export const joinLine = (row: OpenRow, line: string): void => {
	row.text = row.text === '' ? line.trim() : `${row.text} ${line.trim()}`;
	row.lines += 1;
	if (endsWithPipe(row.text)) {
		const {length} = cellsOf(row.text);
		row.settled = length >= leastCells ? row.text : row.settled;
		row.isOpen = length < fullRow;
	}

	row.isOpen &&= row.lines < mostLines && row.text.length < mostText;
};

/** A line that begins with a pipe continues a row only where the row did not just end with one. */
export const continuesRow = (row: OpenRow, line: string): boolean =>
	row.isOpen && !row.isCut && !(endsWithPipe(row.text) && line.trimStart().startsWith('|'));

/** Reads the cells of a row that is over into its item. */
export const closeRow = ({draft, text, settled, isOpen, lines}: OpenRow): void => {
	const cells = cellsOf(isOpen && settled !== null ? settled : text);
	const third = cells[2] ?? '';
	draft.form =
		cells.length >= fullRow
			? 'row'
			: cells.length === leastCells && date.test(third)
				? 'completed-row'
				: 'short-row';
	draft.title = plain(cells[1] ?? '').slice(0, 500);
	draft.cells = cells.length;
	draft.lines = lines;
	for (const [index, name] of namesOf(draft, cells).entries()) {
		const value = plain(cells[index + 2] ?? '');
		if (value !== '') {
			// Comments may name the same; the cells count.
			draft.fields.set(name, {value, line: draft.line});
		}
	}
};

const namesOf = (draft: Draft, cells: readonly string[]): readonly string[] => {
	if (draft.form !== 'short-row') {
		return cellNames[draft.form]!;
	}

	return cellNames[
		date.test(cells[5] ?? '') ? 'dated' : draft.id.startsWith('S') ? 'setup' : 'short-row'
	]!;
};

/** Whether so many cells are missing that the row cannot be trusted. */
export const isTooShort = ({form, cells}: {form: string; cells: number | null}): boolean =>
	form === 'short-row' && cells !== null && cells < leastCells;
