import type {Option} from '../../recovery.ts';
import {executorCommand} from '../command.ts';
import {executionOption} from './execution-option.ts';
import {againstStarting} from './preconditions.ts';
import {countOf, historyRow, together, update} from './rows.ts';
import {scheduleOf} from './schedule.ts';
import {doubtsAboutSilence, silenceInWords, type Situation} from './situation.ts';

/** Pending again, as one retry more: what the writer's own retry does. */
export const retry = (situation: Situation): readonly Option[] => {
	const {subject, entry, database, silence, input} = situation;
	const hasFailed = subject.status === 'failed' && entry.recorded === 'failed';
	if (!database || !entry.record?.execution || (!hasFailed && silence === null)) {
		return [];
	}

	const isInterrupted = silence !== null;
	const {kind, usage, pause, advice, refusal} = scheduleOf(entry, isInterrupted);
	const {now} = input.moment;
	const next = (entry.record.execution.retries ?? 0) + 1;
	const left = pause === null ? 0 : Math.ceil((pause.until - now) / 1000);
	return [
		executionOption(situation, {
			id: 'retry',
			title: `try again, counted as retry ${next}`,
			because: silence ? silenceInWords(silence) : `it failed with ${kind}, ${usage}`,
			against: [
				...(pause && left > 0
					? [`the pause after ${kind} is ${pause.words}, and ${left} s of it are left`]
					: []),
				...(advice === null || refusal !== null ? [] : [`alone it may not help: ${advice}`]),
				...doubtsAboutSilence(situation),
				...againstStarting(situation),
			],
			refusal: (found) => scheduleOf(found, isInterrupted).refusal,
			command: subject.task.humanRequired === null ? executorCommand(entry) : null,
			changes: [
				`execution to pending, retry count to ${next}`,
				...(entry.record.attempts ? [`history: "Retry attempt ${next}"`] : []),
			],
			rows(again, row, clock) {
				const count = countOf(row, 'retry_count');
				return typeof count !== 'number'
					? count
					: together([
							update(again, 'task_executions', row, {
								status: 'pending',
								retry_count: count + 1,
								updated_at: clock.now,
							}),
							historyRow(again, row, {
								status: 'pending',
								timestamp: clock.now,
								message: `Retry attempt ${count + 1}`,
							}),
						]);
			},
			checks(found) {
				const schedule = scheduleOf(found, isInterrupted);
				const isOver = schedule.pause === null || schedule.pause.until <= now;
				return schedule.pause === null
					? []
					: [
							{
								title: `pause after ${schedule.kind}`,
								state: isOver ? 'passed' : 'failed',
								detail: `${schedule.pause.words}: ${isOver ? 'over' : 'not over yet'}`,
							},
						];
			},
		}),
	];
};
