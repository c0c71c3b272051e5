import {formatRoughly} from '../../../text/duration.ts';
import {type Draft, ready, refused} from '../../recovery.ts';
import type {Status} from '../../../model/status.ts';
import type {Row} from '../row.ts';
import type {EntryValues, RawEntry} from './entry-edit.ts';
import {fileChecks, filesWanted} from './listed-files.ts';
import {lookAtTask, type PresentTask} from './look-again.ts';
import {markerFilesOf, markersAside} from './markers.ts';
import {metadataRefusal, type TaskOption, type TaskSituation} from './situation.ts';
import {taskEdits} from './task-edits.ts';
import {oneLine, shownName, shownPath} from './words.ts';

/** Puts a task back to pending, and takes away everything that would answer for the next try. */
export const retry: TaskOption = (situation) => {
	const {row, subject, documents} = situation;
	if (!isOffered(situation)) {
		return null;
	}

	const metadata = shownName(row.stored?.source.path ?? 'tasks_meta.json');
	const box = row.listed?.item.box ?? null;
	const list = box === 'ticked' || box === 'other' ? row.listed!.source.path : null;
	const hasAnswer = markerFilesOf(situation, row.id).some(
		({kind, path}) => kind !== 'prompt' && documents.some((document) => document.path === path),
	);
	const cleared = row.stored ? valuesOfTry(row).map(([name]) => name) : [];
	return {
		id: 'retry',
		title: 'retry',
		scope: 'task',
		because: because(situation),
		against: [...doubts(situation), ...unmet(situation), ...earlierTries(situation)],
		refusal: metadataRefusal(situation) ?? stillRunning(situation),
		changes: [
			`${metadata}: status of ${row.id} back to pending${cleared.length > 0 ? `; cleared: ${cleared.join(', ')}` : ''}`,
			...(list === null ? [] : [`${shownName(list)}: its box is opened`]),
			...(hasAnswer
				? ['old answers of its delegation are renamed, or the next try would report them']
				: []),
		],
		command: `/speckit.implement ${subject.task.id}`,
		draft: (disk) =>
			lookAtTask(disk, situation, {ids: [row.id], asides: filesWanted([row])}, (present) =>
				draftOf(situation, present),
			),
	};
};

/** Failed, interrupted and rolled back tasks; a running one too, to say why not. */
const isOffered = ({row, subject}: TaskSituation): boolean =>
	row.stored !== null &&
	(row.status === 'failed' ||
		row.status === 'cancelled' ||
		row.status === 'interrupted' ||
		(row.status === 'running' && row.delegation?.state !== 'completed')) &&
	// As judged now, it may be more than the files say, never less.
	(subject.status === row.status || subject.status === 'interrupted');

const because = ({row, subject, moment}: TaskSituation): string => {
	const {lastSignAt} = subject;
	if (row.status === 'failed') {
		return row.stored?.entry.failure
			? `it failed: ${oneLine(row.stored.entry.failure, 160)}`
			: 'it failed, without a reason';
	}

	if (row.status === 'cancelled') {
		return 'it was rolled back and is to be done again';
	}

	return row.delegation?.state === 'failed'
		? `its delegation failed: ${row.delegation.text ?? 'no reason given'}`
		: lastSignAt === null
			? 'it is called running, and nothing tells when anybody was at it'
			: `it is called running, but nothing was heard of it for ${formatRoughly(moment.now - lastSignAt)}`;
};

/** A task that is merely quiet can be taken from its agent, knowingly. */
const doubts = ({subject}: TaskSituation): readonly string[] =>
	subject.status === 'running'
		? ['it may still be worked on: two agents would then do the same']
		: [];

const stillRunning = ({subject, moment}: TaskSituation): string | null => {
	const {status, lastSignAt, task} = subject;
	const silence = lastSignAt === null ? Infinity : moment.now - lastSignAt;
	return status === 'running' && silence < (task.activity?.silentAfterMs ?? 0)
		? `it is running: heard of ${formatRoughly(silence)} ago`
		: null;
};

