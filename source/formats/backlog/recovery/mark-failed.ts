import type {Option} from '../../recovery.ts';
import {interruptionError} from '../interruption.ts';
import type {Again} from './again.ts';
import type {Clock} from './clock.ts';
import {executionOption} from './execution-option.ts';
import {pythonJson} from './python-json.ts';
import {countOf, historyRow, insert, rowOf, type RowChange, together, update} from './rows.ts';
import {doubtsAboutSilence, silenceInWords, type Situation} from './situation.ts';
import type {DatabaseRow} from '../../../model/edit.ts';

/** The try is over and did not succeed: what the writer would have put down, had it lived. */
export const markFailed = (situation: Situation): readonly Option[] => {
	const {entry, database, silence, lastTrace} = situation;
	if (!database || !entry.record?.execution || silence === null || lastTrace === null) {
		return [];
	}

	return [
		executionOption(situation, {
			id: 'mark-failed',
			title: 'mark the try as failed',
			because: silenceInWords(silence),
			against: doubtsAboutSilence(situation),
			command: null,
			changes: [
				'execution to failed, with "interrupted: silent since ..." as its error',
				...(entry.record.attempts
					? ['history: "Task execution failed"', 'metrics: one execution more, failed']
					: []),
			],
			rows(again, row, clock) {
				const error = interruptionError(clock.at(lastTrace).slice(0, 'YYYY-MM-DDTHH:MM:SS'.length));
				const count = countOf(row, 'retry_count');
				return typeof count !== 'number'
					? count
					: together([
							update(again, 'task_executions', row, {
								status: 'failed',
								completed_at: clock.now,
								error_message: error,
								updated_at: clock.now,
							}),
							historyRow(again, row, {
								status: 'failed',
								timestamp: clock.now,
								message: 'Task execution failed',
								metadata: pythonJson({
									execution_time: null,
									error_message: error,
									retry_count: count,
								}),
							}),
							metricsOf(again, row, clock),
						]);
			},
			notes: ['how long it worked is not known: no duration is written, and the mean stays'],
		}),
	];
};

/** One failed execution more; the mean is about work that was measured, and stays. */
const metricsOf = (again: Again, row: DatabaseRow, {now}: Clock): RowChange => {
	const found = rowOf(again, 'performance_metrics');
	if ('refusal' in found) {
		return found;
	}

	if (!found.row) {
		const id = {task_id: row['task_id']!};
		return insert(
			again,
			'performance_metrics',
			{
				...id,
				total_executions: 1,
				successful_executions: 0,
				failed_executions: 1,
				last_execution: now,
				updated_at: now,
			},
			id,
		);
	}

	const total = countOf(found.row, 'total_executions');
	const failed = countOf(found.row, 'failed_executions');
	return typeof total !== 'number'
		? total
		: typeof failed !== 'number'
			? failed
			: update(again, 'performance_metrics', found.row, {
					total_executions: total + 1,
					failed_executions: failed + 1,
					last_execution: now,
					updated_at: now,
				});
};
