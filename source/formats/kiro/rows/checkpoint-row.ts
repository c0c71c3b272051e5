import type {Signal} from '../../../model/activity.ts';
import type {Origin} from '../../../model/origin.ts';
import type {Status} from '../../../model/status.ts';
import {blankTask, type Artifact, type Fact, type Step, type Task} from '../../../model/task.ts';
import type {Document} from '../../format.ts';
import type {Checkpoint, Placed} from '../values.ts';
import {type Claimed, claimedTime} from './claimed-time.ts';
import {activityOf} from './freshness.ts';
import type {Joined} from './join.ts';
import type {Verdict} from './verdict.ts';

export type CheckpointInput = {
	readonly document: Document<Checkpoint>;
	readonly checkpoint: Checkpoint;
	readonly staleSince: number | null;
	readonly joined: Joined;
	readonly verdict: Verdict;
	readonly isCheckout: boolean;
};

const words = (text: string): string => text.replaceAll('_', ' ').trim();

/** The row a checkpoint is shown in: that of the task it names, or one of its own. */
export const checkpointRow = (input: CheckpointInput): Task => {
	const {document, checkpoint, staleSince, joined, verdict, isCheckout} = input;
	const base = baseRow(input);
	const claimed = claimedTime(document, checkpoint, isCheckout);
	const place = (placed: Placed<string> | null): Origin | undefined =>
		placed ? {path: document.path, line: placed.line} : undefined;
	const {status, from} = verdict;
	const isActive = status === 'running';
	const isOpen = verdict.own !== 'completed' && status !== 'completed';
	const instructions = isOpen ? checkpoint.instructions : null;
	const stage = isOpen ? stageOf(checkpoint) : null;
	const {currentSubStep, currentStep, taskName, taskId} = checkpoint;
	const own: Origin = {
		path: document.path,
		line: (taskId ?? taskName ?? currentStep)?.line ?? null,
	};
	const sources = {
		...base.sources,
		title: base.sources.title ?? place(taskName ?? currentStep),
		status: from === 'state' ? place(checkpoint.status) : base.sources.status,
		stage: stage ? place(currentSubStep ?? currentStep) : base.sources.stage,
		nextStep: settleWords(verdict) ? undefined : (place(instructions) ?? base.sources.nextStep),
		error: place(checkpoint.error),
		startedAt: isActive && startOf(checkpoint, claimed) ? place(checkpoint.timestamp) : undefined,
	};
	return {
		...base,
		status,
		rawStatus: verdict.raw ?? base.rawStatus,
		stage: stage ?? base.stage,
		progress: status === 'completed' ? 1 : base.progress,
		startedAt: isActive ? startOf(checkpoint, claimed) : null,
		updatedAt: isCheckout
			? null
			: {at: document.stat.modifiedAt, source: 'checkpoint file changed'},
		claimedTimes: claimed
			? [{label: 'timestamp', raw: claimed.raw, flaw: claimed.flaw}]
			: base.claimedTimes,
		error: status === 'failed' ? errorOf(checkpoint) : null,
		attention:
			verdict.disagreement !== null && !verdict.isLeftBehind
				? [...base.attention, {code: 'disagreement', message: verdict.disagreement}]
				: base.attention,
		nextStep:
			settleWords(verdict) ??
			(isOpen ? resumeWords(checkpoint) : null) ??
			(isActive ? null : nextWords(joined, base)),
		artifacts: artifactsOf(document, checkpoint),
		steps: [...stepsOf(checkpoint, status), ...base.steps],
		facts: [...factsOf(document.path, checkpoint, verdict), ...base.facts],
		activity: isActive ? activityOf(signalsOf(input, claimed), isCheckout) : null,
		files: [own, ...base.files],
		sources: Object.fromEntries(Object.entries(sources).filter(([, origin]) => origin)),
		staleSince: staleSince ?? base.staleSince,
	};
};

const baseRow = ({document, checkpoint, joined}: CheckpointInput): Task => {
	const {target, lists} = joined;
	const row = target?.rows.rows.get(target.index);
	if (row) {
		return row;
	}

	const {taskId, taskName, currentStep, specName} = checkpoint;
	const id = joined.id ?? taskId?.value ?? 'checkpoint';
	return {
		...blankTask({
			key: `kiro:${document.path}#${id}`,
			id,
			title: taskName?.value ?? words(currentStep?.value ?? id),
			format: 'kiro',
			workspace: document.workspace,
			group: lists[0]?.label ?? (specName ? `specs/${specName.value}` : '.kiro/metadata'),
		}),
		section: target?.entry.section ?? null,
		agent: 'kiro',
	};
};

