import type {Tone} from '../../analysis/columns.ts';
import type {Expectations} from '../../analysis/forecast/expectations.ts';
import type {Row} from '../../analysis/rows.ts';
import type {Origin} from '../../model/origin.ts';
import type {Problem} from '../../model/problem.ts';
import type {SourcedField, Task} from '../../model/task.ts';
import type {Transition} from '../../model/transition.ts';
import type {TornFile} from '../../store/torn-files.ts';
import {harmless} from '../../text/harmless.ts';
import {fit, truncate, truncateStart, wrap} from '../../text/width.ts';
import type {Segment} from '../line.tsx';

/** What the details are made from; everything a line needs to know. */
export type DetailInput = {
	readonly row: Row;
	readonly problems: readonly Problem[];
	readonly now: number;
	readonly width: number;
	/** Epoch ms -> local date and time, in words. */
	readonly formatTime: (at: number) => string;
	/** Epoch ms -> local time, to the second. */
	readonly formatClock?: (at: number) => string;
	/** Those of the task's files that are torn, or were. */
	readonly torn?: readonly TornFile[];
	/** What was seen of it, oldest first. */
	readonly life?: readonly Transition[];
	/** What was learned for forecasts; absent or null: nothing. */
	readonly expectations?: Expectations | null;
	/** Key of a task -> the row, for dependencies. */
	readonly rowOf: (key: string) => Row | undefined;
};

export type DetailLine = readonly Segment[];

export const labelWidth = 11;

/** A part of the details, with its heading; no lines when there is nothing to say. */
export type Section = (input: DetailInput) => readonly DetailLine[];

export const heading = (title: string, count?: number): DetailLine => [
	{text: title.toUpperCase(), tone: 'dim', style: {bold: true}},
	...(count === undefined ? [] : [{text: ` ${count}`, tone: 'dim' as const}]),
];

export const paragraph = (text: string, width: number, tone?: Tone): readonly DetailLine[] =>
	wrap(text, width).map((line) => [{text: line, tone}]);

/** A label and a value that may take several lines, indented under itself. */
export const field = (
	label: string,
	value: string | null,
	width: number,
	{tone, note}: {tone?: Tone; note?: string | null} = {},
): readonly DetailLine[] => {
	if (value === null || value === '') {
		return [];
	}

	const room = Math.max(8, width - labelWidth - 1);
	return [
		...wrap(value, room).map((line, index): DetailLine => [
			{text: fit(index === 0 ? label : '', labelWidth), tone: 'dim'},
			{text: ' '},
			{text: line, tone},
		]),
		...(note
			? [
					[
						{text: ' '.repeat(labelWidth + 1)},
						// Of a path the end says more, of a sentence the beginning.
						{
							text: /\/\S+$/.test(note) ? truncateStart(note, room) : truncate(note, room),
							tone: 'dim' as const,
						},
					],
				]
			: []),
	];
};

export const place = (task: Task, name: SourcedField): string | null => {
	const origin = task.sources[name];
	return origin ? originText(origin, task.workspace) : null;
};

/** Relative to the workspace where it lies inside. */
export const originText = ({path, line}: Origin, workspace: string): string => {
	const relative = path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path;
	// Names of files are as untrusted as what is in them.
	return harmless(line === null ? relative : `${relative}:${line}`);
};
