import {isSettled} from '../../../model/status.ts';
import type {Check} from '../../../model/plan.ts';
import type {DatabaseRow} from '../../../model/edit.ts';
import {harmless} from '../../../text/harmless.ts';
import {type Draft, refused} from '../../recovery.ts';
import {readRecordedStatus} from '../status.ts';
import {type Again, hasMoved} from './again.ts';
import {rowOf} from './rows.ts';
import {shownPath, type Situation} from './situation.ts';

/** Tasks it depends on that are not done: the executor would refuse to start it. */
export const openDependencies = ({subject, input}: Situation): readonly string[] => {
	const open = subject.task.dependencies.flatMap(({key, state}) => {
		const other = state === 'known' ? input.subjects.find(({task}) => task.key === key) : undefined;
		return other && !isSettled(other.status) ? [`${other.task.id} (${other.status})`] : [];
	});
	return open.length === 0
		? []
		: [`it depends on ${open.join(', ')}: the executor starts it only when that is done`];
};

/** What speaks against letting an executor at it again. */
export const againstStarting = (situation: Situation): readonly string[] => {
	const {humanRequired} = situation.subject.task;
	return [
		...openDependencies(situation),
		...(humanRequired === null ? [] : [`a person is needed for it: ${humanRequired}`]),
	];
};

/** The execution as it stands on the disk, when it is still the one that was shown. */
export type Execution = {readonly row: DatabaseRow; readonly check: Check};

/** The row of the execution, still in the state it was shown in; or the answer to give instead. */
export const executionAsShown = (
	again: Again,
	situation: Situation,
): Execution | {readonly refusal: Draft} => {
	const id = situation.subject.task.id;
	const found = rowOf(again, 'task_executions');
	if ('refusal' in found) {
		return {refusal: refused(found.refusal)};
	}

	const name = situation.database ? shownPath(situation.input, situation.database.path) : '';
	const {row} = found;
	if (!row) {
		return {refusal: refused(`${name} has no execution of ${id} any more`)};
	}

	const shown = situation.entry.recorded;
	const status = readRecordedStatus(harmless(String(row['status'] ?? '')));
	if (status !== shown) {
		return {
			refusal: refused(
				`the execution of ${id} was ${shown} when it was shown, and is ${status} now`,
			),
		};
	}

	if (hasMoved(again, situation)) {
		return {refusal: refused(`somebody has written about ${id} since it was shown: look again`)};
	}

	return {
		row,
		check: {
			title: `execution of ${id} in ${name}`,
			state: 'passed',
			detail: `${status}, and not written to since it was shown`,
		},
	};
};