/** A checkpoint is rewritten at every step, so the first one of the run tells the start. */
const startOf = ({runsSince}: Checkpoint, claimed: Claimed | null): Task['startedAt'] =>
	runsSince !== null
		? {at: runsSince, source: 'timestamp of an earlier checkpoint'}
		: claimed?.trusted
			? {at: claimed.trusted, source: 'timestamp of the checkpoint'}
			: null;

const stageOf = ({currentSubStep, currentStep, stepsDone}: Checkpoint): Task['stage'] => {
	const name = currentSubStep?.value ?? currentStep?.value;
	return name === undefined ? null : {name, index: stepsDone?.length ?? null, total: null};
};

/** Done steps, and the one it is at; the rest is unknown. */
const stepsOf = ({stepsDone, currentSubStep}: Checkpoint, status: Status): readonly Step[] => {
	const done = (stepsDone ?? []).map((step): Step => ({title: words(step), status: 'completed'}));
	const isNamed = currentSubStep !== null && !stepsDone?.includes(currentSubStep.value);
	return isNamed && status !== 'completed'
		? [...done, {title: words(currentSubStep.value), status}]
		: done;
};

const errorOf = ({error}: Checkpoint): Task['error'] =>
	error ? {message: error.value, category: null, severity: null} : null;

/** Where checkpoint and box differ, only a look at the work can tell. */
const settleWords = ({disagreement, isLeftBehind, own}: Verdict): string | null =>
	disagreement === null || isLeftBehind
		? null
		: own === 'completed'
			? 'check the work, then tick the box'
			: 'check the work: the box is ticked, the checkpoint goes on';

/** What the checkpoint itself advises; else the place it was left at. */
const resumeWords = ({instructions, lastCheckpoint, lastOperation}: Checkpoint): string | null => {
	const point = lastCheckpoint ?? lastOperation;
	return instructions?.value ?? (point ? `resume after ${words(point.value)}` : null);
};

/** After a finished task: the one to start next. */
const nextWords = ({target}: Joined, base: Task): string | null => {
	const {next = null, list} = target?.rows ?? {};
	const entry = next === null ? undefined : list?.entries[next];
	if (!entry || base.nextStep !== null) {
		return base.nextStep;
	}

	return base.status === 'completed' ? `next: ${entry.id} ${entry.title}` : null;
};

const artifactsOf = (
	{referenceStats}: Document<Checkpoint>,
	{files}: Checkpoint,
): readonly Artifact[] =>
	files.map(({name, path}) => {
		const stat = path === null ? undefined : referenceStats.get(path);
		return {
			path: name,
			type: null,
			summary: null,
			exists: stat === undefined ? null : stat !== null,
			target: path,
		};
	});

const factsOf = (path: string, checkpoint: Checkpoint, verdict: Verdict): readonly Fact[] => {
	const {currentStep, lastCheckpoint, lastOperation, rollbackPoint, brokenAt, error} = checkpoint;
	const placed: readonly (readonly [string, Placed<string> | null])[] = [
		['current step', currentStep],
		['last checkpoint', lastCheckpoint],
		['last successful operation', lastOperation],
		['rollback point (a label)', rollbackPoint],
		['error', verdict.status === 'failed' ? null : error],
	];
	return [
		...(brokenAt
			? [
					{
						label: 'file',
						value: `unreadable at ${brokenAt.line}:${brokenAt.column}, read up to there`,
					},
				]
			: []),
		...(verdict.disagreement === null ? [] : [{label: 'status', value: verdict.disagreement}]),
		...placed.flatMap(([label, value]) =>
			value ? [{label, value: value.value, origin: {path, line: value.line}}] : [],
		),
		...checkpoint.facts,
	];
};

const signalsOf = (
	{document, checkpoint, joined, verdict}: CheckpointInput,
	claimed: Claimed | null,
): readonly Signal[] => {
	const {referenceStats, stat, readAt} = document;
	const changes = checkpoint.files.flatMap(({path}) => {
		const listed = path === null ? null : referenceStats.get(path);
		return listed ? [listed.modifiedAt] : [];
	});
	const times: readonly (readonly [string, number | null, string])[] = [
		['state-changed', stat.modifiedAt, 'the checkpoint file changed'],
		['list-changed', joined.target?.rows.document.stat.modifiedAt ?? null, 'the task list changed'],
		['files-changed', changes.length > 0 ? Math.max(...changes) : null, 'a listed file changed'],
		['timestamp', claimed?.trusted ?? null, 'the timestamp of the checkpoint'],
	];
	const signals = times.flatMap(([signal, at, says]): Signal[] =>
		at === null ? [] : [{signal, weight: 'life', at: Math.min(at, readAt), says}],
	);
	return verdict.disagreement === null
		? signals
		: [...signals, {signal: 'box', weight: 'note', at: null, says: verdict.disagreement}];
};
