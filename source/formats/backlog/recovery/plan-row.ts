import type {Origin} from '../../../model/origin.ts';
import {commentStart} from '../parse-backlog.ts';
import {cellsOf, endsWithPipe} from '../cells.ts';
import type {BacklogFile, Declaration} from '../declaration.ts';
import {declaredStatus, type PlanItem} from '../plan.ts';
import {readStatus} from '../status.ts';
import {lineAt, splice} from './lines.ts';
import {changesOnly} from './changes-only.ts';
import {type PlanWord, planWords} from './plan-word.ts';
import {cellSpan} from './status-cell.ts';

/** A backlog as it is on the disk, and what it says. */
export type Readable = {readonly text: string; readonly file: BacklogFile};

type Place = {readonly declaration: Declaration; readonly origin: Origin};

const rowCells = 8;
const statusCell = 4;

/**
The one row whose status cell is the status of an item, as far as the reader of the file can tell; or why
there is no such row. Nothing else may say another status than the wanted one afterwards.
*/
export const planRow = (
	{places}: PlanItem,
	wanted: PlanWord,
): Place | {readonly refusal: string} => {
	const rows = places.filter(({declaration}) => declaration.form === 'row');
	const [row, second] = rows;
	if (!row) {
		const line = places[0]!.origin.line;
		return {refusal: `it has no row of eight cells: change line ${line} in the editor`};
	}

	const {line} = row.origin;
	const {cells, lines, fields} = row.declaration;
	if (second) {
		return {refusal: `lines ${line} and ${second.origin.line} are both rows of it`};
	}

	if (lines !== 1) {
		return {refusal: `its row in line ${line} goes over several lines: change it in the editor`};
	}

	const status = fields.get('status')?.value ?? null;
	const isShifted =
		readStatus(status)?.status === 'unknown' &&
		(!/\p{L}/u.test(status!) || statusIn(fields.get('priority')?.value ?? null));
	if (cells !== rowCells || isShifted) {
		return {refusal: `the cells of its row in line ${line} look shifted: look at it in the editor`};
	}

	const other = places.find((place) => {
		const said = place === row ? null : declaredStatus(place.declaration)?.status;
		return said !== null && said !== undefined && said !== planWords[wanted];
	});
	return other
		? {
				refusal: `line ${other.origin.line} tells its status too, and would still say ${declaredStatus(other.declaration)!.raw}`,
			}
		: row;
};

const statusIn = (cell: string | null): boolean => {
	const read = readStatus(cell);
	return read !== null && read.status !== 'unknown';
};

/**
The text with another word in the status cell, and nothing else changed but the time of `last_updated`
where there is one. What comes out is read again: anything else that changed is a refusal.

@param now a local time for `last_updated`; null leaves it.
*/
export const withStatusCell = (
	{text, file}: Readable,
	{declaration, origin}: Place,
	word: string,
	now: string | null,
): {readonly text: string; readonly was: string} | {readonly refusal: string} => {
	const unlike = {refusal: `line ${origin.line} is no row of eight cells that stands in one line`};
	const line = lineAt(text, declaration.line);
	if (!line) {
		return unlike;
	}

	const whole = text.slice(line.from, line.to);
	const comment = commentStart.exec(whole);
	const row = comment ? whole.slice(0, comment.index) : whole;
	const span = cellSpan(row, statusCell);
	if (!span || cellsOf(row).length !== rowCells || !endsWithPipe(row)) {
		return unlike;
	}

	const was = row.slice(span.from, span.to);
	const cell = was.trim() === '' ? ` ${word} ` : word;
	const changed = splice(text, line.from + span.from, line.from + span.to, cell);
	const dated = now === null ? null : withDate(changed, declaration, now);
	const after = dated?.text ?? changed;
	const isFaithful = changesOnly(file, after, declaration.line, {
		status: word,
		...(dated ? {last_updated: dated.time} : {}),
	});
	return isFaithful
		? {text: after, was: was.trim()}
		: {refusal: `line ${origin.line} can't be changed without changing what is read elsewhere`};
};

const date =
	/(<!--\s{0,10}last_updated\s{0,5}:\s{0,20})(\d{4}-\d\d-\d\d(T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?)(?=\s{0,20}--)/i;

/** A comment with a day alone gets a day again. */
const withDate = (
	text: string,
	{fields}: Declaration,
	now: string,
): {text: string; time: string} | null => {
	const field = fields.get('last_updated');
	const line = field ? lineAt(text, field.line) : null;
	const match = line ? date.exec(text.slice(line.from, line.to)) : null;
	if (!line || !match || match[2] !== field!.value) {
		return null;
	}

	const from = line.from + match.index + match[1]!.length;
	const time = match[3] === undefined ? now.slice(0, 10) : now;
	return {text: splice(text, from, from + match[2].length, time), time};
};
