import type {JsonChange} from '../../json-edit.ts';
import {type Draft, type Option, ready, refused} from '../../recovery.ts';
import type {Row} from '../row.ts';
import type {Dialect} from '../values.ts';
import type {EntryValues, RawEntry} from './entry-edit.ts';
import {fileChecks, filesWanted} from './listed-files.ts';
import {lookAtTask, type PresentTask} from './look-again.ts';
import {reviewEntry} from './review-entry.ts';
import {metadataRefusal, type TaskOption, type TaskSituation} from './situation.ts';
import {isoStamp} from './stamps.ts';
import {taskEdits} from './task-edits.ts';
import {oneLine, shownName} from './words.ts';

/** A judgement about a completed task, recorded as its file has it. */
type Judgement = {
	readonly kind: 'micro' | 'macro';
	readonly hasPassed: boolean;
};

type Values = (entry: RawEntry, judgement: Judgement, now: string) => EntryValues;

const documentedValues: Values = (_entry, {kind, hasPassed}) => ({
	review_status: hasPassed ? `${kind}_reviewed` : 'rejected',
	// Nobody asked who it is: the word of the first writer for any person.
	reviewer: 'human',
});

const valuesOf: Readonly<Record<Dialect, Values>> = {
	documented: documentedValues,
	'2025-10': (_entry, {kind, hasPassed}) => ({
		review_status: hasPassed ? `${kind}_reviewed` : 'rejected',
	}),
	writer: (_entry, {hasPassed}, now) => ({
		micro_reviewed_at: now,
		micro_review_passed: hasPassed,
		quality_gate_passed: hasPassed,
		quality_gate_at: now,
	}),
};

/** Who records a macro review of one task; the first writer has it for the feature. */
const recordsMacro: ReadonlySet<Dialect> = new Set(['documented']);

const modes = {micro: 'SYNC', macro: 'ASYNC'} as const;

/** What a review changes, with its values, as people read it. */
const toldOf = (dialect: Dialect, {kind, hasPassed}: Judgement): string => {
	const status = `review_status to ${hasPassed ? `${kind}_reviewed` : 'rejected'}`;
	const told: Readonly<Record<Dialect, string>> = {
		documented: `${status}, reviewer to human`,
		'2025-10': `${status}, and a ${hasPassed ? 'passed' : 'failed'} entry in reviews.micro_reviews`,
		writer: `micro_review_passed and quality_gate_passed to ${hasPassed}, with their times`,
	};
	return told[dialect];
};

const reviewOption =
	(judgement: Judgement): TaskOption =>
	(situation) => {
		const {row} = situation;
		const {kind, hasPassed} = judgement;
		const dialect = row.stored?.source.value.dialect;
		if (!row.stored || dialect === undefined || !isToReview(row, judgement, dialect)) {
			return null;
		}

		const word = hasPassed ? 'passed' : 'failed';
		return {
			id: `review-${kind}-${hasPassed ? 'pass' : 'fail'}`,
			title: `record a ${word} ${kind} review`,
			scope: 'task',
			because: because(row, kind),
			against: hasPassed ? ['it says that a person has looked at the work'] : [],
			refusal: metadataRefusal(situation) ?? notCompleted(row),
			changes: [`${shownName(row.stored.source.path)}: of ${row.id} ${toldOf(dialect, judgement)}`],
			command: null,
			draft: (disk) =>
				lookAtTask(disk, situation, {asides: filesWanted([row])}, (present) =>
					draftOf(judgement, situation, present),
				),
		} satisfies Option;
	};

const isToReview = (row: Row, {kind, hasPassed}: Judgement, dialect: Dialect): boolean =>
	row.status === 'completed' &&
	(hasPassed || !isRejected(row)) &&
	row.mode === modes[kind] &&
	(kind === 'micro' || recordsMacro.has(dialect)) &&
	(row.review.state !== 'passed' || row.review.detail.startsWith('quality gate passed'));

const isRejected = ({stored}: Row): boolean =>
	stored?.entry.review.hasMicroPassed === false || stored?.entry.review.status === 'rejected';

const because = ({review, mode}: Row, kind: Judgement['kind']): string =>
	review.state === 'failed'
		? `it is completed, but ${review.detail}`
		: `it is completed, and no ${kind} review is recorded: ${mode} tasks are to have one`;

/** Only a tick says that it is done: the tool itself would refuse to review it. */
export const notCompleted = ({said, stored}: Row): string | null =>
	said.metadata === 'completed'
		? null
		: `its metadata says ${stored?.entry.status ?? 'nothing'}: bring that in line with its box first`;

const draftOf = (judgement: Judgement, situation: TaskSituation, present: PresentTask): Draft => {
	const {row} = present;
	const {dialect} = row.stored.source.value;
	if (!isToReview(row, judgement, dialect) || notCompleted(row) !== null) {
		return refused(
			row.status === 'completed' && row.said.metadata === 'completed'
				? `the review of ${row.id} is recorded already`
				: `${row.id} is not completed any more`,
		);
	}

	const {moment} = situation;
	const more: readonly JsonChange[] =
		dialect === '2025-10'
			? [
					{
						path: ['reviews', 'micro_reviews', -1],
						value: reviewEntry(row.id, judgement, moment.now),
					},
				]
			: [];
	const edited = taskEdits(present, {
		valuesOf: (entry) => valuesOf[dialect](entry, judgement, isoStamp(moment.now, moment)),
		more,
		mark: null,
	});
	if ('refusal' in edited) {
		return refused(edited.refusal);
	}

	return ready(edited.edits, {
		checks: fileChecks(row, present.originalOf, true),
		lost: lostOf(row, dialect),
		notes:
			dialect === 'documented'
				? [`reviewer of ${row.id} is written as "human": put the name in by hand`]
				: [],
	});
};

const lostOf = ({id, stored}: Row, dialect: Dialect): readonly string[] => {
	const {status, reviewer} = stored!.entry.review;
	const values = [
		['review status', status === 'pending' ? null : status],
		['reviewer', dialect === 'documented' ? reviewer : null],
	] as const;
	return values.flatMap(([name, value]) =>
		value === null ? [] : [`${id}: ${name} ${oneLine(value, 200)}`],
	);
};

export const reviewOptions: readonly TaskOption[] = [
	reviewOption({kind: 'micro', hasPassed: true}),
	reviewOption({kind: 'micro', hasPassed: false}),
	reviewOption({kind: 'macro', hasPassed: true}),
	reviewOption({kind: 'macro', hasPassed: false}),
];
