import type {Problem} from '../../model/problem.ts';
import {reportAny} from '../../model/report.ts';
import {isSettled} from '../../model/status.ts';
import type {Task} from '../../model/task.ts';
import type {DependencyCode} from './codes.ts';
import type {Cycle} from './cycles.ts';
import {type DependencyGraph, type LooseEnd, targetsOf} from './graph.ts';
import {isGivenUp, isMet} from './met.ts';
import {listed, nameFor, wayText} from './names.ts';
import {timeFindings} from './time-findings.ts';

/** A problem with the other tasks it is about: those of a cycle in their order, the unmet ones. */
export type DependencyFinding = Problem & {readonly others: readonly string[]};

/** How findings are made; `isException`: it is the situation in which the rule weighs less. */
type Report = (
	code: DependencyCode,
	message: string,
	others?: readonly Task[],
	isException?: boolean,
) => DependencyFinding;

/** What one task and those it waits for say. */
export type Situation = {
	readonly task: Task;
	/** Tasks it waits for, whatever their status. */
	readonly needed: readonly Task[];
	readonly unmet: readonly Task[];
	readonly looseEnds: readonly LooseEnd[];
	readonly report: Report;
};

/**
What is wrong with the dependencies of one task. Says nothing about the clock, so a finding changes only
when a task does. Cycles are told by `cycleFindings`.
*/
export const findingsAbout = (
	graph: DependencyGraph,
	position: number,
): readonly DependencyFinding[] => {
	const task = graph.tasks[position]!;
	const looseEnds = graph.looseEnds.get(position) ?? noEnds;
	const {offsets} = graph.needs;
	if (offsets[position] === offsets[position + 1] && looseEnds.length === 0) {
		return nothing;
	}

	const targets = targetsOf(graph.needs, position);
	const needed = Array.from(targets, (target) => graph.tasks[target]!);
	const unmet = needed.filter((other) => !isMet(other));
	const situation = {task, needed, unmet, looseEnds, report: reporterFor(task)};
	const found = checks.flatMap((check) => check(situation));
	return found.length > 0 ? found : nothing;
};

const nothing: readonly DependencyFinding[] = [];

const noEnds: readonly LooseEnd[] = [];

const reporterFor =
	(task: Task): Report =>
	(code, message, others = [], isException = false) => {
		const {path, line} = task.sources.dependencies ??
			task.files[0] ?? {path: task.workspace, line: null};
		const {key, format} = task;
		return {
			...reportAny(code, message, {path, line, task: key, format, isException}),
			others: others.map((other) => other.key),
		};
	};

type Check = (situation: Situation) => readonly DependencyFinding[];

const namesOf = (others: readonly Task[], task: Task): string =>
	listed(others.map((other) => nameFor(other, task)));

const nameOfEnd = ({dependency: {raw, id}}: LooseEnd): string => (id ?? raw).slice(0, 120);

const isOpen = ({status}: Task): boolean => !isSettled(status);

/** Names that lead nowhere matter even behind a finished task: the list says what is not so. */
const looseEnds: Check = ({task, looseEnds, report}) =>
	looseEnds.flatMap((end): readonly DependencyFinding[] => {
		const name = nameOfEnd(end);
		switch (end.kind) {
			case 'missing': {
				return [
					report(
						'dependency-unknown',
						`${task.id} depends on ${name}, which nothing declares`,
						[],
						!isOpen(task),
					),
				];
			}

			case 'ambiguous': {
				return [
					report(
						'dependency-ambiguous',
						`${task.id} depends on ${name}, and several tasks are called so`,
					),
				];
			}

			case 'self': {
				return [report('dependency-self', `${task.id} depends on itself: it can never start`)];
			}

			case 'duplicate': {
				return [report('dependency-duplicate', `${task.id} names ${name} more than once`)];
			}

			case 'external': {
				const where =
					end.project === null
						? 'which is no task here'
						: `but no task of ${end.project} that is still listed is called so`;
				return isOpen(task)
					? [report('dependency-external', `${task.id} waits for "${name}", ${where}`)]
					: [];
			}
		}
	});

const failed: Check = ({task, unmet, report}) => {
	const others = unmet.filter(({status}) => status === 'failed');
	return others.length > 0 && isOpen(task) && task.status !== 'running'
		? [
				report(
					'dependency-failed',
					`${task.id} waits for ${namesOf(others, task)}, which failed`,
					others,
				),
			]
		: [];
};

