import type {SprintLine} from '../../export/sprint-schema.ts';
import type {SprintPreview} from '../../recovery/campaign/sprint/preview.ts';
import type {SprintNews, SprintSummary} from '../../recovery/campaign/sprint/state.ts';
import {writeOut} from '../output.ts';
import type {Paint} from '../sgr.ts';
import {sprintText} from './lines.ts';

/** Says what a sprint does: lines for people, or one JSON document a line. */
export type Reporter = {
	readonly plan: (preview: SprintPreview) => Promise<void>;
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
		async plan({tasks, cannot, sharedFiles, ...limits}) {
			await write({
				...head(),
				event: 'plan',
				...limits,
				tasks: tasks.map(({command, ...task}) => ({...task, command: [...command]})),
				cannot: [...cannot],
				sharedFiles: sharedFiles.map(({path, tasks: ids}) => ({path, tasks: [...ids]})),
			});
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
