import {ready, refused, withOriginals} from '../../recovery.ts';
import type {Disk} from '../../../model/original.ts';
import {formatDuration} from '../../../text/duration.ts';
import {fileTime} from '../file-times.ts';
import type {MetaDocument} from '../gather.ts';
import {shownName} from '../place.ts';
import {staleAfter} from '../row-problems.ts';
import {silences} from '../silences.ts';
import {readResultWord} from '../status.ts';
import {firstOf, mayWrite, type Precondition} from './preconditions.ts';
import {removalOf} from './removal.ts';
import {type Scene, taskName} from './scene.ts';
import {type Offering, taskOption} from './task-option.ts';
import {ago, listed, named} from './words.ts';

const minute = 60_000;

/** Kind of document -> the age (ms) from which it counts as left behind. */
export const leftBehindAfter: ReadonlyMap<string, number> = new Map<string, number>([
	['marker', staleAfter.marker],
	['wrap-up-guard', staleAfter.marker],
	['loop-guard', staleAfter['loop-guard']],
	['leftover', staleAfter.marker],
]);

/** Removes marks of work that nobody does any more. */
export const clearMarkers: Offering = (scene) => {
	const marks = marksOf(scene);
	if (marks.length === 0) {
		return null;
	}

	const stale = marks.filter((mark) => isStale(scene, mark));
	return taskOption(scene, {
		id: 'clear-markers',
		title: 'remove markers that were left behind',
		because: `${listed((stale.length > 0 ? stale : marks).map(({path}) => shownName(path)))} of ${taskName(scene)} ${(stale.length || marks.length) === 1 ? 'lies' : 'lie'} about`,
		against:
			scene.findings.verdict.remark === 'postflight' ||
			scene.findings.verdict.remark === 'finished-not-recorded'
				? ['the result of its run was never taken over: finish the wrap-up instead']
				: [],
		changes: (stale.length > 0 ? stale : marks).map(
			({path}) => `${named(path, scene.workspace)}: removed`,
		),
		command: null,
		precondition: firstOf(mayWrite, isNotAtWork, hasStale),
		plan: planOf,
	});
};

const marksOf = ({documents, evidence}: Scene): readonly MetaDocument[] => [
	...documents.filter(({kind}) => leftBehindAfter.has(kind)),
	...evidence.rootMarkers.map(({document}) => document),
];

const isStale = ({now, evidence}: Scene, document: MetaDocument): boolean => {
	const at = fileTime(document, evidence.isCopy);
	return at !== null && now - at > leftBehindAfter.get(document.kind)!;
};

/** A run that says it is at work may be; one that was given up is not. */
const isNotAtWork: Precondition = ({subject, findings, evidence, now}) => {
	const {run, at} = findings.current;
	const isYoung = at === null || now - at < silences.interruptedAfterMs;
	return subject.status === 'running'
		? `task ${evidence.id} is being worked on`
		: run && readResultWord(run.value.word).status === 'running' && isYoung
			? `the run of task ${evidence.id} says ${run.value.word}, and was written ${at === null ? 'nobody knows when' : ago(at, now)}`
			: null;
};

const hasStale: Precondition = (scene) => {
	const marks = marksOf(scene);
	if (marks.some((mark) => isStale(scene, mark))) {
		return null;
	}

	return notYet(marks, scene.evidence.isCopy, scene.now) ?? 'the markers are gone';
};

/** That markers are too young, and when the first of them will be old enough; null: there are none. */
export const notYet = (
	marks: readonly MetaDocument[],
	isCopy: boolean,
	now: number,
): string | null => {
	const [first] = marks
		.map((mark) => {
			const at = fileTime(mark, isCopy);
			return {mark, at, left: at === null ? Infinity : at + leftBehindAfter.get(mark.kind)! - now};
		})
		.toSorted((a, b) => a.left - b.left);
	return first
		? `${shownName(first.mark.path)} is not old enough to be left behind: ${first.at === null ? 'its age is not known' : `written ${ago(first.at, now)}, it will be in ${wait(first.left)}`}`
		: null;
};

/** Whole minutes, and rather one too many. */
const wait = (milliseconds: number): string =>
	formatDuration(Math.max(1, Math.ceil(milliseconds / minute)) * minute).replace(/m00s$/, 'm');

const planOf = (scene: Scene, disk: Disk) => {
	const marks = marksOf(scene);
	const stale = marks.filter((mark) => isStale(scene, mark));
	const paths = stale.map(({path}) => path);
	return withOriginals(
		disk,
		paths.map((path) => ({path, as: 'file'})),
		(found) => {
			const originals = new Map(paths.map((path, index) => [path, found[index]!]));
			const removal = removalOf({...scene, originals}, paths);
			return 'refusal' in removal
				? refused(removal.refusal)
				: ready(removal.edits, {
						checks: stale.map((document) => ({
							title: named(document.path, scene.workspace),
							state: 'passed',
							detail: `written ${ago(fileTime(document, scene.evidence.isCopy)!, scene.now)}`,
						})),
						lost: paths.map((path) => shownName(path)),
						notes:
							stale.length < marks.length
								? [
										`not old enough, and stays: ${listed(marks.filter((mark) => !stale.includes(mark)).map(({path}) => shownName(path)))}`,
									]
								: [],
					});
		},
	);
};
