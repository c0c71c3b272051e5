import type {Option} from '../../recovery.ts';
import {formatDuration} from '../../../text/duration.ts';
import {executionOption} from './execution-option.ts';
import {remove} from './rows.ts';
import {planSays, shownPath, type Situation} from './situation.ts';

/** As if it had never been started; history and metadata stay. */
export const resetTask = (situation: Situation): readonly Option[] => {
	const {subject, entry, database, silence, lastTrace, input} = situation;
	const execution = entry.record?.execution;
	if (!database || !execution) {
		return [];
	}

	const isAtWork = entry.recorded === 'running' && silence === null;
	const plan = entry.item?.status ? planSays(entry) : null;
	const age = lastTrace === null ? null : formatDuration(input.moment.now - lastTrace);
	return [
		executionOption(situation, {
			id: 'reset-task',
			title: 'reset, as if it had never been started',
			takesAway: true,
			because: `the database says ${execution.status}${age === null ? '' : ` (${age} ago)`}; without that the backlog alone counts${plan === null ? '' : `, which says ${plan}`}`,
			against: [
				...(isAtWork
					? ['it seems to be worked on: what its executor writes at the end would be lost']
					: []),
				...(subject.status === 'completed'
					? ['it is completed: that it was done here is known from the history alone then']
					: []),
				...(entry.otherRecords.length > 0
					? [`${entry.otherRecords.map(({id}) => id).join(', ')} is recorded too, and counts then`]
					: []),
			],
			command: null,
			changes: ['execution removed'],
			rows: (again, row) => remove(again, 'task_executions', row),
			lost: () => [
				`${shownPath(input, database.path)}: the execution of ${entry.id} (${[
					execution.status,
					execution.startedAt && `started ${execution.startedAt.raw}`,
					execution.retries && `${execution.retries} retries counted`,
					execution.error && `error "${execution.error.slice(0, 80)}"`,
				]
					.filter(Boolean)
					.join(', ')})`,
			],
			notes: ['its history and its metadata stay'],
		}),
	];
};
