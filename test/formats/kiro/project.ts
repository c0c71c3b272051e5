import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {Document, DocumentInput, FileStat} from '../../../source/formats/format.ts';
import {kiro} from '../../../source/formats/kiro/index.ts';
import type {Problem} from '../../../source/model/problem.ts';
import type {Task} from '../../../source/model/task.ts';

/** The moment at which the files of these tests are read. */
export const now = Date.UTC(2025, 5, 1, 10);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const project = '/code/app';
export const statePath = `${project}/.kiro/metadata/execution-state.json`;
export const listPath = (spec: string): string => `${project}/.kiro/specs/${spec}/tasks.md`;

/** One file of a made-up project. */
export type File = {
	readonly path: string;
	readonly text: string;
	/** Epoch ms of its last change; an hour ago without it. */
	readonly at?: number;
	/** Files it refers to: when they changed, or null where they are missing. Not looked without it. */
	readonly references?: Readonly<Record<string, number | null>>;
};

const stat = (modifiedAt: number, isFolder = false): FileStat => ({
	modifiedAt,
	size: 1,
	isFolder,
});

export const inputOf = ({path, text, at = now - hour}: File): DocumentInput => ({
	path,
	workspace: project,
	kind: kiro.claims(path)?.kind ?? 'list',
	content: {type: 'text', text, isUtf8: true},
	stat: stat(at),
	readAt: now,
});

export const documentOf = (file: File): Document => {
	const {content: _content, ...facts} = inputOf(file);
	const parsed = kiro.parse(inputOf(file));
	return {
		...facts,
		...parsed,
		lastGood: null,
		unreadableSince: null,
		firstSeenAt: now,
		changedAt: null,
		referenceStats: new Map(
			Object.entries(file.references ?? {}).map(([path, at]) => [
				`${project}/${path}`,
				at === null ? null : stat(at, !path.includes('.', 1) || path.startsWith('.kiro/specs')),
			]),
		),
	};
};

export type Assembled = {
	readonly tasks: readonly Task[];
	/** Of the documents and of assembling them, as the store joins them. */
	readonly problems: readonly Problem[];
	readonly task: (id: string) => Task;
	readonly codes: readonly string[];
};

export const assembleDocuments = (documents: readonly Document[]): Assembled => {
	const sorted = documents.toSorted((a, b) => (a.path < b.path ? -1 : 1));
	const {tasks, problems} = kiro.assemble(project, sorted);
	const all = [...sorted.flatMap((document) => document.problems), ...problems];
	return {
		tasks,
		problems: all,
		codes: all.map(({code}) => code),
		task(id) {
			const found = tasks.find((task) => task.id === id);
			if (!found) {
				throw new Error(`no task ${id} among ${tasks.map((task) => task.id).join(', ')}`);
			}

			return found;
		},
	};
};

export const assembleFiles = (...files: readonly File[]): Assembled =>
	assembleDocuments(files.map((file) => documentOf(file)));

/** A checkpoint with the fields that matter changed. */
export const stateText = (
	details: Readonly<Record<string, unknown>> = {},
	sections: Readonly<Record<string, unknown>> = {},
): string =>
	JSON.stringify({
		timestamp: '2025-06-01T09:00:00Z',
		current_step: 'step',
		task_details: {
			task_id: '2',
			task_name: 'Second',
			status: 'in_progress',
			sub_steps_completed: ['read', 'planned'],
			current_sub_step: 'writing',
			...details,
		},
		context: {spec_name: 'shop', last_successful_operation: 'planned'},
		error_recovery: {
			last_checkpoint: 'planned',
			rollback_point: 'task_2_start',
			recovery_instructions: 'Go on writing',
		},
		...sections,
	});

const fixtures = fileURLToPath(new URL('../../fixtures/kiro/', import.meta.url));

/** The text of a fixture: `good/editor/.kiro/...`. */
export const fixture = (path: string): string => readFileSync(`${fixtures}${path}`, 'utf8');

/** A fixture's file as if it lay in the project. */
export const fixtureFile = (folder: string, path: string, at?: number): File => ({
	path: `${project}/${path}`,
	text: fixture(`${folder}/${path}`),
	...(at === undefined ? {} : {at}),
});
