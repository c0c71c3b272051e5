import {recovery} from '../../../../source/formats/return-meta/recovery/index.ts';
import {returnMeta} from '../../../../source/formats/return-meta/index.ts';
import type {Option, RecoveryInput, Subject} from '../../../../source/formats/recovery.ts';
import type {Edit} from '../../../../source/model/edit.ts';
import type {State} from '../../../../source/store/state.ts';
import {type MemoryDisk, memoryDisk, type MemoryFile} from '../../../helpers/memory-disk.ts';
import {rowOf} from '../../../helpers/nobody-there.ts';
import {type Given, minute, now, stateOf, workspace} from '../given.ts';

export type Files = Readonly<Record<string, Given>>;

/** What is offered for the tasks of a state. */
export type Offered = {
	readonly state: State;
	readonly subjects: readonly Subject[];
	/** Options of a task, by its id or key; null: of the root. */
	readonly options: (id: string | null) => readonly Option[];
	/** One of them; throws where it is not offered. */
	readonly option: (id: string | null, option: string) => Option;
};

/** A project on a disk in memory, read the way discovery does it. */
export type Bench = Offered & {
	readonly disk: MemoryDisk;
	/** The edits of an option; throws with the reason where there are none. */
	readonly edits: (id: string | null, option: string) => readonly Edit[];
	/** Path inside the project -> its text afterwards; null: it is not there. */
	readonly after: (id: string | null, option: string) => Readonly<Record<string, string | null>>;
	/** Why an option can't be had: at once, or when the disk was looked at. */
	readonly refusal: (id: string | null, option: string) => string | null;
};

const textOf = ({content}: Given): string =>
	typeof content === 'string' ? content : JSON.stringify(content, null, 2);

export const diskOf = (files: Files): MemoryDisk =>
	memoryDisk(
		Object.fromEntries(
			Object.entries(files).map(([path, given]): [string, MemoryFile] => [
				`${workspace}/${path}`,
				{text: textOf(given), modifiedAt: now - (given.age ?? 5) * minute},
			]),
		),
	);

export const benchOf = (files: Files, disk: MemoryDisk = diskOf(files)): Bench => {
	const claimed = Object.fromEntries(
		Object.entries(files).filter(([path]) => returnMeta.claims(`${workspace}/${path}`)),
	);
	const offered = optionsIn(stateOf(claimed), now, workspace);
	const edits = (id: string | null, name: string): readonly Edit[] => {
		const draft = disk.draft(offered.option(id, name));
		if (draft.type !== 'ready') {
			throw new Error(draft.reason);
		}

		return draft.edits;
	};

	return {
		...offered,
		disk,
		edits,
		after: (id, name) => {
			const made = edits(id, name);
			const changed = disk.apply(made);
			return Object.fromEntries(
				made.map(({path}) => [path.slice(workspace.length + 1), changed.text(path)]),
			);
		},
		refusal(id, name) {
			const option = offered.option(id, name);
			const draft = disk.draft(option);
			return option.refusal ?? (draft.type === 'refused' ? draft.reason : null);
		},
	};
};

/** What is offered for the tasks of a state at a moment. */
export const optionsIn = (state: State, at: number, folder: string): Offered => {
	const subjects = [...state.tasks.values()].map((task): Subject => {
		const row = rowOf(task, undefined, at);
		return {task, status: row.status, lastSignAt: row.liveness?.lastSignAt ?? null};
	});
	const documents = [...state.documents.values()];
	const inputFor = (subject: Subject | null, group: string): RecoveryInput => ({
		subject,
		subjects,
		group,
		workspace: folder,
		documents: documents.filter(({path}) => path.startsWith(`${group}/`)),
		moment: {now: at, offsetAt: () => 0, token: 'Ab3dEf6hIj9kLm'},
	});
	const groupOf = (key: string): string => key.slice('return-meta:'.length, key.indexOf('#'));
	const options = (id: string | null): readonly Option[] => {
		const subject =
			id === null ? null : subjects.find(({task}) => task.id === id || task.key === id);
		if (subject === undefined) {
			throw new Error(`no task ${id}`);
		}

		return recovery.options(
			inputFor(subject, subject === null ? `${folder}/specs` : groupOf(subject.task.key)),
		);
	};

	return {
		state,
		subjects,
		options,
		option(id, name) {
			const found = options(id).find((option) => option.id === name);
			if (!found) {
				throw new Error(`${name} is not offered for ${id}`);
			}

			return found;
		},
	};
};
