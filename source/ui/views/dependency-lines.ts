import type {OutlineLine, SectionName} from '../../analysis/dependencies/outline.ts';
import {listed, nameFor} from '../../analysis/dependencies/names.ts';
import {isMet} from '../../analysis/dependencies/met.ts';
import {targetsOf} from '../../analysis/dependencies/graph.ts';
import type {WorkPlan} from '../../analysis/dependencies/work-plan.ts';
import {formatDuration, formatRoughly} from '../../text/duration.ts';
import {statusGlyphs} from '../../model/status-glyphs.ts';
import {displayWidth, fit, truncate} from '../../text/width.ts';
import type {Segment} from '../line.tsx';
import {severityGlyphs, severityTones} from './severity.ts';

type Line = readonly Segment[];

/** The first line of the view: how much moves and how much does not, and what would change that. */
export const dependencySummary = ({plan, standings, path, estimates}: WorkPlan): string => {
	const running = plan.others.filter((at) => standings.standings[at] === 'running').length;
	const waiting = plan.others.filter((at) => standings.standings[at] === 'waiting').length;
	const stuck = plan.others.length - running - waiting;
	const open = plan.ready.length + plan.person.length + plan.others.length;
	if (open === 0) {
		return 'no open tasks: nothing waits';
	}

	const length =
		path.way.length < 2
			? null
			: estimates.unit === 'milliseconds'
				? `longest way ${path.way.length} tasks, about ${formatDuration(path.total)}`
				: `longest way ${path.way.length} tasks`;
	return [
		`${open} open:`,
		[
			waiting > 0 ? `${waiting} ${waiting === 1 ? 'waits' : 'wait'}` : null,
			stuck > 0 ? `${stuck} stuck` : null,
			running > 0 ? `${running} ${running === 1 ? 'runs' : 'run'}` : null,
			plan.person.length > 0
				? `${plan.person.length} ${plan.person.length === 1 ? 'needs' : 'need'} a person`
				: null,
			`${plan.ready.length} can start`,
		]
			.filter((part) => part !== null)
			.join(', '),
		length === null ? '' : `· ${length}`,
	].join(' ');
};

type SectionWords = {readonly title: string; readonly says: (count: number) => string};

const overEveryStep = (count: number): string =>
	count === 0 ? 'nothing' : 'all of these, over every step';

/** What a section is about, for someone who sees it for the first time. */
const sections: Readonly<Record<SectionName, SectionWords>> = {
	problems: {title: 'PROBLEMS', says: () => 'what the lists say cannot be, or should not'},
	held: {title: 'HELD UP BY', says: () => 'nothing behind these moves until somebody acts'},
	running: {title: 'RUNNING', says: () => 'what is behind these can start when they are done'},
	person: {title: 'NEEDS A PERSON', says: () => 'could go on now, but no agent can do it'},
	next: {title: 'NEXT', says: () => 'can start now, the first on top'},
	stuck: {title: 'ALSO STUCK', says: () => 'needs somebody, but nobody waits for it'},
	path: {title: 'CRITICAL PATH', says: () => 'the longest way: sooner here is sooner in all'},
	focus: {title: '', says: () => ''},
	upstream: {title: 'WAITS FOR', says: overEveryStep},
	downstream: {title: 'HOLDS UP', says: overEveryStep},
};

/** A line of the view, cut to its width. The blank at its start is the place of the cursor's bar. */
export const dependencyLine = (
	workPlan: WorkPlan,
	outline: OutlineLine,
	{width, now}: {readonly width: number; readonly now: number},
): Line => {
	switch (outline.type) {
		case 'section': {
			return sectionLine(outline, width);
		}

		case 'finding': {
			const {severity, message} = outline.finding!;
			return [
				{text: `  ${severityGlyphs[severity]} `, tone: severityTones[severity]},
				{text: truncate(message, width - 4)},
			];
		}

		case 'more': {
			return [
				{text: `  ${outline.fold?.isOpen ? '▾' : '▸'} `, tone: 'accent'},
				{text: truncate(outline.text, width - 4), tone: 'dim'},
			];
		}

		case 'cycle': {
			return cycleLine(outline, width);
		}

		case 'task': {
			return taskLine(workPlan, outline, width, now);
		}
	}
};

const foldMark = ({fold}: OutlineLine): string => (fold === null ? ' ' : fold.isOpen ? '▾' : '▸');

const sectionLine = (outline: OutlineLine, width: number): Line => {
	const {title, says} = sections[outline.section];
	const count = Number(outline.text);
	const mark = outline.fold === null ? '' : `${foldMark(outline)} `;
	const used = displayWidth(mark) + title.length + 1 + outline.text.length + 2;
	return [
		{text: mark, tone: 'accent'},
		{text: title, tone: 'strong'},
		{text: ` ${outline.text}`, tone: 'dim'},
		{text: `  ${truncate(says(count), Math.max(0, width - used))}`, tone: 'dim'},
	];
};

