import {isMet} from '../../analysis/dependencies/met.ts';
import {nameFor} from '../../analysis/dependencies/names.ts';
import type {Row} from '../../analysis/rows.ts';
import type {Task} from '../../model/task.ts';

/** What the task waits for, and how that stands. */
export const dependencyLines = (
	task: Task,
	rowOf: (key: string) => Row | undefined,
): readonly string[] =>
	task.dependencies.map(({raw, key, state}) => {
		const other = key === null ? undefined : rowOf(key);
		if (!other) {
			return `depends on ${raw} (${state})`;
		}

		const isDone = isMet({format: other.task.format, status: other.status});
		return `depends on ${nameFor(other.task, task)} ${other.task.title}: ${isDone ? 'done' : other.status}`;
	});
