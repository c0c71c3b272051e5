import type {SprintLine} from '../../export/sprint-schema.ts';
import type {Task} from '../../model/task.ts';
import type {
	SprintLimits,
	SprintNews,
	SprintSummary,
} from '../../recovery/campaign/sprint/state.ts';
import {writeOut} from '../output.ts';
import type {Paint} from '../sgr.ts';
import {sprintText} from './lines.ts';
import type {StartCommands} from './start-commands.ts';

/** Says what a sprint does: lines for people, or one JSON document a line. */
export type Reporter = {
	/** What would be started now; returns how many that are. */
	readonly plan: (
		ready: readonly Task[],
		commands: StartCommands,
		limits: SprintLimits,
	) => Promise<{readonly tasks: number}>;
	/** The file that gets the output of the command of a task; told with its start. */
	readonly log: (task: string, file: string | null) => void;
	readonly news: (news: SprintNews) => void;
	readonly summary: (summary: SprintSummary) => Promise<void>;
};

export const createReporter = (isJson: boolean, {paint}: {readonly paint: Paint}): Reporter => {
	const logs = new Map<string, string>();
	const write = async (line: SprintLine): Promise<void> => {
		await writeOut(`${isJson ? JSON.stringify(line) : sprintText(line, paint)}\n`);
	};

	const head = (): {readonly version: 1; readonly at: string} => ({
		version: 1,
		at: new Date().toISOString(),
	});
	return {
		async plan(ready, commands, limits) {
			const all = ready.map((task) => ({task, command: commands.of(task)}));
			const startable = all.flatMap(({task, command}) =>
				'invocation' in command ? [{task, invocation: command.invocation}] : [],
			);
			const tasks = startable
				.slice(0, limits.tasks)
				.map(({task: {key, id, title, format, workspace}, invocation}) => ({
					key,
					id,
					title,
					format,
					workspace,
					command: [invocation.program, ...invocation.arguments],
				}));
			const cannot = all.flatMap(({task: {key, id}, command}) =>
				'reason' in command ? [{key, id, reason: command.reason}] : [],
			);
			await write({
				...head(),
				event: 'plan',
				most: limits.tasks,
				sideBySide: limits.sideBySide,
				limitMs: limits.limitMs,
				tasks,
				cannot,
			});
			return {tasks: tasks.length};
		},
		log(task, file) {
			if (file !== null) {
				logs.set(task, file);
			}
		},
		news({what, task, id, text, delayMs}) {
			const log = what === 'started' ? (logs.get(task) ?? null) : null;
			void write({...head(), event: what, task, id, text, delayMs, log});
		},
		async summary({done, failed, left, notStarted, reason}) {
			await write({
				...head(),
				event: 'summary',
				done: [...done],
				failed: [...failed],
				left: [...left],
				notStarted,
				reason,
			});
		},
	};
};
