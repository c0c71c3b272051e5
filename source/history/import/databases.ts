import {foldId} from '../../formats/backlog/identifier.ts';
import type {Value} from '../../formats/backlog/parse.ts';
import type {TaskRecord} from '../../formats/backlog/parse-database.ts';
import {type Document, usableValue} from '../../formats/format.ts';
import {classifyError} from '../../model/error-rules.ts';
import type {Task} from '../../model/task.ts';
import type {State} from '../../store/state.ts';
import type {KeptAttempt} from '../attempts.ts';
import type {OwnedDocument} from '../../store/next-document.ts';
import {factsOf} from '../recording.ts';
import {importedAttempt, type TakenOver} from './taken-over.ts';

/** The ended attempts that databases of executions tell of the tasks in a state. */
export const attemptsInDatabases = (state: State): readonly TakenOver[] =>
	[...state.documents.values()]
		.filter((document) => (document as OwnedDocument).format === 'backlog')
		.flatMap((document) => {
			const {value} = usableValue(document as Document<Value>);
			const file = value && 'database' in value ? value.database : null;
			const records = new Map(file?.records.map((record) => [record.foldedId, record]));
			return [...state.tasks.values()]
				.filter((task) => task.files.some(({path}) => path === document.path))
				.flatMap((task) => {
					const record = records.get(foldId(task.id));
					const attempts = record ? attemptsOf(task, record) : [];
					return attempts.length > 0 ? [{about: factsOf(task), attempts}] : [];
				});
		});

const attemptsOf = (task: Task, {attempts}: TaskRecord): readonly KeptAttempt[] =>
	(attempts?.ended ?? []).map(({outcome, endedAt, durationMs, error}, index) =>
		importedAttempt(task, {
			ordinal: index + 1,
			outcome,
			endedAt,
			startedAt: endedAt !== null && durationMs !== null ? Math.round(endedAt - durationMs) : null,
			durationMs,
			error: error === null ? null : {message: error, ...classifyError(error)},
		}),
	);
