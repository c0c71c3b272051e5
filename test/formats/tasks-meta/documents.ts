import {readFileSync} from 'node:fs';
import type {Document, DocumentInput, FileStat} from '../../../source/formats/format.ts';
import {tasksMeta} from '../../../source/formats/tasks-meta/index.ts';
import type {Problem} from '../../../source/model/problem.ts';
import type {Task} from '../../../source/model/task.ts';

export const workspace = '/code';
export const now = Date.parse('2026-03-01T09:10:00Z');

export const fixture = (name: string): string =>
	readFileSync(new URL(`../../fixtures/tasks-meta/${name}`, import.meta.url), 'utf8');

/** What a first scan reports about a file of the workspace. */
export const inputOf = (
	path: string,
	text: string,
	{modifiedAt = now, readAt = now}: {modifiedAt?: number; readAt?: number} = {},
): DocumentInput => {
	const absolute = `${workspace}/${path}`;
	const claim = tasksMeta.claims(absolute);
	if (!claim) {
		throw new Error(`not claimed: ${path}`);
	}

	return {
		path: absolute,
		workspace,
		kind: claim.kind,
		content: claim.reader === 'presence' ? {type: 'presence'} : {type: 'text', text, isUtf8: true},
		stat: {modifiedAt, size: text.length, isFolder: false},
		readAt,
	};
};

export const documentOf = (
	path: string,
	text: string,
	options: {
		modifiedAt?: number;
		readAt?: number;
		stats?: ReadonlyMap<string, FileStat | null>;
	} = {},
): Document => {
	const {content: _content, ...facts} = inputOf(path, text, options);
	return {
		...facts,
		...tasksMeta.parse(inputOf(path, text, options)),
		lastGood: null,
		unreadableSince: null,
		firstSeenAt: now,
		changedAt: null,
		referenceStats: options.stats ?? new Map(),
	};
};

/** One feature, `specs/001-labels`, from the text of its files. */
export const assembleFeature = (
	files: Readonly<Record<string, string>>,
	options: {modifiedAt?: number; readAt?: number} = {},
): {task: (id: string) => Task; tasks: readonly Task[]; problems: readonly Problem[]} => {
	const documents = Object.entries(files)
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, text]) =>
			documentOf(name.includes('/') ? name : `specs/001-labels/${name}`, text, options),
		);
	const {tasks, problems} = tasksMeta.assemble(workspace, documents);
	return {
		tasks,
		problems: [...documents.flatMap((document) => document.problems), ...problems],
		task(id) {
			const found = tasks.find((task) => task.id === id);
			if (!found) {
				throw new Error(`no task ${id}`);
			}

			return found;
		},
	};
};

/** The metadata of one feature with these tasks. */
export const metadata = (tasks: Readonly<Record<string, unknown>>): string =>
	JSON.stringify({feature: '001-labels', created: '2026-03-01T08:00:03Z', tasks}, null, 2);

export const codesOf = (problems: readonly Problem[]): readonly string[] =>
	problems.map(({code}) => code);
