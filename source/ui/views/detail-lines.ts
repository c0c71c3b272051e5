import type {DetailInput, DetailLine, Section} from './detail-parts.ts';
import {expected} from './detail-expected.ts';
import {dependencies, review, artifacts, facts, findings, files} from './detail-relations.ts';
import {title, attention, failure, next, identity, progress} from './detail-state.ts';
import {times, evidence} from './detail-time.ts';
import {life} from './life-strip.ts';
import {tornLines} from './torn-lines.ts';

/** Everything known about a task, as lines of a given width. Pure, so that it can be read in a test. */
export const detailLines = (input: DetailInput): readonly DetailLine[] =>
	sections.flatMap((section) => {
		const lines = section(input);
		return lines.length > 0 ? [...lines, []] : [];
	});

const tornFiles: Section = ({torn, row, now, width, formatTime, formatClock = formatTime}) =>
	tornLines(torn ?? [], {now, width, workspace: row.task.workspace, formatClock});

/** In reading order: what presses first, where it all came from last. */
const sections: readonly Section[] = [
	title,
	attention,
	failure,
	next,
	tornFiles,
	progress,
	times,
	expected,
	life,
	evidence,
	dependencies,
	review,
	artifacts,
	identity,
	facts,
	findings,
	files,
];
