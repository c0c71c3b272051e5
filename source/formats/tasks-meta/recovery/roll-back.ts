import {type Draft, ready, refused} from '../../recovery.ts';
import type {Status} from '../../../model/status.ts';
import {codeByHand} from './by-hand.ts';
import {entryIn, type RawEntry} from './entry-edit.ts';
import {fileChecks, filesWanted} from './listed-files.ts';
import {lookAtTask, type PresentTask} from './look-again.ts';
import {loggedIn, rollbackLogOf, taskBlock} from './rollback-log.ts';
import {metadataRefusal, type TaskOption, type TaskSituation} from './situation.ts';
import {taskEdits} from './task-edits.ts';
import {oneLine, shownName} from './words.ts';

const canRollBack: ReadonlySet<Status> = new Set(['completed', 'failed', 'running', 'interrupted']);

/** Takes a task back: cancelled, with its box open, and a note in `rollback.log`. Code is not touched. */
export const rollBack: TaskOption = (situation) => {
	const {row, feature, subject} = situation;
	// Without any metadata there is no place to say so.
	if (!canRollBack.has(row.status) || feature.metadata.length === 0) {
		return null;
	}

	const list = row.listed?.item.box === 'ticked' ? row.listed.source.path : null;
	return {
		id: 'roll-back',
		title: 'roll back',
		takesAway: true,
		scope: 'task',
		because: `it ${words[subject.status] ?? `is ${subject.status}`}, and can be taken back to be done differently`,
		against: [
			...(subject.status === 'running'
				? ['it may still be worked on: its agent does not hear of it']
				: []),
			'the code it wrote stays, and has to be taken back by hand',
			...dependents(situation),
		],
		refusal: metadataRefusal(situation),
		changes: [
			`${shownName(row.stored?.source.path ?? 'tasks_meta.json')}: status of ${row.id} to rolled_back`,
			...(list === null ? [] : [`${shownName(list)}: its box is opened`]),
			'rollback.log: five lines about it are added',
		],
		command: null,
		draft: (disk) =>
			lookAtTask(
				disk,
				situation,
				{
					ids: [row.id],
					more: row.stored ? [{path: rollbackLogOf(row.stored.source.path), as: 'file'}] : [],
					asides: filesWanted([row]),
				},
				(present) => draftOf(situation, present),
			),
	};
};

const words: Readonly<Partial<Record<Status, string>>> = {
	failed: 'has failed',
	interrupted: 'was interrupted',
};

const dependents = ({row, subjects}: TaskSituation): readonly string[] => {
	const done = subjects.filter(
		({task, status}) =>
			(status === 'completed' || status === 'running') &&
			task.dependencies.some(({key}) => key === row.key),
	);
	return done.map(({task, status}) => `${task.id}, which depends on it, is ${status}`);
};

const draftOf = (situation: TaskSituation, present: PresentTask): Draft => {
	const {row, feature, texts, originalOf} = present;
	if (!canRollBack.has(row.status)) {
		return refused(
			`${row.id} is ${row.status === 'cancelled' ? 'rolled back already' : row.status}`,
		);
	}

	const edited = taskEdits(present, {valuesOf: () => ({status: 'rolled_back'}), mark: ' '});
	if ('refusal' in edited) {
		return refused(edited.refusal);
	}

	const {path} = row.stored.source;
	const found = entryIn(texts.get(path)!, row.id);
	const entry = typeof found === 'string' ? {} : found.value;
	const log = rollbackLogOf(path);
	const logged = loggedIn(
		log,
		originalOf(log),
		taskBlock(row.id, textOf(entry, 'description'), filesIn(entry), situation.moment),
		feature.workspace,
	);
	if ('refusal' in logged) {
		return refused(logged.refusal);
	}

	return ready([...edited.edits, logged.edit], {
		checks: fileChecks(row, originalOf, row.status === 'completed'),
		lost: [`${row.id}: that it was ${row.status}`],
		...codeByHand(situation, [row], originalOf),
	});
};

const textOf = (entry: RawEntry, key: string): string => {
	const value = entry[key];
	return typeof value === 'string' ? oneLine(value, 4000) : '';
};

/** As the file has them: a text, or a list. */
const filesIn = (entry: RawEntry): string => {
	const value = entry['files'] ?? entry['files_modified'];
	return oneLine(
		Array.isArray(value)
			? value.filter((item) => typeof item === 'string').join(' ')
			: typeof value === 'string'
				? value
				: '',
		4000,
	);
};
