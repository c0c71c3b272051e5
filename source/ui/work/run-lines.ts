import type {NamedRun} from '../../effects/commands/runs.ts';
import {invocationText} from '../../recovery/commands/fill-command.ts';
import {formatDuration} from '../../text/duration.ts';
import {truncate, wrap} from '../../text/width.ts';
import type {Segment} from '../line.tsx';
import type {RunsPanel} from './work-panel.ts';

type Line = readonly Segment[];
type Size = {readonly width: number; readonly height: number};

/** Commands in the background, the chosen one with its arguments and the last that it wrote. */
export const runLines = (
	{runs, index}: RunsPanel,
	{width, height}: Size,
	now: number,
): readonly Line[] => {
	const chosen = runs[index];
	const head: Line[] = [
		[
			{text: 'COMMANDS', tone: 'dim', style: {bold: true}},
			{text: '  in the background', tone: 'dim'},
		],
		[],
	];
	if (!chosen) {
		return [...head, [{text: 'none was started from here yet', tone: 'dim'}]];
	}

	// The list may be long: what stands around the chosen one, and room for what it wrote.
	const room = Math.max(1, Math.floor((height - 4) / 2));
	const first = Math.max(0, Math.min(index - Math.floor(room / 2), runs.length - room));
	const shown = runs
		.slice(first, first + room)
		.map((run, offset) => nameLine(run, first + offset === index, now, width));
	const about = aboutLines(chosen, width);
	const left = Math.max(1, height - head.length - shown.length - about.length - 1);
	const output = chosen.lines().slice(-left);
	return [
		...head,
		...shown,
		[],
		...about,
		...(output.length === 0
			? [[{text: '  nothing written yet', tone: 'dim'} as const]]
			: output.map((text): Line => [{text: `  ${truncate(text, width - 2)}`}])),
	];
};

const nameLine = (run: NamedRun, isChosen: boolean, now: number, width: number): Line => {
	const {text, tone} = endOf(run, now);
	return [
		{text: isChosen ? '▌ ' : '  ', tone: 'accent'},
		{
			text: truncate(run.name, Math.max(8, width - text.length - 4)),
			tone: isChosen ? 'strong' : 'plain',
		},
		{text: `  ${text}`, tone},
	];
};

const endOf = (run: NamedRun, now: number): Required<Pick<Segment, 'text' | 'tone'>> => {
	const end = run.end();
	return end === null
		? {text: `▶ runs for ${formatDuration(Math.max(0, now - run.startedAt))}`, tone: 'running'}
		: end.failure === null
			? {
					text: `${end.code === 0 ? '✔' : '✖'} ${end.isStopped ? 'ended by you, ' : ''}${end.code === null ? `signal ${end.signal ?? 'unknown'}` : `exit ${end.code}`}`,
					tone: end.code === 0 ? 'completed' : 'failed',
				}
			: {text: `✖ not started: ${end.failure}`, tone: 'failed'};
};

const aboutLines = ({invocation, log, logProblem}: NamedRun, width: number): readonly Line[] => [
	...wrap(`${invocationText(invocation)} in ${invocation.folder}`, width).map((text): Line => [
		{text, tone: 'accent'},
	]),
	...(log === null
		? []
		: wrap(`all it writes: ${log}`, width).map((text): Line => [{text, tone: 'dim'}])),
	...(logProblem() === null
		? []
		: wrap(logProblem()!, width).map((text): Line => [{text, tone: 'warning'}])),
	[],
];
