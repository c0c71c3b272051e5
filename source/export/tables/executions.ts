import {byTaskOf} from '../../analysis/metrics/by-task.ts';
import {rateOf} from '../../analysis/metrics/rates.ts';
import type {Attempt} from '../../model/attempt.ts';
import {formatDuration} from '../../text/duration.ts';
import type {Column, ReadableColumn} from '../column.ts';
import type {ExportInput} from '../exporter.ts';
import {writtenTimeOrNull} from '../written-time.ts';

/** What is known of all attempts at one task. */
export type Execution = {
	readonly key: string;
	readonly id: string;
	readonly title: string;
	readonly format: Attempt['format'];
	readonly group: string;
	readonly agent: string | null;
	readonly total: number;
	readonly completed: number;
	readonly failed: number;
	readonly interrupted: number;
	/** Completed among completed and failed, 0 to 1; null: neither has happened. */
	readonly successRate: number | null;
	/** Milliseconds of a completed attempt; null: no length is known. */
	readonly averageMs: number | null;
	readonly retries: number | null;
	/** ISO 8601 */
	readonly lastAt: string | null;
};

export const executionsOf = ({attempts, metrics}: ExportInput): readonly Execution[] => {
	const retries = metrics().retries.byTask;
	return [...byTaskOf(attempts())].map(([key, own]) => {
		const {id, title, format, group, agent} = own.at(-1)!;
		const count = (outcome: Attempt['outcome']): number =>
			own.filter((attempt) => attempt.outcome === outcome).length;
		const completed = count('completed');
		const failed = count('failed');
		const lengths = own.flatMap(({outcome, durationMs}) =>
			outcome === 'completed' && durationMs !== null ? [durationMs] : [],
		);
		const last = own.reduce<number | null>((latest, {endedAt, startedAt}) => {
			const at = endedAt ?? startedAt;
			return at === null ? latest : Math.max(at, latest ?? at);
		}, null);
		return {
			key,
			id,
			title,
			format,
			group,
			agent,
			total: own.length,
			completed,
			failed,
			interrupted: count('interrupted'),
			successRate: rateOf(completed, completed + failed)?.share ?? null,
			averageMs:
				lengths.length === 0
					? null
					: lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
			retries: retries.get(key) ?? 0,
			lastAt: writtenTimeOrNull(last),
		};
	});
};

/** A line for every task that was tried; named as in the table `performance_metrics` of the backlog. */
export const executionColumns: readonly Column<Execution>[] = [
	{name: 'task_id', description: 'what people call it', value: ({id}) => id},
	{name: 'title', description: 'title', value: ({title}) => title},
	{
		name: 'avg_execution_time',
		description: 'seconds of a completed attempt, on average',
		value: ({averageMs}) => (averageMs === null ? null : averageMs / 1000),
	},
	{
		name: 'success_rate',
		description: 'completed among completed and failed, 0 to 1',
		value: ({successRate}) => successRate,
	},
	{name: 'total_executions', description: 'attempts', value: ({total}) => total},
	{name: 'successful_executions', description: 'completed', value: ({completed}) => completed},
	{name: 'failed_executions', description: 'failed', value: ({failed}) => failed},
	{
		name: 'interrupted_executions',
		description: 'ended without a result',
		value: ({interrupted}) => interrupted,
	},
	{name: 'retry_count', description: 'retries', value: ({retries}) => retries},
	{
		name: 'last_execution',
		description: 'end (or start) of the latest attempt, UTC',
		value: ({lastAt}) => lastAt,
	},
	{name: 'agent', description: 'of the latest attempt', value: ({agent}) => agent},
	{name: 'format', description: 'kind of metadata file', value: ({format}) => format},
	{name: 'group', description: 'feature, spec or list', value: ({group}) => group},
	{name: 'task_key', description: 'unique, and stable over restarts', value: ({key}) => key},
];

export const readableExecutionColumns: readonly ReadableColumn<Execution>[] = [
	{title: 'Task', text: ({id}) => id},
	{title: 'Title', text: ({title}) => title},
	{title: 'Attempts', text: ({total}) => String(total), isNumber: true},
	{title: 'Completed', text: ({completed}) => String(completed), isNumber: true},
	{title: 'Failed', text: ({failed}) => String(failed), isNumber: true},
	{title: 'Interrupted', text: ({interrupted}) => String(interrupted), isNumber: true},
	{
		title: 'Mean time',
		text: ({averageMs}) => (averageMs === null ? '' : formatDuration(averageMs)),
		isNumber: true,
	},
];