const cycleLine = (outline: OutlineLine, width: number): Line => {
	const side = `  a cycle: none of them can start${outline.fold ? ` · ${outline.fold.count} in it and behind it` : ''}`;
	const room = Math.max(10, width - 4 - displayWidth(side));
	return [
		{text: ` ${foldMark(outline)}`, tone: 'accent'},
		{text: '↻ ', tone: 'failed'},
		{text: truncate(outline.text, room)},
		{
			text: truncate(side, Math.max(0, width - 4 - displayWidth(truncate(outline.text, room)))),
			tone: 'dim',
		},
	];
};

/** Deeper than this a line is not indented any further: its depth is told by a number. */
const deepest = 12;

const taskLine = (workPlan: WorkPlan, outline: OutlineLine, width: number, now: number): Line => {
	const {standings} = workPlan;
	const position = outline.position!;
	const task = standings.graph.tasks[position]!;
	const status = standings.statuses[position]!;
	const {depth} = outline;
	const indent = `${'  '.repeat(Math.min(depth, deepest))}${depth > deepest ? `${depth} ` : ''}`;
	const isCritical = workPlan.path.slacks[position] === 0 && workPlan.path.way.includes(position);
	const head = ` ${indent}${foldMark(outline)}`;
	const side = sideOf(workPlan, outline, now);
	const name = `${task.id}  ${task.title}`;
	const used = displayWidth(head) + 2 + (isCritical ? 2 : 0);
	const hasSide = side !== '' && width >= 40;
	const room = hasSide ? Math.max(4, nameEnd(width) - used) : Math.max(1, width - used);
	const shownName = hasSide ? fit(name, room) : truncate(name, room);
	const left = width - used - displayWidth(shownName) - 2;
	return [
		{text: head, tone: 'accent'},
		{text: `${statusGlyphs[status]} `, tone: status},
		...(isCritical ? [{text: '◆ ', tone: 'warning' as const}] : []),
		{text: shownName, tone: standings.standings[position] === 'done' ? 'dim' : undefined},
		...(hasSide && left > 0 ? [{text: `  ${truncate(side, left)}`, tone: 'dim' as const}] : []),
	];
};

/** Names end in one column, so that what is told about them begins in one. */
const nameEnd = (width: number): number => Math.max(20, Math.floor(width * 0.45));

/** What there is to say about a task besides its name, the most telling first. */
const sideOf = (
	workPlan: WorkPlan,
	{position: at, section, depth, fold}: OutlineLine,
	now: number,
): string => {
	const {standings, path, estimates, rows} = workPlan;
	const position = at!;
	const task = standings.graph.tasks[position]!;
	const status = standings.statuses[position]!;
	const since = rows[position]?.runningSince ?? null;
	const held = standings.held[position]!;
	const isRoot = depth === 0 && section !== 'path';
	const others = unmetBeside(workPlan, position);
	const inTime = (value: number): string =>
		estimates.unit === 'milliseconds'
			? formatDuration(value)
			: value === 1
				? '1 task'
				: `${value} tasks`;
	const parts: readonly (string | null)[] = [
		isRoot && held > 0 ? (fold?.isOpen ? `holds ${held}` : `${held} behind it`) : null,
		status === 'running'
			? `running${since === null ? '' : ` ${formatRoughly(now - since)}`}`
			: status === 'pending' || status === 'completed'
				? null
				: status,
		!isRoot && section !== 'path' && others.length > 0
			? `also waits for ${listed(others, 3)}`
			: null,
		isRoot ? looseText(workPlan, position) : null,
		section === 'next' && depth === 0 ? (task.priority?.raw ?? null) : null,
		section === 'next' && depth === 0 && task.score !== null ? `score ${task.score}` : null,
		section === 'next' && depth === 0 ? task.command : null,
		section === 'path' && estimates.unit === 'milliseconds'
			? `about ${inTime(estimates.likely[position]!)}, ${estimates.basisOf(position)}`
			: null,
		section !== 'path' && path.slacks[position]! > 0 && depth > 0
			? `slack ${inTime(path.slacks[position]!)}`
			: null,
		standings.standings[position] === 'person' ? (task.humanRequired ?? null) : null,
		status === 'failed' ? (task.error?.message ?? null) : null,
		isRoot && workPlan.groups > 1 ? task.group : null,
	];
	return parts.filter((part) => part !== null).join(' · ');
};

const looseText = ({standings: {graph}}: WorkPlan, position: number): string | null => {
	const ends = graph.looseEnds.get(position)?.filter(({kind}) => kind !== 'duplicate') ?? [];
	const [end] = ends;
	if (!end) {
		return null;
	}

	const name = (end.dependency.id ?? end.dependency.raw).slice(0, 60);
	const words = {
		missing: `needs ${name}, which nothing declares`,
		ambiguous: `needs ${name}, which several tasks are called`,
		external: `check yourself: ${name}`,
		self: 'depends on itself',
		duplicate: '',
	};
	return words[end.kind];
};

/** What it waits for besides the task it stands under. */
const unmetBeside = ({standings}: WorkPlan, position: number): readonly string[] => {
	const {graph, statuses, causes} = standings;
	const task = graph.tasks[position]!;
	return [...targetsOf(graph.needs, position)]
		.filter(
			(target) =>
				target !== causes[position] &&
				!isMet({format: graph.tasks[target]!.format, status: statuses[target]!}),
		)
		.map((target) => nameFor(graph.tasks[target]!, task));
};