const unmet = ({row, subjects}: TaskSituation): readonly string[] =>
	row.dependencies.flatMap(({key, raw}) => {
		const other = key === null ? undefined : subjects.find(({task}) => task.key === key);
		return other && other.status !== 'completed' && other.status !== 'skipped'
			? [`it depends on ${raw}, which is ${other.status}`]
			: [];
	});

const earlierTries = ({subject}: TaskSituation): readonly string[] =>
	subject.task.retries === null || subject.task.retries === 0
		? []
		: [
				`it was already retried ${subject.task.retries === 1 ? 'once' : `${subject.task.retries} times`}`,
			];

const draftOf = (situation: TaskSituation, present: PresentTask): Draft => {
	const {row} = present;
	const refusal = changedSince(situation.row, row) ?? struckOut(row, situation);
	if (refusal !== null) {
		return refused(refusal);
	}

	const edited = taskEdits(present, {valuesOf: clearedValues, mark: ' ', isOfAnyKind: true});
	if ('refusal' in edited) {
		return refused(edited.refusal);
	}

	const aside = markersAside(situation, row, present.originalOf, situation.moment);
	return ready([...edited.edits, ...aside.edits], {
		checks: fileChecks(row, present.originalOf, false),
		lost: lostOf(row),
		notes: [...aside.notes, ...lastingReview(row, present)],
	});
};

/** Where there is a try to be made again. */
const isToRetry: ReadonlySet<Status> = new Set(['failed', 'cancelled', 'interrupted', 'running']);

const changedSince = (before: Row, {id, status, delegation, stored}: Row): string | null => {
	if (!isToRetry.has(status)) {
		return `${id} is ${status}: there is nothing to retry`;
	}

	if (status === 'running' && delegation?.state === 'completed') {
		return `the delegation of ${id} has finished: record that instead`;
	}

	return status === 'running' &&
		(before.status !== 'running' || before.stored?.entry.startedAt !== stored?.entry.startedAt)
		? `${id} was started again meanwhile`
		: null;
};

/** The line itself says that it is not to be done, whatever its box and the metadata say. */
const struckOut = ({id, listed}: Row, {feature}: TaskSituation): string | null =>
	listed?.item.isStruckOut && listed.item.verdict === 'skipped'
		? `${shownPath(listed.source.path, feature.workspace)}:${listed.item.line} has ${id} struck out: take that back by hand first`
		: null;

/** The fields of a try; keys that the dialect lacks are not added. */
const fieldsOfTry = ['started_at', 'completed_at', 'result_summary'];

const clearedValues = (entry: RawEntry): EntryValues => ({
	status: 'pending',
	...Object.fromEntries(
		fieldsOfTry.filter((key) => Object.hasOwn(entry, key)).map((key) => [key, null]),
	),
	// A review of the last try must not count for the next.
	...(typeof entry['review_status'] === 'string' ? {review_status: 'pending'} : {}),
	...Object.fromEntries(
		Object.keys(entry)
			.filter((key) => /^(?:micro_review|quality_gate_)/.test(key))
			.map((key) => [key, undefined]),
	),
});

/** What a try has left behind, and a retry takes away. */
const valuesOfTry = ({stored}: Row): readonly (readonly [name: string, value: string])[] => {
	const {entry} = stored!;
	const values: readonly (readonly [string, string | null])[] = [
		['start', entry.startedAt],
		['end', entry.completedAt],
		['result', entry.lines['result_summary'] === undefined ? null : entry.result],
		['review', entry.review.status === 'pending' ? null : entry.review.status],
		['micro review', said(entry.review.hasMicroPassed)],
		['quality gate', said(entry.review.hasGatePassed)],
	];
	return values.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
};

const lostOf = (row: Row): readonly string[] =>
	valuesOfTry(row).map(([name, value]) => `${row.id}: its ${name}, ${oneLine(value, 200)}`);

const said = (hasPassed: boolean | null): string | null =>
	hasPassed === null ? null : hasPassed ? 'passed' : 'not passed';

const lastingReview = ({id}: Row, {feature}: PresentTask): readonly string[] =>
	feature.reviewedIds.has(id)
		? [`reviews.micro_reviews keeps a passed review of ${id}: it goes on counting as reviewed`]
		: [];
