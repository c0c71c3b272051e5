import type {Tone} from '../analysis/columns.ts';
import type {NextReport} from '../export/next-schema.ts';
import {counted} from '../text/counted.ts';
import {formatDuration} from '../text/duration.ts';
import {statusGlyphs} from '../model/status-glyphs.ts';
import {displayWidth, truncate} from '../text/width.ts';
import {type Paint, painter} from './sgr.ts';

/** The answer of `metawatch next` for people: what to start, what needs a person, why the rest waits. */
export const nextList = (
	report: NextReport,
	{width, isColored}: {readonly width: number; readonly isColored: boolean},
): string => {
	const paint = painter(isColored);
	const blocks = [
		[summaryLine(report, width, paint)],
		report.next.flatMap((task, index) => nextLines(task, index, width, paint)),
		titled(
			'NEEDS A PERSON',
			report.needsPerson.map((task) => reasonLine(task, width, paint)),
			paint,
		),
		titled(
			'CANNOT START YET',
			report.waiting.map((task) => reasonLine(task, width, paint)),
			paint,
		),
		titled(pathTitle(report), pathLines(report, width), paint),
		scheduleLines(report, width, paint),
	];
	return `${blocks
		.filter((block) => block.length > 0)
		.map((block) => block.join('\n'))
		.join('\n\n')}\n`;
};

const summaryLine = ({summary}: NextReport, width: number, paint: Paint): string => {
	const {open, ready, running, needsPerson, waiting} = summary;
	const parts = [
		ready === 0 ? 'nothing can start now' : `${ready} of ${counted(open, 'open task')} can start`,
		running > 0 ? `${running} ${running === 1 ? 'runs' : 'run'}` : null,
		needsPerson > 0 ? `${needsPerson} ${needsPerson === 1 ? 'needs' : 'need'} a person` : null,
		waiting > 0 ? `${waiting} ${waiting === 1 ? 'waits' : 'wait'}` : null,
	].filter((part) => part !== null);
	const text = open === 0 ? 'no open tasks' : parts.join(', ');
	return paint(truncate(text, width), ready === 0 && open > 0 ? 'warning' : 'strong');
};

const titled = (title: string, lines: readonly string[], paint: Paint): readonly string[] =>
	lines.length === 0 ? [] : [paint(title, 'dim'), ...lines];

const nextLines = (
	task: NextReport['next'][number],
	index: number,
	width: number,
	paint: Paint,
): readonly string[] => {
	const number = `${index + 1}.`.padStart(3);
	const facts = [
		task.priority,
		task.score === null ? null : `score ${task.score}`,
		task.holds > 0 ? `${task.holds} ${task.holds === 1 ? 'waits' : 'wait'} for it` : null,
		task.slackMs === 0 && task.holds > 0 ? 'on the critical path' : null,
		task.estimateMs === null ? null : `about ${formatDuration(task.estimateMs)}`,
	].filter((fact) => fact !== null);
	const side = facts.length > 0 ? `  ${facts.join(', ')}` : '';
	const room = width - 4 - displayWidth(side);
	const title = `${task.id} ${task.title}`;
	const rest: readonly (readonly [string, Tone])[] = [
		...(room < 20 ? [[facts.join(', '), 'dim'] as const] : []),
		...(task.command === null ? [] : [[task.command, 'accent'] as const]),
		...task.notes.map((note) => [note, 'warning'] as const),
	];
	return [
		`${number} ${truncate(title, room < 20 ? width - 4 : room)}${room < 20 ? '' : paint(side, 'dim')}`,
		// A command is copied: it is never shortened.
		...rest.map(
			([text, tone]) => `    ${paint(tone === 'accent' ? text : truncate(text, width - 4), tone)}`,
		),
	];
};

const reasonLine = (
	{id, title, status, reason}: NextReport['waiting'][number] | NextReport['needsPerson'][number],
	width: number,
	paint: Paint,
): string => {
	const name = `${id} ${truncate(title, Math.max(12, Math.floor(width / 3)))}`;
	const room = Math.max(10, width - displayWidth(name) - 4);
	return `${paint(statusGlyphs[status], status)} ${name}  ${paint(truncate(reason, room), 'dim')}`;
};

const pathTitle = ({criticalPath: {totalMs, tasks}}: NextReport): string =>
	`CRITICAL PATH ${counted(tasks.length, 'task')}${totalMs === null ? '' : `, about ${formatDuration(totalMs)}`}`;

const pathLines = ({criticalPath: {tasks}}: NextReport, width: number): readonly string[] =>
	tasks.length < 2 ? [] : [truncate(tasks.map(({id}) => id).join(' → '), width)];

const scheduleLines = ({schedule}: NextReport, width: number, paint: Paint): readonly string[] => {
	if (!schedule) {
		return [];
	}

	const {agents, makespanMs, assignments, notScheduled} = schedule;
	const length =
		makespanMs === null
			? 'nobody knows how long: no completed task tells'
			: `about ${formatDuration(makespanMs.likely)}, ${formatDuration(makespanMs.low)} to ${formatDuration(makespanMs.high)}`;
	const byAgent = Map.groupBy(assignments, ({agent}) => agent);
	return [
		paint(
			truncate(`SCHEDULE for ${agents} ${agents === 1 ? 'agent' : 'agents'}: ${length}`, width),
			'dim',
		),
		...[...byAgent]
			.sort(([a], [b]) => a - b)
			.map(([agent, own]) =>
				truncate(
					`${String(agent).padStart(3)}  ${own
						.map(({id, endMs}) => (endMs === null ? id : `${id} (till ${formatDuration(endMs)})`))
						.join(', ')}`,
					width,
				),
			),
		...(notScheduled.length > 0
			? [
					paint(
						truncate(
							`${notScheduled.length} more cannot be given to anybody: ${notScheduled.length === 1 ? 'it needs' : 'they need'} a person first`,
							width,
						),
						'warning',
					),
				]
			: []),
	];
};
