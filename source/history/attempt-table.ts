import type {DatabaseSync, SQLOutputValue} from 'node:sqlite';
import type {Attempt} from '../model/attempt.ts';
import type {TaskError} from '../model/task.ts';
import type {KeptAttempt} from './attempts.ts';
import {numberOf, textOf} from './row-values.ts';

/** Column -> its value; the columns of the table, once for reading and for writing. */
const columns: Readonly<Record<string, (attempt: KeptAttempt) => string | number | null>> = {
	task: ({task}) => task,
	ordinal: ({ordinal}) => ordinal,
	shown_id: ({id}) => id,
	title: ({title}) => title,
	format: ({format}) => format,
	workspace: ({workspace}) => workspace,
	group_name: ({group}) => group,
	agent: ({agent}) => agent,
	session: ({session}) => session,
	kind: ({kind}) => kind,
	stages: ({stages}) => JSON.stringify(stages),
	started_at: ({startedAt}) => whole(startedAt),
	ended_at: ({endedAt}) => whole(endedAt),
	duration_ms: ({durationMs}) => durationMs,
	duration_source: ({durationSource}) => durationSource,
	outcome: ({outcome}) => outcome,
	error_message: ({error}) => error?.message ?? null,
	error_category: ({error}) => error?.category ?? null,
	error_severity: ({error}) => error?.severity ?? null,
	priority: ({priority}) => whole(priority),
	points: ({points}) => points,
	dependencies: ({dependencies}) => dependencies,
	source: ({source}) => source,
	is_lost: ({isLost}) => (isLost ? 1 : 0),
};

const whole = (value: number | null): number | null => (value === null ? null : Math.trunc(value));

const names = Object.keys(columns);

/** Puts an attempt in the place of what was known of it. */
export const attemptWriter = (database: DatabaseSync): ((attempt: KeptAttempt) => void) => {
	const insert = database.prepare(
		`insert into attempts (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
	);
	const update = database.prepare(
		`update attempts set ${names.map((name) => `${name} = ?`).join(', ')} where id = ?`,
	);
	return (attempt) => {
		const values = names.map((name) => columns[name]!(attempt));
		if (attempt.row === null) {
			insert.run(...values);
		} else {
			update.run(...values, attempt.row);
		}
	};
};

/** An attempt as it stands in the table. */
export const attemptOf = (row: Record<string, SQLOutputValue>): KeptAttempt => {
	const text = (name: string): string | null => textOf(row[name]);
	const number = (name: string): number | null => numberOf(row[name]);
	const message = text('error_message');
	return {
		row: number('id'),
		task: text('task')!,
		id: text('shown_id')!,
		title: text('title')!,
		format: text('format') as Attempt['format'],
		workspace: text('workspace')!,
		group: text('group_name')!,
		agent: text('agent'),
		session: text('session'),
		kind: text('kind'),
		stages: JSON.parse(text('stages')!) as Attempt['stages'],
		ordinal: number('ordinal')!,
		startedAt: number('started_at'),
		endedAt: number('ended_at'),
		durationMs: number('duration_ms'),
		durationSource: text('duration_source'),
		outcome: text('outcome') as Attempt['outcome'],
		error:
			message === null
				? null
				: {
						message,
						category: text('error_category') as TaskError['category'],
						severity: text('error_severity') as TaskError['severity'],
					},
		priority: number('priority'),
		points: number('points'),
		dependencies: number('dependencies')!,
		source: text('source') as Attempt['source'],
		isLost: number('is_lost') === 1,
	};
};
