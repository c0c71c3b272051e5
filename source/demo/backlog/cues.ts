import type {Cue} from '../step.ts';

/** The calls of the executor, as they end up in its database, and edits of the markdown. */
export type Event =
	| {readonly does: 'start'; readonly id: string}
	| {readonly does: 'progress'; readonly id: string; readonly share: number; readonly text: string}
	| {readonly does: 'complete'; readonly id: string}
	| {readonly does: 'fail'; readonly id: string; readonly error: string}
	| {readonly does: 'retry'; readonly id: string}
	| {readonly does: 'set-plan'; readonly id: string; readonly status: string};

export const cues: readonly Cue<Event>[] = [
	[3, progress('B-203', 0.31, 'August 2024 fetched')],
	[9, progress('B-203', 0.38, 'September 2024 fetched')],
	[15, progress('B-203', 0.45, 'October 2024 fetched')],
	[22, {does: 'fail', id: 'B-203', error: 'HTTP Error 429: Too Many Requests'}],
	[30, {does: 'retry', id: 'B-203'}],
	[34, progress('B-203', 0.52, 'November 2024 fetched')],
	[38, {does: 'start', id: 'B-202'}],
	[44, progress('B-203', 0.61, 'December 2024 fetched')],
	[48, progress('B-202', 0.5, 'Calendars of four carriers read')],
	[55, progress('B-203', 0.78, 'January 2025 fetched')],
	[60, {does: 'complete', id: 'B-202'}],
	[67, progress('B-203', 0.9, 'February 2025 fetched')],
	[76, {does: 'complete', id: 'B-203'}],
	[80, {does: 'set-plan', id: 'B-204', status: 'todo'}],
	[85, {does: 'start', id: 'B-204'}],
	[94, progress('B-204', 0.3, 'Index created')],
	[101, {does: 'retry', id: 'B-205'}],
	[105, progress('B-205', 0.2, 'Tiles of two regions rendered')],
	[111, progress('B-204', 0.65, 'Query rewritten')],
	[118, {does: 'fail', id: 'B-204', error: 'database is locked'}],
	[123, {does: 'retry', id: 'B-204'}],
	[128, progress('B-205', 0.7, 'Tiles of six regions rendered')],
	[134, progress('B-204', 0.8, 'Query checked')],
	[140, {does: 'complete', id: 'B-205'}],
	[147, {does: 'complete', id: 'B-204'}],
	[154, {does: 'start', id: 'B-207'}],
	[162, progress('B-207', 0.4, 'Columns listed')],
	[172, progress('B-207', 0.8, 'Names replaced in a copy')],
	[182, {does: 'complete', id: 'B-207'}],
];

/** Afterwards: the nightly work, every few minutes here. */
export const laterCues: readonly Cue<Event>[] = [
	[15, {does: 'start', id: 'B-205'}],
	[27, progress('B-205', 0.35, 'Tiles of three regions rendered')],
	[41, progress('B-205', 0.8, 'Tiles of seven regions rendered')],
	[52, {does: 'complete', id: 'B-205'}],
];

function progress(id: string, share: number, text: string): Event {
	return {does: 'progress', id, share, text};
}
