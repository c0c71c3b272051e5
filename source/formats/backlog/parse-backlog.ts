import type {Problem} from '../../model/problem.ts';
import {maximumTasks, tooManyTasks} from '../task-limit.ts';
import {declaredBy, declaredByBullet, takeComment, takeField} from './block.ts';
import {plain} from './cells.ts';
import {type BacklogFile, type Draft, keepMarks} from './declaration.ts';
import {problem} from './problems.ts';
import {
	closeRow,
	continuesRow,
	idOfRow,
	isTooShort,
	joinLine,
	openRow,
	type OpenRow,
} from './table-row.ts';

const heading = /^ {0,3}(#{1,6})\s{1,20}(\S.*)$/;
const rule = /^ {0,3}(?:-(?: {0,3}-){2,200}|\*(?: {0,3}\*){2,200}|_(?: {0,3}_){2,200}) {0,100}$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const lastUpdated = /\*{1,2}Last Updated(?:\*\*)?: {0,3}([^*]{1,100})/;
// Formatters break the end of a comment like a list item.
const commentEnd = /--\s?>|^- ->/;
/** A comment starts a line, or follows a text that is not code. */
export const commentStart = /(?<!`)<!--/;
const mostOfComment = 5000;

type OpenComment = {readonly line: number; text: string};

/** What is being read at a line: the item of the block, its row, a comment, a fence. */
type Scan = {
	readonly path: string;
	readonly drafts: Draft[];
	readonly problems: Problem[];
	item: Draft | null;
	/** Level of the heading that declared the item; 0 for other items. */
	level: number;
	row: OpenRow | null;
	section: string | null;
	comment: OpenComment | null;
	fence: string | null;
	updated: string | null;
};

/** Reads a backlog in one pass over its lines; linear in the length of the text. */
export const parseBacklog = (
	text: string,
	path: string,
): {file: BacklogFile; problems: readonly Problem[]} => {
	const scan: Scan = {
		path,
		drafts: [],
		problems: [],
		item: null,
		level: 0,
		row: null,
		section: null,
		comment: null,
		fence: null,
		updated: null,
	};
	for (const [index, line] of text
		.replace(/^\uFEFF/, '')
		.split(/\r?\n/)
		.entries()) {
		readLine(scan, line, index + 1);
		if (scan.drafts.length > maximumTasks) {
			scan.problems.push(problem('tasks-cut', tooManyTasks, {path, line: index + 1}));
			break;
		}
	}

	endBlock(scan);
	return {
		file: {declarations: scan.drafts.slice(0, maximumTasks), lastUpdated: scan.updated},
		problems: scan.problems,
	};
};

const readLine = (scan: Scan, line: string, number: number): void => {
	if (scan.comment) {
		if (!isInterrupted(line)) {
			readComments(scan, line, number);
			return;
		}

		scan.problems.push(
			problem('comment-unclosed', 'a comment is never closed; what follows it is read as text', {
				path: scan.path,
				line: scan.comment.line,
			}),
		);
		endComment(scan, scan.comment, '');
	}

	const start = scan.fence === null && line.includes('<!--') ? commentStart.exec(line) : null;
	if (!start) {
		readText(scan, line, number);
		return;
	}

	const before = line.slice(0, start.index);
	if (before.trim() !== '') {
		readText(scan, before, number);
	}

	if (scan.row?.isOpen) {
		scan.row.isCut = true;
	} else {
		endRow(scan);
	}

	scan.comment = {line: number, text: ''};
	readComments(scan, line.slice(start.index + 4), number);
};

/** People forget to close comments: a row or a new comment at the start of a line ends the one before. */
const isInterrupted = (line: string): boolean => line.startsWith('<!--') || idOfRow(line) !== null;

/** Reads a line from within a comment to the end of the last comment on it. */
const readComments = (scan: Scan, text: string, number: number): void => {
	let rest = text;
	while (scan.comment) {
		const end = commentEnd.exec(rest);
		if (!end) {
			if (scan.comment.text.length < mostOfComment) {
				scan.comment.text += `${rest.slice(0, mostOfComment)}\n`;
			}

			return;
		}

		endComment(scan, scan.comment, rest.slice(0, end.index));
		rest = rest.slice(end.index + end[0].length);
		const next = rest.indexOf('<!--');
		const between = next === -1 ? rest : rest.slice(0, next);
		// The rest of a row that comments have cut stands behind the last of them.
		if (scan.row?.isOpen && between.trim() !== '') {
			joinLine(scan.row, between);
		}

		if (next !== -1) {
			scan.comment = {line: number, text: ''};
			rest = rest.slice(next + 4);
		}
	}
};

const endComment = (scan: Scan, open: OpenComment, last: string): void => {
	scan.comment = null;
	if (scan.item) {
		takeComment(scan.item, open.text + last.slice(0, mostOfComment), open.line);
	}
};

const readText = (scan: Scan, line: string, number: number): void => {
	const fenced = fence.exec(line)?.[1];
	if (scan.fence !== null) {
		if (fenced?.startsWith(scan.fence) && line.trim() === fenced) {
			scan.fence = null;
		}

		return;
	}

	if (fenced !== undefined) {
		endRow(scan);
		scan.fence = fenced;
		return;
	}

	const place = {line: number, section: scan.section};
	const id = idOfRow(line);
	if (id !== null) {
		endBlock(scan);
		begin(
			scan,
			{form: 'row', id, title: '', ...place, cells: null, lines: null, fields: new Map()},
			0,
		);
		scan.row = openRow(scan.item!, line);
		return;
	}

	const titled = heading.exec(line);
	if (titled) {
		readHeading(scan, titled[1]!.length, titled[2]!, number);
		return;
	}

	if (line.trim() === '') {
		endRow(scan);
		return;
	}

	if (rule.test(line)) {
		endBlock(scan);
		return;
	}

	const draft = declaredByBullet(line, place);
	if (draft) {
		endBlock(scan);
		begin(scan, draft, 0);
	} else {
		readProse(scan, line, number);
	}
};

const readHeading = (scan: Scan, level: number, text: string, number: number): void => {
	endRow(scan);
	const draft = declaredBy(text, 'heading', {line: number, section: scan.section});
	if (draft) {
		endBlock(scan);
		begin(scan, draft, level);
	} else if (scan.level === 0 || level <= 3) {
		// Parts of an item have headings of their own, deeper than those of the document.
		endBlock(scan);
		scan.section = plain(text).slice(0, 200);
	}
};

const readProse = (scan: Scan, line: string, number: number): void => {
	const updated = lastUpdated.exec(line);
	scan.updated = updated ? plain(updated[1]!) : scan.updated;
	if (scan.row && continuesRow(scan.row, line) && !/^[-*] /.test(line)) {
		joinLine(scan.row, line);
	} else {
		endRow(scan);
		// A table row says everything in its cells and comments; what follows is prose of the document.
		if (scan.item?.form === 'heading' || scan.item?.form === 'bullet') {
			takeField(scan.item, line, number);
		}
	}
};

const begin = (scan: Scan, draft: Draft, level: number): void => {
	scan.item = draft;
	scan.level = level;
	scan.drafts.push(draft);
};

const endRow = (scan: Scan): void => {
	if (!scan.row) {
		return;
	}

	const {draft} = scan.row;
	closeRow(scan.row);
	scan.row = null;
	if (isTooShort(draft)) {
		scan.problems.push(
			problem('row-malformed', `the row of ${draft.id} has ${draft.cells} of 8 cells`, {
				path: scan.path,
				line: draft.line,
			}),
		);
	}
};

const endBlock = (scan: Scan): void => {
	endRow(scan);
	if (scan.item) {
		keepMarks(scan.item);
	}

	scan.item = null;
	scan.level = 0;
};
