import type {DocumentInput} from '../../../source/formats/format.ts';
import {returnMeta} from '../../../source/formats/return-meta/index.ts';
import type {Row} from '../../../source/analysis/rows.ts';
import {rowOf} from '../../helpers/nobody-there.ts';
import {type Change, reduce} from '../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../source/store/state.ts';

export const workspace = '/w';

/** The moment at which the files of these tests are read: sess_1777887600 began 20 minutes before. */
export const now = Date.parse('2026-05-04T10:00:00Z');

export const minute = 60_000;

/** A file: its text or value, and how many minutes before `now` it was written. */
export type Given = {readonly content: unknown; readonly age?: number};

/** A file as a document, claimed the way discovery does it. */
export const inputOf = (path: string, {content, age = 5}: Given, readAt = now): DocumentInput => {
	const absolute = `${workspace}/${path}`;
	const claim = returnMeta.claims(absolute);
	if (!claim) {
		throw new Error(`not claimed: ${path}`);
	}

	const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
	return {
		path: absolute,
		workspace,
		kind: claim.kind,
		content: claim.reader === 'presence' ? {type: 'presence'} : {type: 'text', text, isUtf8: true},
		stat: {modifiedAt: readAt - age * minute, size: text.length, isFolder: false},
		readAt,
	};
};

export const changesOf = (files: Readonly<Record<string, Given>>): Change[] =>
	Object.entries(files).map(([path, given]) => ({
		type: 'read',
		format: 'return-meta',
		input: inputOf(path, given),
	}));

export const stateOf = (files: Readonly<Record<string, Given>>, isFirst = true): State =>
	reduce(emptyState, changesOf(files), now, isFirst);

/** Rows by their id, as they stand `later` minutes after `now`. */
export const rowsOf = (state: State, later = 0): Map<string, Row> =>
	new Map(
		[...state.tasks.values()].map((task) => [
			task.id,
			rowOf(task, undefined, now + later * minute),
		]),
	);

export const codesOf = (state: State, later = 0): string[] => [
	...new Set(
		state.problems
			.filter(({activeFrom = 0}) => activeFrom <= now + later * minute)
			.map(({code}) => code),
	),
];

export const session = 'sess_1777887600_abc123';

/** A `state.json` with these entries. */
export const container = (...tasks: readonly object[]): object => ({
	next_project_number: 900,
	active_projects: tasks,
});

/** A time so many minutes before `now`, as files write it. */
export const ago = (minutes: number): string =>
	new Date(now - minutes * minute).toISOString().replace('.000', '');

export const folder = 'specs/007_a_task';
export const otherSession = 'sess_1777880000_zzz999';

export const entry = (status: string, more: object = {}): object => ({
	project_number: 7,
	project_name: 'a_task',
	status,
	last_updated: ago(15),
	session_id: session,
	...more,
});

export const run = (status: string, more: object = {}): object => ({
	status,
	metadata: {session_id: session, agent_type: 'an-agent'},
	...more,
});

export const project = (
	task: object | null,
	result: object | null = null,
	more: Readonly<Record<string, Given>> = {},
	age = 2,
): Readonly<Record<string, Given>> => ({
	...(task ? {'specs/state.json': {content: container(task), age: 15}} : {}),
	...(result ? {[`${folder}/.return-meta.json`]: {content: result, age}} : {}),
	...more,
});

export const rowOfProject = (files: Readonly<Record<string, Given>>, later = 0) =>
	rowsOf(stateOf(files), later).get('7')!;