const cancelled: Check = ({task, needed, report}) => {
	const others = needed.filter(({status}) => isGivenUp(status));
	if (others.length === 0 || !isOpen(task)) {
		return [];
	}

	const consequence = others.some((other) => !isMet(other))
		? 'nothing will ever finish it'
		: 'it counts as done';
	const words = [...new Set(others.map(({status}) => status))].join(' or ');
	return [
		report(
			'dependency-cancelled',
			`${task.id} depends on ${namesOf(others, task)}, which was ${words}: ${consequence}`,
			others,
		),
	];
};

/** What waits is told only for tasks that wait: failed and given-up ones have findings of their own. */
const unmetOnes: Check = ({task, unmet, report}) => {
	const others = unmet.filter(({status}) => status !== 'failed' && !isGivenUp(status));
	return others.length > 0 && isOpen(task) && !isUnderWay(task)
		? [report('dependency-unmet', `${task.id} waits for ${namesOf(others, task)}`, others)]
		: [];
};

const isUnderWay = ({status}: Task): boolean => status === 'running' || status === 'interrupted';

const startedEarly: Check = ({task, unmet, report}) =>
	isUnderWay(task) && unmet.length > 0
		? [
				report(
					'dependency-started-early',
					`${task.id} was started, but ${namesOf(unmet, task)} that it depends on ${unmet.length === 1 ? 'is' : 'are'} not finished`,
					unmet,
				),
			]
		: [];

const completedEarly: Check = ({task, unmet, report}) =>
	task.status === 'completed' && unmet.length > 0
		? [
				report(
					'dependency-completed-early',
					`${task.id} is completed, but ${namesOf(unmet, task)} that it depends on ${unmet.length === 1 ? 'is' : 'are'} not`,
					unmet,
				),
			]
		: [];

/** Waves are hints: what is to be started together must not wait for one another. */
const againstWaves: Check = ({task, needed, report}) => {
	const {wave} = task;
	const others =
		wave === null
			? []
			: needed.filter(
					(other) => other.wave !== null && other.group === task.group && other.wave >= wave,
				);
	return others.length > 0
		? [
				report(
					'dependency-order',
					`${task.id} is in wave ${wave}, but waits for ${listed(others.map(({id, wave}) => `${id} in wave ${wave}`))}`,
					others,
				),
			]
		: [];
};

const staleBlocker: Check = ({task, needed, unmet, looseEnds, report}) =>
	task.status === 'blocked' &&
	needed.length > 0 &&
	unmet.length === 0 &&
	looseEnds.every(({kind}) => kind === 'duplicate') &&
	!hasOtherReason(task)
		? [
				report(
					'blocker-stale',
					`${task.id} is blocked, but ${namesOf(needed, task)} that it waits for ${needed.length === 1 ? 'is' : 'are'} finished`,
					needed,
				),
			]
		: [];

/** Something besides its dependencies is told that blocks it. */
const hasOtherReason = ({humanRequired, error, attention, facts}: Task): boolean =>
	humanRequired !== null ||
	error !== null ||
	attention.length > 0 ||
	facts.some(({label}) => label === 'blocked by');

const checks: readonly Check[] = [
	looseEnds,
	failed,
	cancelled,
	unmetOnes,
	startedEarly,
	completedEarly,
	timeFindings,
	againstWaves,
	staleBlocker,
];

/** Rings of tasks, each named whole, with the cheapest place to break it. */
export const cycleFindings = (
	{tasks}: DependencyGraph,
	cycles: readonly Cycle[],
): readonly DependencyFinding[] =>
	cycles.map(({way, members, isShortest, cut}) => {
		const ring = way.map((position) => tasks[position]!);
		const first = ring[0]!;
		const nameOf = (position: number): string => nameFor(tasks[position]!, first);
		const tangle =
			members.length > ring.length
				? `; ${members.length.toLocaleString('en')} tasks are tangled${isShortest ? ', this is the shortest way round' : ''}`
				: '';
		const effect =
			cut.left === 0
				? 'that leaves no cycle'
				: `that leaves ${cut.left.toLocaleString('en')} of them in cycles`;
		return reporterFor(first)(
			'dependency-cycle',
			`tasks wait for each other: ${wayText(way.map((position) => nameOf(position)))}${tangle}; cheapest to give up: ${nameOf(cut.from)} → ${nameOf(cut.to)} (${effect})`,
			ring,
			ring.some((task) => !isOpen(task)),
		);
	});
