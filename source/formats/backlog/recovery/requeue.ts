import type {Option} from '../../recovery.ts';
import {executorCommand} from '../command.ts';
import {requeueMessage} from '../interruption.ts';
import {executionOption} from './execution-option.ts';
import {againstStarting} from './preconditions.ts';
import {historyRow, together, update} from './rows.ts';
import {doubtsAboutSilence, silenceInWords, type Situation} from './situation.ts';

/** Pending again without counting a retry: nothing failed, somebody only stopped. */
export const requeue = (situation: Situation): readonly Option[] => {
	const {subject, entry, database, silence} = situation;
	if (!database || !entry.record?.execution || silence === null) {
		return [];
	}

	return [
		executionOption(situation, {
			id: 'requeue',
			title: 'try again, not counted as a retry',
			because: silenceInWords(silence),
			against: [...doubtsAboutSilence(situation), ...againstStarting(situation)],
			command: subject.task.humanRequired === null ? executorCommand(entry) : null,
			changes: [
				'execution to pending',
				...(entry.record.attempts ? [`history: "${requeueMessage}"`] : []),
			],
			rows: (again, row, clock) =>
				together([
					update(again, 'task_executions', row, {status: 'pending', updated_at: clock.now}),
					historyRow(again, row, {
						status: 'pending',
						timestamp: clock.now,
						message: requeueMessage,
					}),
				]),
		}),
	];
};
