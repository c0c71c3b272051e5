import {kiro} from '../../../../source/formats/kiro/index.ts';
import {recovery} from '../../../../source/formats/kiro/recovery/index.ts';
import type {FileStat} from '../../../../source/formats/format.ts';
import type {Draft, Option, RecoveryInput, Subject} from '../../../../source/formats/recovery.ts';
import type {Task} from '../../../../source/model/task.ts';
import {type Change, reduce} from '../../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../../source/store/state.ts';
import {memoryDisk, type MemoryDisk, type MemoryFile} from '../../../helpers/memory-disk.ts';
import {rowOf} from '../../../helpers/nobody-there.ts';

export const workspace = '/code/app';
export const statePath = `${workspace}/.kiro/metadata/execution-state.json`;
export const listPath = `${workspace}/.kiro/specs/shop/tasks.md`;

const hour = 3_600_000;

/** Files of these tests changed at nine; it is eleven: who was at work is silent for two hours. */
export const changedAt = Date.UTC(2025, 5, 1, 9);
const now = changedAt + 2 * hour;

export type Rehearsal = {
	readonly disk: MemoryDisk;
	readonly tasks: readonly Task[];
	readonly state: State;
	readonly task: (id: string) => Task;
	/** All options of a task by its id, or of the group. */
	readonly options: (id: string | null) => readonly Option[];
	/** One of them; throws when it is not offered. */
	readonly option: (id: string | null, option: string) => Option;
	/** What one of them would change on the disk of now, or of another one. */
	readonly draft: (
		id: string | null,
		option: string,
		disk?: MemoryDisk,
	) => Exclude<Draft, {type: 'needs'}>;
};

/** A project as metawatch sees it, with a disk on which its recoveries can be tried. */
export const rehearse = (
	files: Readonly<Record<string, MemoryFile>> | MemoryDisk,
	{at = now, project = workspace}: {readonly at?: number; readonly project?: string} = {},
): Rehearsal => {
	const disk =
		'disk' in files && typeof files.disk === 'function'
			? (files as MemoryDisk)
			: memoryDisk(files as Record<string, MemoryFile>);
	const state = readState(disk, at, project);
	const tasks = [...state.tasks.values()];
	const subjects = tasks.map((task): Subject => {
		const row = rowOf(task, undefined, at);
		return {task, status: row.status, lastSignAt: row.liveness?.lastSignAt ?? null};
	});
	const inputOf = (subject: Subject | null): RecoveryInput => ({
		subject,
		subjects,
		group: project,
		workspace: project,
		documents: [...state.documents.values()],
		moment: {now: at, offsetAt: () => 0, token: 'abcdefghijkl'},
	});
	const options = (id: string | null): readonly Option[] => {
		const subject =
			id === null ? null : subjects.find(({task}) => task.id === id || task.key === id);
		if (subject === undefined) {
			throw new Error(`no task ${id} among ${tasks.map((task) => task.id).join(', ')}`);
		}

		return recovery.options(inputOf(subject));
	};
	const option = (id: string | null, wanted: string): Option => {
		const all = options(id);
		const found = all.find((one) => one.id === wanted);
		if (!found) {
			throw new Error(`${wanted} is not among ${all.map((one) => one.id).join(', ')}`);
		}

		return found;
	};
	return {
		disk,
		tasks,
		state,
		options,
		option,
		task: (id) => subjects.find(({task}) => task.id === id || task.key === id)!.task,
		draft: (id, wanted, standing = disk) => standing.draft(option(id, wanted)),
	};
};

const readState = (disk: MemoryDisk, at: number, project: string): State => {
	const changes = disk.paths.flatMap((path): Change[] => {
		const claim = kiro.claims(path);
		const stat = statAt(disk, path);
		if (!claim || !stat) {
			return [];
		}

		const found = disk.disk({path, as: 'file'})!;
		const text = found.type === 'text' ? found.text.replace(/^\uFEFF/, '') : '\uFFFD';
		const isUtf8 = found.type === 'text';
		return [
			{
				type: 'read',
				format: 'kiro',
				input: {
					path,
					workspace: project,
					kind: claim.kind,
					content: claim.reader === 'text' ? {type: 'text', text, isUtf8} : {type: 'presence'},
					stat,
					readAt: at,
				},
			},
		];
	});
	const state = reduce(emptyState, changes, at, true);
	const references = [...state.documents.values()].map(({path, references: paths}): Change => ({
		type: 'references',
		path,
		stats: new Map(paths.map((reference) => [reference, statAt(disk, reference)])),
	}));
	return reduce(state, references, at, true);
};

const statAt = ({disk}: MemoryDisk, path: string): FileStat | null => {
	const found = disk({path, as: 'stat'});
	return found?.type === 'stat' ? found : null;
};
