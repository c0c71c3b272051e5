import {recovery} from '../../../../source/formats/tasks-meta/recovery/index.ts';
import {tasksMeta} from '../../../../source/formats/tasks-meta/index.ts';
import type {Draft, Option, RecoveryMoment} from '../../../../source/formats/recovery.ts';
import type {Task} from '../../../../source/model/task.ts';
import {type Change, reduce} from '../../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../../source/store/state.ts';
import {memoryDisk, type MemoryDisk, type MemoryFile} from '../../../helpers/memory-disk.ts';
import {rowOf} from '../../../helpers/nobody-there.ts';

export const now = Date.parse('2026-03-01T09:10:00Z');
const minute = 60_000;

export type Files = Readonly<
	Record<string, string | {readonly text: string; readonly modifiedAt: number}>
>;

type Settings = {
	readonly workspace?: string;
	/** Versions of files that were read before, the oldest first. */
	readonly before?: readonly Files[];
	/** Minutes east of UTC. */
	readonly offset?: number;
	readonly at?: number;
	/** When files were written that name no time. */
	readonly modifiedAt?: number;
};

type Ready = Extract<Draft, {type: 'ready'}>;

export type Project = {
	readonly workspace: string;
	readonly state: State;
	readonly disk: MemoryDisk;
	readonly tasks: readonly Task[];
	readonly task: (id: string) => Task;
	/** Null: those of the project as a whole. A key or an id. */
	readonly options: (id: string | null) => readonly Option[];
	readonly option: (id: string | null, option: string) => Option;
	/** The draft of an option, ready to be applied. */
	readonly ready: (id: string | null, option: string) => Ready;
	/** Why it can't be done: before or after looking at the disk. */
	readonly refusal: (id: string | null, option: string) => string;
	/** As it stands, and is read again, once an option is applied. */
	readonly after: (id: string | null, option: string) => Project;
	/** The disk once a file has become another; null: it is gone. */
	readonly withFile: (path: string, content: MemoryFile) => MemoryDisk;
	/** The text of a file of the project. */
	readonly text: (path: string) => string | null;
};

const changesOf = (files: Files, workspace: string, at: number, modifiedAt: number): Change[] =>
	Object.entries(files).flatMap(([path, file]): Change[] => {
		const absolute = `${workspace}/${path}`;
		const claim = tasksMeta.claims(absolute);
		const text = typeof file === 'string' ? file : file.text;
		return claim
			? [
					{
						type: 'read',
						format: 'tasks-meta',
						input: {
							path: absolute,
							workspace,
							kind: claim.kind,
							content:
								claim.reader === 'presence'
									? {type: 'presence'}
									: {type: 'text', text, isUtf8: true},
							stat: {
								modifiedAt: typeof file === 'string' ? modifiedAt : file.modifiedAt,
								size: text.length,
								isFolder: false,
							},
							readAt: at,
						},
					},
				]
			: [];
	});

/** A project of this format on a disk in memory, read by the store as in earnest. */
export const projectOf = (files: Files, settings: Settings = {}): Project => {
	const {workspace = '/code', before = [], offset = 0, at = now} = settings;
	const {modifiedAt = at - 10 * minute} = settings;
	let state = emptyState;
	for (const [index, version] of [...before, files].entries()) {
		state = reduce(state, changesOf(version, workspace, at, modifiedAt), at + index, index === 0);
	}

	const disk = memoryDisk(
		Object.fromEntries(
			Object.entries(files).map(([path, file]) => [
				`${workspace}/${path}`,
				typeof file === 'string' ? {text: file, modifiedAt} : file,
			]),
		),
	);
	return opened(state, disk, {...settings, workspace, at, offset});
};

type Opened = Settings & {
	readonly workspace: string;
	readonly at: number;
	readonly offset: number;
};

const opened = (state: State, disk: MemoryDisk, settings: Opened): Project => {
	const {workspace, at, offset} = settings;
	const moment: RecoveryMoment = {now: at, offsetAt: () => offset, token: 'abcdefghijklmnop'};
	const tasks = [...state.tasks.values()].toSorted((a, b) => a.order - b.order);
	const taskOf = (id: string): Task => {
		const task = state.tasks.get(id) ?? tasks.find((candidate) => candidate.id === id);
		if (!task) {
			throw new Error(`no task ${id}`);
		}

		return task;
	};

	const subjects = tasks.map((task) => {
		const row = rowOf(task, undefined, at);
		return {task, status: row.status, lastSignAt: row.liveness?.lastSignAt ?? null};
	});
	const project: Project = {
		workspace,
		state,
		disk,
		tasks,
		task: taskOf,
		options: (id) =>
			recovery.options({
				subject: id === null ? null : subjects.find(({task}) => task.key === taskOf(id).key)!,
				subjects,
				group: workspace,
				workspace,
				documents: [...state.documents.values()],
				moment,
			}),
		option(id, name) {
			const options = project.options(id);
			const option = options.find((candidate) => candidate.id === name);
			if (!option) {
				throw new Error(`no ${name} for ${id}: ${options.map((other) => other.id).join(', ')}`);
			}

			return option;
		},
		ready(id, name) {
			const option = project.option(id, name);
			const draft = disk.draft(option);
			if (option.refusal !== null || draft.type !== 'ready') {
				throw new Error(`${name} of ${id}: ${option.refusal ?? JSON.stringify(draft)}`);
			}

			return draft;
		},
		refusal(id, name) {
			const option = project.option(id, name);
			const draft = option.refusal === null ? disk.draft(option) : null;
			if (draft?.type === 'ready') {
				throw new Error(`${name} of ${id} is not refused`);
			}

			return option.refusal ?? (draft as Extract<Draft, {type: 'refused'}>).reason;
		},
		after: (id, name) => reread(disk.apply(project.ready(id, name).edits), settings),
		withFile(path, content) {
			const absolute = `${workspace}/${path}`;
			const files = new Map<string, MemoryFile>();
			for (const other of disk.paths) {
				const original = disk.disk({path: other, as: 'file'});
				if (other !== absolute && original?.type === 'text') {
					files.set(other, original);
				}
			}

			return memoryDisk(content === null ? files : files.set(absolute, content));
		},
		text: (path) => disk.text(`${workspace}/${path}`),
	};
	return project;
};

/** What is on a disk, read for the first time. */
const reread = (disk: MemoryDisk, settings: Opened): Project => {
	const {workspace} = settings;
	const files: Record<string, {text: string; modifiedAt: number}> = {};
	for (const path of disk.paths) {
		const original = disk.disk({path, as: 'file'});
		if (original?.type === 'text') {
			files[path.slice(workspace.length + 1)] = original;
		}
	}

	return opened(
		reduce(emptyState, changesOf(files, workspace, settings.at, settings.at), settings.at, true),
		disk,
		settings,
	);
};
