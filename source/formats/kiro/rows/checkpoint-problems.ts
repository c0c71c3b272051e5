import type {Problem} from '../../../model/problem.ts';
import type {Document} from '../../format.ts';
import {projectOf} from '../claims.ts';
import {specFolderOf} from '../parse-state.ts';
import {problem} from '../problems.ts';
import type {Checkpoint, Placed} from '../values.ts';
import type {CheckpointInput} from './checkpoint-row.ts';
import {claimedTime} from './claimed-time.ts';
import {togetherMs} from './freshness.ts';
import type {ListRows} from './list-rows.ts';

const mostNames = 5;

const named = (names: readonly string[]): string =>
	names.length > mostNames
		? `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
		: names.join(', ');

/** A check of a checkpoint against the project; the owner's document calls all of them "validate state". */
type Check = (input: CheckpointInput, task: string, all: readonly ListRows[]) => readonly Problem[];

/** What is wrong with a checkpoint. */
export const checkpointProblems = (
	input: CheckpointInput,
	task: string,
	all: readonly ListRows[],
): readonly Problem[] => checks.flatMap((check) => check(input, task, all));

const at = (
	{path}: Document<Checkpoint>,
	task: string,
	placed: Placed<string> | null,
): {path: string; task: string; line: number | null} => ({path, task, line: placed?.line ?? null});

const specExists: Check = ({document, checkpoint, joined}, task, all) => {
	const {specName} = checkpoint;
	const folder = specFolderOf(projectOf(document.path), specName?.value ?? null);
	if (!specName || joined.lists.length > 0) {
		return [];
	}

	if (folder === null) {
		const message = `spec_name ${specName.value} is not the name of a folder`;
		return [problem('spec-missing', message, at(document, task, specName))];
	}

	if (document.referenceStats.get(folder) !== null) {
		return [];
	}

	const isArchived = all.some(
		(list) => list.isArchived && list.document.path.includes(`/${specName.value}/`),
	);
	const message = `spec ${specName.value} has no folder in .kiro/specs${isArchived ? ': it was archived' : ''}`;
	return [problem('spec-missing', message, at(document, task, specName))];
};

const taskIsListed: Check = ({document, checkpoint: {taskId}, joined}, task) => {
	const {lists, target, isNumber} = joined;
	if (!taskId || target || lists.length === 0) {
		return [];
	}

	const message = `task ${taskId.value} is not in ${lists[0]!.label}`;
	const where = {...at(document, task, taskId), isException: !isNumber};
	return [problem('task-unknown', message, where)];
};

const boxAgrees: Check = ({document, checkpoint, verdict, joined}, task) =>
	verdict.disagreement === null
		? []
		: [
				problem(
					'checkbox-disagrees',
					`${joined.target!.entry.id}: ${verdict.disagreement}`,
					at(document, task, checkpoint.status),
				),
			];

const statusIsKnown: Check = ({document, checkpoint: {status}, verdict}, task) =>
	status === null || verdict.own !== 'unknown'
		? []
		: [
				problem(
					'status-off-vocabulary',
					`"${status.value}" is no status of a checkpoint`,
					at(document, task, status),
				),
			];

const filesExist: Check = ({document, checkpoint: {files}}, task) => {
	const looked = files.filter(
		({path}) => path !== null && document.referenceStats.get(path) !== undefined,
	);
	const missing = looked.filter(({path}) => document.referenceStats.get(path!) === null);
	if (missing.length === 0) {
		return [];
	}

	const names = named(missing.map(({name}) => name));
	const message = `${missing.length} of ${files.length} listed files missing: ${names}`;
	return [
		problem('artifact-missing', message, {path: document.path, task, line: missing[0]!.line}),
	];
};

const filesAreOlder: Check = ({document, checkpoint: {files}, isCheckout}, task) => {
	const newer = files.filter(({path}) => {
		const stat = path === null ? null : document.referenceStats.get(path);
		return stat && stat.modifiedAt > document.stat.modifiedAt + togetherMs;
	});
	if (newer.length === 0 || isCheckout) {
		return [];
	}

	const names = named(newer.map(({name}) => name));
	const message = `${newer.length} of ${files.length} listed files changed after the checkpoint: ${names}`;
	return [
		problem('changed-since-checkpoint', message, {
			path: document.path,
			task,
			line: newer[0]!.line,
		}),
	];
};

const timeIsPlausible: Check = ({document, checkpoint, isCheckout}, task) => {
	const claimed = claimedTime(document, checkpoint, isCheckout);
	if (!claimed?.isImplausible) {
		return [];
	}

	const message = `timestamp ${claimed.raw} not trusted: ${claimed.flaw}`;
	return [problem('time-implausible', message, at(document, task, checkpoint.timestamp))];
};

const checkpointIsKnown: Check = ({document, checkpoint, verdict}, task) => {
	const {stepsDone, lastCheckpoint, lastOperation} = checkpoint;
	const points = [lastCheckpoint, lastOperation].filter((point) => point !== null);
	const isKnown = points.some(({value}) => stepsDone?.includes(value));
	if (verdict.own === 'completed' || !stepsDone || points.length === 0 || isKnown) {
		return [];
	}

	const names = [...new Set(points.map(({value}) => value))].join(' and ');
	const message = `${names} not among the sub steps completed`;
	return [problem('checkpoint-unknown', message, at(document, task, points[0]!))];
};

const stateIsNeeded: Check = ({document, checkpoint, verdict, joined}, task) => {
	if (verdict.own !== 'completed') {
		return [];
	}

	const {isLeftBehind, laterDone} = verdict;
	const list = joined.target?.rows.label ?? '';
	const message = !isLeftBehind
		? 'completed, and the checkpoint is still here'
		: laterDone > 0
			? `stale checkpoint: ${list} went on, ${laterDone} later ${laterDone === 1 ? 'task is' : 'tasks are'} done`
			: `stale checkpoint: ${list} is newer`;
	return [problem('state-leftover', message, at(document, task, checkpoint.status))];
};

const checks: readonly Check[] = [
	specExists,
	taskIsListed,
	statusIsKnown,
	boxAgrees,
	filesExist,
	filesAreOlder,
	timeIsPlausible,
	checkpointIsKnown,
	stateIsNeeded,
];
