import {statusGlyphs} from '../../model/status-glyphs.ts';
import {isSettled, type Status, statuses} from '../../model/status.ts';
import type {Transition} from '../../model/transition.ts';
import {formatRoughly} from '../../text/duration.ts';
import {type DetailLine, heading, type Section} from './detail-parts.ts';
import type {Segment} from '../line.tsx';

/** A stretch of time in one status. */
type Stretch = {
	readonly status: Status;
	readonly from: number;
	readonly until: number;
	/** It stood there already when it was first seen to change. */
	readonly isBefore: boolean;
};

/** More lines of a legend than this are left to the Timeline. */
const mostLegend = 8;

/** A task's whole life on one line, as far as it was seen: how long it stood where, and since when. */
export const life: Section = ({life: transitions = [], now, width, formatTime, formatClock}) => {
	const stretches = stretchesOf(transitions, now);
	if (stretches.length < 2) {
		return [];
	}

	const shown = stretches.slice(-mostLegend);
	const clock = formatClock ?? formatTime;
	return [
		heading('life', stretches.length),
		stripOf(stretches, width),
		...shown.map(({status, from, until, isBefore}, index): DetailLine => {
			const isLast = index === shown.length - 1;
			const isOver = isLast && isSettled(status);
			return [
				{text: `${statusGlyphs[status]} `, tone: status},
				{text: (isBefore ? 'before' : clock(from)).padEnd(11)},
				{text: status, tone: status},
				...(isOver || isBefore
					? []
					: [{text: `  ${formatRoughly(until - from)}`, tone: 'dim' as const}]),
			];
		}),
	];
};

/** @param now the end of what still goes on. */
const stretchesOf = (transitions: readonly Transition[], now: number): readonly Stretch[] => {
	const marks = transitions.flatMap(({what, to, at}) =>
		(what === 'status' || what === 'appeared') && isStatus(to) ? [{status: to, at}] : [],
	);
	const first = transitions.find(({what}) => what === 'status');
	// It stood there before anybody saw it change.
	const before =
		first && marks[0]?.at === first.at && isStatus(first.from)
			? [{status: first.from, at: transitions[0]!.at}]
			: [];
	const all = [...before, ...marks];
	return all
		.map(({status, at}, index) => ({
			status,
			from: at,
			until: all[index + 1]?.at ?? Math.max(at, now),
			isBefore: index < before.length,
		}))
		.filter(({from, until}, index) => until > from || index === 0 || index === all.length - 1);
};

const isStatus = (word: string | null): word is Status =>
	statuses.some((status) => status === word);

/** Each stretch begins with its mark, so that it can be told without colours; its length tells the time. */
const stripOf = (stretches: readonly Stretch[], width: number): DetailLine => {
	const last = stretches.at(-1)!;
	// What came to its end takes no more time: one mark.
	const end = isSettled(last.status) ? last.from : last.until;
	const span = Math.max(1, end - stretches[0]!.from);
	const room = Math.max(0, width - stretches.length);
	if (stretches.length > width) {
		return stripOf(stretches.slice(-width), width);
	}

	const segments: Segment[] = [];
	let spent = 0;
	for (const {status, until} of stretches) {
		const reached = Math.min(1, Math.max(0, (until - stretches[0]!.from) / span));
		const columns = Math.max(0, Math.round(room * reached) - spent);
		spent += columns;
		segments.push({text: statusGlyphs[status] + fills[status].repeat(columns), tone: status});
	}

	return segments;
};

const fills: Readonly<Record<Status, string>> = {
	running: '━',
	interrupted: '╌',
	failed: '╳',
	blocked: '▒',
	partial: '─',
	pending: '·',
	completed: '═',
	cancelled: ' ',
	skipped: ' ',
	unknown: '?',
};
