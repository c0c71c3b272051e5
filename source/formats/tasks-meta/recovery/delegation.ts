import {type Draft, type Option, ready, refused} from '../../recovery.ts';
import type {Delegation} from '../delegation.ts';
import type {EntryValues, RawEntry} from './entry-edit.ts';
import {fileChecks, filesWanted} from './listed-files.ts';
import {lookAtTask, type PresentTask} from './look-again.ts';
import {isoStamp} from './stamps.ts';
import {metadataRefusal, type TaskOption, type TaskSituation} from './situation.ts';
import {taskEdits} from './task-edits.ts';
import {oneLine, shownName, shownPath} from './words.ts';

/** How an answer of a delegation, which the tool never records itself, is written down. */
type Recording = {
	readonly id: string;
	readonly title: string;
	readonly state: Delegation['state'];
	readonly because: (delegation: Delegation) => string;
	readonly status: string;
	readonly valuesOf: (text: string, entry: RawEntry) => EntryValues;
	readonly mark: 'X' | null;
	readonly isDone: boolean;
};

/** Longest reason and result that are written; results of real files have up to 470 characters. */
const longestReason = 300;
const longestResult = 500;

const failed: Recording = {
	id: 'mark-failed',
	title: 'mark failed',
	state: 'failed',
	because: ({text}) =>
		`its delegation failed (${text ?? 'no reason given'}), and the metadata still calls it running`,
	status: 'failed',
	valuesOf: (text, entry) => ({
		// The documented dialect has another name for it.
		[Object.hasOwn(entry, 'error_message') ? 'error_message' : 'failure_reason']:
			oneLine(text, longestReason) || 'delegation failed, no reason given',
	}),
	mark: null,
	isDone: false,
};

const completed: Recording = {
	id: 'mark-completed',
	title: 'mark completed',
	state: 'completed',
	because: () => 'its delegation has finished, and the metadata still calls it running',
	status: 'completed',
	valuesOf: (text) => ({result_summary: oneLine(text, longestResult)}),
	mark: 'X',
	isDone: true,
};

const recordingOf =
	(recording: Recording): TaskOption =>
	(situation) => {
		const {row, feature} = situation;
		const {delegation} = row;
		if (row.status !== 'running' || delegation?.state !== recording.state || !row.stored) {
			return null;
		}

		const metadata = shownName(row.stored.source.path);
		const list =
			recording.mark !== null && row.listed?.item.box === 'open' ? row.listed.source.path : null;
		return {
			id: recording.id,
			title: recording.title,
			scope: 'task',
			because: recording.because(delegation),
			against: [],
			refusal: metadataRefusal(situation),
			changes: [
				`${metadata}: status of ${row.id} to ${recording.status}, with time and words of ${shownPath(delegation.path, feature.workspace)}`,
				...(list === null ? [] : [`${shownName(list)}: its box is ticked`]),
			],
			command: null,
			draft: (disk) =>
				lookAtTask(disk, situation, {ids: [row.id], asides: filesWanted([row])}, (present) =>
					draftOf(recording, situation, present),
				),
		} satisfies Option;
	};

const draftOf = (recording: Recording, situation: TaskSituation, present: PresentTask): Draft => {
	const {row, feature} = present;
	const {delegation} = row;
	if (row.status !== 'running') {
		return refused(`${row.id} is ${row.status} and not running any more`);
	}

	if (delegation?.state !== recording.state) {
		return refused(
			delegation
				? `the delegation of ${row.id} is ${delegation.state} by now`
				: `no answer of a delegation belongs to this try of ${row.id}`,
		);
	}

	const edited = taskEdits(present, {
		valuesOf: (entry) => ({
			status: recording.status,
			completed_at: isoStamp(delegation.at, situation.moment),
			...recording.valuesOf(present.texts.get(delegation.path) ?? '', entry),
		}),
		mark: recording.mark,
	});
	if ('refusal' in edited) {
		return refused(edited.refusal);
	}

	return ready(edited.edits, {
		checks: [
			{
				title: shownPath(delegation.path, feature.workspace),
				state: 'passed',
				detail: `answers this try: ${delegation.text ?? 'no words in it'}`,
			},
			...fileChecks(row, present.originalOf, recording.isDone),
		],
		notes:
			recording.mark !== null && row.listed?.item.box === 'other'
				? [`the box ${row.listed.item.boxText} of ${row.id} stays as it is`]
				: [],
	});
};

export const markFailed = recordingOf(failed);
export const markCompleted = recordingOf(completed);
