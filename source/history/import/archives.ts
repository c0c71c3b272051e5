import {readdirSync} from 'node:fs';
import path from 'node:path';
import {claimPath, formatByName} from '../../formats/index.ts';
import {readJson} from '../../formats/json.ts';
import type {Task} from '../../model/task.ts';
import {type Change, reduce} from '../../store/reduce.ts';
import {emptyState, type State} from '../../store/state.ts';
import {factsOf} from '../recording.ts';
import {readPlainFile} from './read-plain-file.ts';
import {importedAttempt, type TakenOver} from './taken-over.ts';

/** Archives hold a folder for each task; more of them than that are passed over. */
const mostFolders = 10_000;

/**
The attempts that archives tell: tasks that were finished and moved away. They are read as if they still
stood where they stood, by the same format, which knows what in them can be believed.
*/
export const attemptsInArchives = (state: State, now: number): readonly TakenOver[] =>
	[...state.documents.values()]
		.filter(({kind, path: file}) => kind === 'archive' && file.endsWith('/archive/state.json'))
		.flatMap(({path: file, workspace}) => {
			const archive = path.posix.dirname(file);
			const changes = [
				...recordChange(file, archive, workspace, now),
				...folderChanges(archive, workspace, now),
			];
			const restored = reduce(emptyState, changes, now, true);
			return [...restored.tasks.values()].flatMap((task) =>
				state.tasks.has(task.key) ? [] : attemptOf(task),
			);
		});

const attemptOf = (task: Task): readonly TakenOver[] => {
	const {status, startedAt, completedAt, durationMs, durationSource} = task;
	const isEnd = status === 'completed' || status === 'failed' || status === 'cancelled';
	if (!isEnd || (completedAt === null && durationMs === null)) {
		return [];
	}

	const attempt = importedAttempt(task, {
		ordinal: (task.retries ?? 0) + 1,
		outcome: status,
		startedAt: startedAt?.at ?? null,
		endedAt: completedAt?.at ?? null,
		durationMs,
		durationSource,
		error: status === 'failed' ? task.error : null,
	});
	return [{about: factsOf(task), attempts: [attempt]}];
};

const listNames = ['completed_projects', 'archived_projects', 'abandoned_projects'];

/** The record of archived tasks as the record of present ones. */
const recordChange = (
	file: string,
	archive: string,
	workspace: string,
	now: number,
): readonly Change[] => {
	const read = readPlainFile(file);
	const {value} = readJson(read?.text ?? 'null');
	if (typeof value !== 'object' || value === null) {
		return [];
	}

	const projects = listNames.flatMap((name) => {
		const list: unknown = Reflect.get(value, name);
		return Array.isArray(list) ? (list.flat() as unknown[]) : [];
	});
	const text = JSON.stringify({next_project_number: 1_000_000, active_projects: projects});
	const target = path.posix.join(path.posix.dirname(archive), 'state.json');
	return changeOf(target, text, workspace, read!.modifiedAt, now);
};

/** The files of archived tasks, as if they stood beside the present ones. */
const folderChanges = (archive: string, workspace: string, now: number): readonly Change[] =>
	namesIn(archive)
		.slice(0, mostFolders)
		.flatMap((folder) =>
			namesIn(path.posix.join(archive, folder)).flatMap((name) => {
				const file = path.posix.join(archive, folder, name);
				const target = path.posix.join(path.posix.dirname(archive), folder, name);
				const claimed = claimPath(target);
				const read = claimed?.claim.reader === 'text' ? readPlainFile(file) : null;
				return read ? changeOf(target, read.text, workspace, read.modifiedAt, now) : [];
			}),
		);

const namesIn = (folder: string): readonly string[] => {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
};

const changeOf = (
	target: string,
	text: string,
	workspace: string,
	modifiedAt: number,
	now: number,
): readonly Change[] => {
	const claimed = claimPath(target);
	if (!claimed) {
		return [];
	}

	const input = {
		path: target,
		workspace,
		kind: claimed.claim.kind,
		content: {type: 'text' as const, text, isUtf8: true},
		stat: {modifiedAt, size: text.length, isFolder: false},
		readAt: now,
	};
	return [{type: 'read', format: formatByName(claimed.format.name).name, input}];
};
