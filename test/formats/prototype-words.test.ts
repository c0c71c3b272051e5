import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {claimPath} from '../../source/formats/index.ts';
import type {Content} from '../../source/formats/format.ts';
import {type FormatName, formatNames} from '../../source/model/format-name.ts';
import {type Change, reduce} from '../../source/store/reduce.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import {execution, taskDatabase} from './backlog/task-database.ts';

/** What every object has without having been given it: never a word of a format. */
const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

const workspace = '/w';
const noon = Date.UTC(2026, 2, 1, 12);

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** Where the files of a fixture lie in a project, where they do not lie in one already. */
const placeOf: Readonly<Record<FormatName, (relative: string) => string>> = {
	kiro: (relative) => relative,
	'return-meta': (relative) => relative,
	'tasks-meta': (relative) => `specs/001-search/${relative}`,
	backlog: (relative) => relative,
};

type Files = ReadonlyMap<string, Content>;

const filesOf = (format: FormatName): Files => {
	const folder = path.join(fixtures, format, 'good');
	const files = readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry): [string, Content] => {
			const file = path.join(entry.parentPath, entry.name);
			const relative = path.relative(folder, file).replaceAll('\\', '/');
			const text = readFileSync(file, 'utf8');
			return [`${workspace}/${placeOf[format](relative)}`, {type: 'text', text, isUtf8: true}];
		});
	const database = taskDatabase({
		executions: [
			execution('B-001', 'failed', {error_message: 'timeout', metadata: '{"notes": "none"}'}),
		],
		metadata: [{task_id: 'B-001', title: 'One', priority: 'P1', dependencies: '["B-002"]'}],
		history: [{task_id: 'B-001', status: 'failed', timestamp: '2025-08-10T10:00:00'}],
	});
	const state = {
		next_project_number: 2,
		active_projects: [
			{
				project_number: 1,
				project_name: 'one',
				status: 'researching',
				priority: 'high',
				task_type: 'general',
				dependencies: [],
				last_updated: '2026-02-01T10:00:00Z',
			},
		],
	};
	return new Map([
		...files,
		...(format === 'return-meta'
			? [
					[
						`${workspace}/other/specs/state.json`,
						{type: 'text', text: JSON.stringify(state), isUtf8: true},
					] as const,
				]
			: []),
		...(format === 'backlog'
			? [[`${workspace}/000_core/task_execution.db`, {type: 'database', database}] as const]
			: []),
	]);
};

const stateOf = (files: Files): State =>
	reduce(
		emptyState,
		[...files].flatMap(([file, content]): Change[] => {
			const claimed = claimPath(file);
			const input = {
				path: file,
				workspace,
				kind: claimed?.claim.kind ?? '',
				content: claimed?.claim.reader === 'presence' ? ({type: 'presence'} as const) : content,
				stat: {modifiedAt: noon, size: 1, isFolder: false},
				readAt: noon,
			};
			return claimed ? [{type: 'read', format: claimed.format.name, input}] : [];
		}),
		noon,
	);

/** The content with the text of the n-th place replaced; null when there are not so many places. */
const replaced = (content: Content, at: number, word: string): Content | null => {
	let count = 0;
	const next = (text: string): string => (count++ === at ? word : text);
	if (content.type === 'database') {
		const tables = Object.fromEntries(
			Object.entries(content.database.tables).map(([name, {columns, rows}]) => [
				name,
				{
					columns,
					rows: rows.map((row) =>
						Object.fromEntries(
							Object.entries(row).map(([column, cell]) => [
								column,
								typeof cell === 'string' ? next(cell) : cell,
							]),
						),
					),
				},
			]),
		);
		return count > at ? {type: 'database', database: {...content.database, tables}} : null;
	}

	if (content.type !== 'text') {
		return null;
	}

	const isJson = /^\s*\{/.test(content.text);
	const text = isJson
		? content.text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) => `"${next(quoted.slice(1, -1))}"`)
		: content.text.replaceAll(/[\w-]+|(?<=\[)[ x~-](?=\])/g, next);
	return count > at ? {...content, text} : null;
};

/** What no file can have said: something of the language itself took the place of a value. */
const foreignIn = (value: unknown): boolean =>
	typeof value === 'function' ||
	Number.isNaN(value) ||
	(typeof value === 'object' &&
		value !== null &&
		Object.values(value).some((item) => foreignIn(item)));

describe('words that every object knows are words like others', () => {
	test.each(formatNames)('%s', (format) => {
		const files = filesOf(format);
		expect(stateOf(files).tasks.size).toBeGreaterThan(0);
		for (const word of words) {
			for (const [file, content] of files) {
				let changed = replaced(content, 0, word);
				for (let at = 0; changed; at++) {
					const {problems, tasks} = stateOf(new Map([...files, [file, changed]]));
					const failed = problems.filter(({code}) => code === 'reader-failed');
					const foreign = [...tasks.values()].filter((task) => foreignIn(task));
					expect({file, word, at, failed, foreign}).toEqual({
						file,
						word,
						at,
						failed: [],
						foreign: [],
					});
					changed = replaced(content, at + 1, word);
				}
			}
		}
	});
});
