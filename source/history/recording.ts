import type {FileStat} from '../formats/format.ts';
import type {FormatName} from '../model/format-name.ts';
import type {Task} from '../model/task.ts';
import type {Transition} from '../model/transition.ts';

/** What one change of the state is, to be kept: plain data that can be handed to another thread. */
export type Recording = {
	/** Epoch milliseconds at which it was applied. */
	readonly at: number;
	/** It was there at the start, so nothing of it was witnessed. */
	readonly isFirst: boolean;
	readonly versions: readonly VersionRecord[];
	readonly transitions: readonly Transition[];
	readonly tasks: readonly TaskChange[];
};

/** How the content of a version was read, as `Content` tells; `not-utf8` is text with bytes that are none. */
export type Shape = 'text' | 'not-utf8' | 'presence' | 'database' | 'unreadable';

export type VersionRecord =
	| {
			readonly type: 'read';
			readonly path: string;
			readonly workspace: string;
			readonly format: FormatName;
			readonly kind: string;
			readonly stat: FileStat;
			readonly readAt: number;
			readonly shape: Shape;
			/** Text, rows as JSON, or why it could not be read; null: there is nothing to keep. */
			readonly text: string | null;
	  }
	| {readonly type: 'removed'; readonly path: string}
	/** Stats of files it refers to, as JSON: `[[path, stat | null], ...]`. */
	| {readonly type: 'references'; readonly path: string; readonly text: string};

/** A task before and after; null: it was not there. */
export type TaskChange = {readonly before: TaskFacts | null; readonly after: TaskFacts | null};

/** What history keeps of a task. */
export type TaskFacts = Pick<
	Task,
	| 'key'
	| 'id'
	| 'title'
	| 'format'
	| 'workspace'
	| 'group'
	| 'status'
	| 'rawStatus'
	| 'stage'
	| 'progress'
	| 'agent'
	| 'session'
	| 'kind'
	| 'durationMs'
	| 'durationSource'
	| 'retries'
	| 'priority'
	| 'score'
	| 'humanRequired'
	| 'error'
> & {
	/** Epoch milliseconds; null: not told credibly. */
	readonly startedAt: number | null;
	readonly completedAt: number | null;
	readonly dependencies: readonly string[];
	readonly points: number | null;
	readonly description: string | null;
	readonly technology: string | null;
};

/** Only what is kept: signals, artifacts and origins of values stay behind. */
export const factsOf = (task: Task): TaskFacts => {
	const said = (label: string): string | null =>
		task.facts.find((fact) => fact.label === label)?.value ?? null;
	const {key, id, title, format, workspace, group, status, rawStatus, stage, progress} = task;
	const {agent, session, kind, durationMs, durationSource, retries, priority, score} = task;
	return {
		key,
		id,
		title,
		format,
		workspace,
		group,
		status,
		rawStatus,
		stage,
		progress,
		agent,
		session,
		kind,
		durationMs,
		durationSource,
		retries,
		priority,
		score,
		humanRequired: task.humanRequired,
		error: task.error,
		startedAt: task.startedAt?.at ?? null,
		completedAt: task.completedAt?.at ?? null,
		dependencies: task.dependencies.map(({raw}) => raw),
		points: numberIn(said('points')),
		description: said('outcome'),
		technology: said('technology'),
	};
};

const numberIn = (text: string | null): number | null => {
	const found = /^\s*(\d{1,6}(?:\.\d{1,4})?)/.exec(text ?? '');
	return found ? Number(found[1]) : null;
};
