import {type Draft, type Option, ready, refused} from '../../recovery.ts';
import type {Row} from '../row.ts';
import {fileChecks, filesWanted} from './listed-files.ts';
import {lookAtTask, type PresentTask} from './look-again.ts';
import {notCompleted} from './review.ts';
import {metadataRefusal, type TaskOption, type TaskSituation} from './situation.ts';
import {isoStamp} from './stamps.ts';
import {taskEdits} from './task-edits.ts';
import {shownName} from './words.ts';

/** The quality gate of a completed task; the documented dialect has none. */
const gateOption =
	(hasPassed: boolean): TaskOption =>
	(situation) => {
		const {row} = situation;
		if (!isOffered(row, hasPassed)) {
			return null;
		}

		return {
			id: hasPassed ? 'gate-pass' : 'gate-fail',
			title: hasPassed ? 'pass the quality gate' : 'fail the quality gate',
			scope: 'task',
			because: because(row),
			against:
				hasPassed && row.mode === 'ASYNC'
					? ['this writer keeps no review of ASYNC tasks: the gate passes it unseen']
					: [],
			refusal:
				metadataRefusal(situation) ??
				notCompleted(row) ??
				(hasPassed && !isReviewed(row) ? 'a SYNC task needs a passed micro review first' : null),
			changes: [
				`${shownName(row.stored!.source.path)}: quality_gate_passed of ${row.id} to ${hasPassed}`,
			],
			command: null,
			draft: (disk) =>
				lookAtTask(disk, situation, {asides: filesWanted([row])}, (present) =>
					draftOf(hasPassed, situation, present),
				),
		} satisfies Option;
	};

const isOffered = ({status, mode, stored}: Row, hasPassed: boolean): boolean =>
	status === 'completed' &&
	mode !== null &&
	stored !== null &&
	stored.source.value.dialect !== 'documented' &&
	stored.entry.review.hasGatePassed !== hasPassed;

const because = ({stored}: Row): string => {
	const {hasGatePassed} = stored!.entry.review;
	return hasGatePassed === null
		? 'it is completed, and its quality gate was not run'
		: `it is completed, and its quality gate ${hasGatePassed ? 'passed' : 'did not pass'}`;
};

/** As the tool judges it: only SYNC tasks need a review of their own. */
const isReviewed = ({mode, stored, review}: Row): boolean =>
	mode !== 'SYNC' ||
	stored?.entry.review.hasMicroPassed === true ||
	(stored?.source.value.dialect === '2025-10' && review.state === 'passed');

const draftOf = (hasPassed: boolean, {moment}: TaskSituation, present: PresentTask): Draft => {
	const {row} = present;
	if (!isOffered(row, hasPassed) || notCompleted(row) !== null) {
		return refused(
			row.status === 'completed' && row.said.metadata === 'completed'
				? `the quality gate of ${row.id} is recorded already`
				: `${row.id} is not completed any more`,
		);
	}

	if (hasPassed && !isReviewed(row)) {
		return refused(`${row.id} has no passed micro review, which a SYNC task needs first`);
	}

	const edited = taskEdits(present, {
		valuesOf: () => ({
			quality_gate_passed: hasPassed,
			...(row.stored.source.value.dialect === 'writer'
				? {quality_gate_at: isoStamp(moment.now, moment)}
				: {}),
		}),
		mark: null,
	});
	return 'refusal' in edited
		? refused(edited.refusal)
		: ready(edited.edits, {checks: fileChecks(row, present.originalOf, true)});
};

export const gateOptions: readonly TaskOption[] = [gateOption(true), gateOption(false)];
