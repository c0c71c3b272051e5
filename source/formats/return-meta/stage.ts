import type {Origin} from '../../model/origin.ts';
import type {Stage, Step} from '../../model/task.ts';
import type {Findings} from './findings.ts';
import {normalWord, readResultWord, readStateWord} from './status.ts';

export type StageFinding = {
	readonly stage: Stage | null;
	readonly progress: number | null;
	readonly origin: Origin | null;
};

type Count = {readonly index: number; readonly total: number; readonly origin: Origin | null};

const isDone = ({status}: Step): boolean => status === 'completed' || status === 'skipped';

/** n of m from the first source that knows both. What comes before has no phases. */
const countOf = (findings: Findings): Count | null => {
	const {evidence, files, current} = findings;
	const {entry, state} = evidence;
	const step = entry ? readStateWord(entry.word).step : null;
	const run = current.run;
	if (run) {
		const {done, total} = run.value.phases;
		const isPlan = readResultWord(run.value.word).step === 2;
		const index = done ?? (isPlan ? 0 : null);
		if (index !== null && total !== null && total > 0) {
			return {index, total, origin: {path: run.document.path, line: run.value.lines.phases}};
		}
	}

	if (step === 0 || step === 1 || (step === 2 && readStateWord(entry!.word).status === 'running')) {
		return null;
	}

	const handoff = files.handoff;
	if (handoff && handoff.value.phases.done !== null && (handoff.value.phases.total ?? 0) > 0) {
		return {
			index: handoff.value.phases.done,
			total: handoff.value.phases.total!,
			origin: {path: handoff.document.path, line: handoff.value.lines.phases},
		};
	}

	if (entry && entry.phases.done !== null && (entry.phases.total ?? 0) > 0) {
		return {
			index: entry.phases.done,
			total: entry.phases.total!,
			origin: state && {path: state.path, line: entry.lines.entry},
		};
	}

	return countSteps(findings);
};

const countSteps = ({files}: Findings): Count | null => {
	const {plan, progress} = files;
	if (plan && plan.value.phases.length > 0) {
		const {phases} = plan.value;
		return {
			index: phases.filter((phase) => isDone(phase)).length,
			total: phases.length,
			origin: {path: plan.document.path, line: phases[0]!.line},
		};
	}

	if (progress && progress.value.objectives.length > 0) {
		const {objectives} = progress.value;
		return {
			index: objectives.filter((objective) => isDone(objective)).length,
			total: objectives.length,
			origin: {path: progress.document.path, line: null},
		};
	}

	return plan && plan.value.boxes.total > 0
		? {
				index: plan.value.boxes.done,
				total: plan.value.boxes.total,
				origin: {path: plan.document.path, line: null},
			}
		: null;
};

const stopped: ReadonlySet<string> = new Set(['partial', 'blocked']);

/** The run at work names its stage itself, and one that stopped says where. */
const stageOfRun = ({current, verdict}: Findings): string | null => {
	const run = current.run?.value;
	const word = readResultWord(run?.word ?? null);
	const isAtWork =
		verdict.status === 'running' && verdict.remark !== 'postflight' && word.status === 'running';
	const isStopped = stopped.has(verdict.status) && stopped.has(word.status);
	return run && (verdict.by === 'run' || isAtWork || isStopped) ? run.stage : null;
};

/** Who decided on the status also names the stage, where no run does. */
const stageBy: Readonly<Record<Findings['verdict']['by'], (findings: Findings) => string | null>> =
	{
		state: ({evidence, verdict}) =>
			verdict.remark === 'postflight' ? 'postflight' : wordOf(evidence.entry?.word),
		run: ({evidence, current}) => wordOf(evidence.entry?.word) ?? wordOf(current.run?.value.word),
		lock: ({evidence, files}) => files.lock?.value.operation ?? wordOf(evidence.entry?.word),
		handoff: ({files}) => wordOf(files.handoff?.value.word),
		marker: ({files}) => (files.isCreating ? 'creating' : null),
	};

const wordOf = (raw: string | null | undefined): string | null =>
	raw === null || raw === undefined ? null : normalWord(raw);

/** Where in its work a task is. */
export const stageOf = (findings: Findings): StageFinding => {
	const {evidence, current, verdict} = findings;
	const {entry, state} = evidence;
	const ofRun = stageOfRun(findings);
	const name = ofRun ?? stageBy[verdict.by](findings);
	if (name === null) {
		return {stage: null, progress: null, origin: null};
	}

	const count =
		verdict.status === 'cancelled' || verdict.status === 'skipped' ? null : countOf(findings);
	const isComplete = verdict.status === 'completed';
	return {
		stage: {name, index: count?.index ?? null, total: count?.total ?? null},
		progress: isComplete ? 1 : count ? Math.min(1, count.index / count.total) : null,
		origin:
			ofRun !== null && current.run
				? {path: current.run.document.path, line: current.run.value.lines.stage}
				: (count?.origin ?? (entry && state ? {path: state.path, line: entry.lines.status} : null)),
	};
};

/** The phases of the newest plan, or else the objectives of the newest phase. */
export const stepsOf = ({files}: Findings): readonly Step[] =>
	files.plan && files.plan.value.phases.length > 0
		? files.plan.value.phases.map(({title, status}) => ({title, status}))
		: (files.progress?.value.objectives ?? []);

/** The phase to go on with, in words: `4 Verification`. */
export const openPhaseOf = ({files, current}: Findings): string | null => {
	const open = files.plan?.value.phases.find((phase) => !isDone(phase));
	const number = current.run?.value.phases.current ?? null;
	return open?.title ?? (number === null ? null : String(number));
};
