import {readJson} from '../../formats/json.ts';
import {readTime} from '../../model/time.ts';
import type {Task} from '../../model/task.ts';
import type {State} from '../../store/state.ts';
import type {KeptAttempt} from '../attempts.ts';
import {factsOf} from '../recording.ts';
import {readPlainFile} from './read-plain-file.ts';
import {importedAttempt, type TakenOver} from './taken-over.ts';

/** What is read of a line that tells a stage of the work on a task. */
type StageEvent = {
	readonly task: string;
	readonly session: string | null;
	readonly at: number;
	readonly stage: 'preflight' | 'postflight';
	/** What was being done: `research`, `plan`, `implement`. */
	readonly operation: string;
};

/**
The attempts that event logs tell: an operation runs from its preflight to its postflight in the same
session. Logs are read as a whole here; while watching only their end is.
*/
export const attemptsInEvents = (state: State, now: number): readonly TakenOver[] =>
	[...state.documents.values()]
		.filter(({kind}) => kind === 'events')
		.flatMap(({path, workspace}) => {
			const root = path.slice(0, path.lastIndexOf('/') + 1);
			const tasks = new Map(
				[...state.tasks.values()]
					.filter((task) => task.workspace === workspace && task.format === 'return-meta')
					.filter((task) => task.files.some((file) => file.path.startsWith(root)))
					.map((task) => [task.id, task]),
			);
			const events = (readPlainFile(path)?.text ?? '')
				.split('\n')
				.flatMap((line) => eventOf(line, now) ?? []);
			return [...Map.groupBy(events, ({task}) => task)].flatMap(([id, own]) => {
				const task = tasks.get(id);
				const attempts = task ? attemptsOf(task, own) : [];
				return task && attempts.length > 0 ? [{about: factsOf(task), attempts}] : [];
			});
		});

/** Longer lines are no events. */
const longestLine = 16_384;

const stageMessage = /^(Pre|Post)flight stage completed for (\w{1,40})\b/;

const eventOf = (line: string, now: number): StageEvent | null => {
	if (line.length > longestLine || !line.includes('"lifecycle_stage"')) {
		return null;
	}

	const {value} = readJson(line);
	const event = (typeof value === 'object' && value !== null ? value : {}) as Record<
		string,
		unknown
	>;
	const found = stageMessage.exec(String(event['message']));
	const time = readTime(event['timestamp']);
	if (!found || !time || time.at > now || event['event_type'] !== 'lifecycle_stage') {
		return null;
	}

	return {
		task: String(event['task']),
		session: typeof event['session_id'] === 'string' ? event['session_id'] : null,
		at: time.at,
		stage: found[1] === 'Pre' ? 'preflight' : 'postflight',
		operation: found[2]!,
	};
};

const attemptsOf = (task: Task, events: readonly StageEvent[]): readonly KeptAttempt[] => {
	const open = new Map<string, StageEvent>();
	const attempts: KeptAttempt[] = [];
	for (const event of [...events].sort((a, b) => a.at - b.at)) {
		const key = `${event.session}\n${event.operation}`;
		const start = open.get(key);
		if (event.stage === 'preflight') {
			open.set(key, event);
		} else if (start) {
			open.delete(key);
			attempts.push(
				importedAttempt(task, {
					ordinal: attempts.length + 1,
					outcome: 'completed',
					startedAt: start.at,
					endedAt: event.at,
					durationMs: event.at - start.at,
					session: event.session,
					stages: [{name: event.operation, durationMs: event.at - start.at}],
				}),
			);
		}
	}

	return attempts;
};
