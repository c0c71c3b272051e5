import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {rowOf} from '../../helpers/nobody-there.ts';
import {percentile} from '../../../source/formats/backlog/attempts.ts';
import {tables} from '../../../source/formats/backlog/claims.ts';
import type {Declaration} from '../../../source/formats/backlog/declaration.ts';
import {foldId} from '../../../source/formats/backlog/identifier.ts';
import {parseBacklog} from '../../../source/formats/backlog/parse-backlog.ts';
import {parseDatabase} from '../../../source/formats/backlog/parse-database.ts';
import {readStatus} from '../../../source/formats/backlog/status.ts';
import {reduce} from '../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../source/store/state.ts';
import {readDatabase} from '../../../source/watch/read-database.ts';
import {corpusFolder} from '../../helpers/corpus.ts';
import {databaseChange, readProject} from './read-project.ts';

const folder = path.join(corpusFolder ?? '', 'backlog');
const inCase = (...names: string[]): string => path.join(folder, ...names);
const json = (...names: string[]): unknown => JSON.parse(readFileSync(inCase(...names), 'utf8'));

/** Cases with an independent scan of their files, and the clock at which it was made (UTC-5). */
const checked = [
	['2025-08-07-baseline', '2025-08-11T03:37:08Z'],
	['2025-08-13-heavy-retries', '2025-08-17T17:47:08Z'],
	['2025-08-18-ascii-hyphens', '2025-08-20T19:22:31Z'],
] as const;

const counted = (values: readonly string[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const value of values) {
		counts[value] = (counts[value] ?? 0) + 1;
	}

	return counts;
};

const problemCodes = (state: State): Record<string, number> =>
	counted(state.problems.map(({code}) => code));

type TruthItem = {
	readonly rawid: string;
	readonly line: number;
	readonly form: string;
	readonly ncells: number | null;
	readonly title: string;
	readonly priority: string | null;
	readonly points: string | null;
	readonly status_norm: string | null;
	readonly deps_raw: string | null;
	readonly score_total: number | null;
	readonly inline_score: number | null;
	readonly human_required: boolean;
	readonly human_reason: string | null;
	readonly comments: Readonly<Record<string, readonly string[]>>;
};

const words: Readonly<Record<string, string>> = {
	done: 'completed',
	todo: 'pending',
	'setup-required': 'blocked',
	unknown: 'unknown',
};

const plainly = (text: string): string => text.replaceAll(/`|\*{2,}/g, '').trim();

/** The same things of an item, from the scan and from the reader. */
const scanned = (item: TruthItem) => ({
	id: item.rawid,
	cells: item.ncells,
	title: plainly(item.title.replace(/ *\((?:score|\d+ points|🔥|📈|🔧).*$/u, '')),
	status: item.ncells === 5 || item.status_norm === null ? null : words[item.status_norm],
	priority: item.ncells === 5 || item.form !== 'row' ? null : item.priority,
	points: item.ncells === 5 || item.form !== 'row' ? null : item.points,
	score: item.score_total ?? item.inline_score,
	dependencies: item.ncells === 8 ? plainly(item.deps_raw ?? '') : null,
	isHuman: item.human_required,
	reason: item.human_required ? item.human_reason : null,
	progress: item.comments['progress'] ? plainly(item.comments['progress'][0]!) : null,
});

const ours = ({id, cells, title, fields, form}: Declaration): ReturnType<typeof scanned> => {
	const value = (name: string): string | null => fields.get(name)?.value ?? null;
	const isRow = form === 'row' || form === 'short-row';
	const score = value('score_total');
	return {
		id,
		cells,
		title,
		status: readStatus(value('status'))?.status ?? null,
		priority: isRow ? value('priority') : null,
		points: isRow ? value('points') : null,
		score: score === null ? null : Number(score),
		dependencies: cells === 8 ? (value('dependencies') ?? '') : null,
		isHuman: value('human_required') === 'true',
		reason: value('human_required') === 'true' ? value('reason') : null,
		progress: value('progress'),
	};
};

describe.skipIf(!corpusFolder)('real backlogs (skipped without the corpus)', () => {
	test.each(checked)('%s: every declaration as an independent scan sees it', (name) => {
		const text = readFileSync(inCase(name, '000_core', '000_backlog.md'), 'utf8');
		const {file, problems} = parseBacklog(text, '/w/000_backlog.md');
		const truth = json(name, 'truth', 'items.json') as TruthItem[];
		expect(problems).toEqual([]);
		expect(file.declarations.map(({line}) => line)).toEqual(truth.map(({line}) => line));
		expect(file.declarations.map(ours)).toEqual(truth.map(scanned));
	});

	const versions = corpusFolder
		? readFileSync(inCase('history', 'COUNTS.tsv'), 'utf8')
				.trim()
				.split('\n')
				.slice(1)
				.map((line) => line.split('\t'))
		: [];

	test.each(versions)('%s has the counted rows, bullets, headings and ids', (...columns) => {
		const [name = '', , , , , , , fiveCells, sevenCells, bullets, headings, declarations, ids] =
			columns;
		const commit = /_(\w+)\.md$/.exec(name)![1]!;
		const inHistory = inCase('history', name);
		const {declarations: found} = parseBacklog(
			readFileSync(existsSync(inHistory) ? inHistory : fileOfCommit(commit), 'utf8'),
			'/w/000_backlog.md',
		).file;
		const numbers = {
			fiveCells: found.filter(({cells}) => cells === 5).length,
			sevenCells: found.filter(({cells}) => cells === 7).length,
			bullets: found.filter(({form}) => form === 'bullet').length,
			headings: found.filter(({form}) => form === 'heading').length,
			declarations: found.length,
			ids: new Set(found.map(({id}) => foldId(id))).size,
		};
		expect(numbers).toEqual({
			fiveCells: Number(fiveCells),
			sevenCells: Number(sevenCells),
			bullets: Number(bullets),
			headings: Number(headings),
			declarations: Number(declarations),
			ids: Number(ids),
		});
	});

	test('all twelve versions were compared', () => {
		expect(versions).toHaveLength(12);
	});
});

/** Three versions lie in the folders of their cases. */
const fileOfCommit = (commit: string): string => {
	const name = readdirSync(folder).find((candidate) => {
		const source = inCase(candidate, 'SOURCE.txt');
		return /^\d{4}-/.test(candidate) && readFileSync(source, 'utf8').includes(commit);
	});
	return inCase(name!, '000_core', '000_backlog.md');
};

type Truth = {
	readonly tasks: number;
	readonly status_counts: Readonly<Record<string, number>>;
	readonly attempts: number;
	readonly attempts_succeeded: number;
	readonly retries_from_history: number;
	readonly tasks_with_retries: number;
	readonly max_retries_one_task: number;
};

describe.skipIf(!corpusFolder)('real databases (skipped without the corpus)', () => {
	test.each(checked)('%s: executions, tries and retries as counted', async (name) => {
		const content = await readDatabase(inCase(name, 'task_execution.db'), tables);
		const {file, problems} = parseDatabase(content, '/w/task_execution.db');
		const truth = json(name, 'truth', 'metrics.json') as Truth;
		const {records} = file;
		const attempts = records.flatMap((record) => record.attempts?.ended ?? []);
		const retries = records.map((record) => record.attempts?.retries ?? 0);
		expect(problems).toEqual([]);
		expect(file.offset).toBe(5 * 3_600_000);
		expect(counted(records.map(({execution}) => execution!.status))).toEqual(truth.status_counts);
		expect({
			tasks: records.length,
			attempts: attempts.length,
			attempts_succeeded: attempts.filter(({outcome}) => outcome === 'completed').length,
			retries_from_history: retries.reduce((sum, count) => sum + count, 0),
			tasks_with_retries: retries.filter((count) => count > 0).length,
			max_retries_one_task: Math.max(...retries),
		}).toMatchObject(
			Object.fromEntries(
				Object.entries(truth).filter(([key]) =>
					/^(?:tasks|attempts|attempts_succeeded|retries_from_history|tasks_with_retries|max_retries_one_task)$/.test(
						key,
					),
				),
			),
		);
		expect(
			percentile(
				attempts.map(({durationMs}) => durationMs ?? 0),
				0.5,
			),
		).toBeGreaterThan(0);
	});

	const moments = corpusFolder
		? readdirSync(inCase('timeline', 'timeline')).filter((name) => name.endsWith('.db'))
		: [];

	test('the timeline is followed: only what happened changes', async () => {
		const workspace = inCase('timeline');
		const at = path.join(workspace, 'task_execution.db');
		let state = await readProject(workspace, 0);
		expect(moments).toHaveLength(9);
		for (const name of moments) {
			const {clock, counts} = statistics(name);
			const before = state;
			state = reduce(
				state,
				[await databaseChange(workspace, inCase('timeline', 'timeline', name), clock, at)],
				clock,
			);
			const executed = [...state.tasks.values()].filter(({retries}) => retries !== null);
			expect(executed).toHaveLength(Object.values(counts).reduce((sum, count) => sum + count, 0));
			const kept = [...state.tasks.values()].filter((task) => before.tasks.get(task.key) === task);
			expect(kept.length).toBeGreaterThan(30);
		}

		expect(state.transitions.some(({what}) => what === 'status')).toBe(true);
	});
});

/** What the upstream tool counted at a moment of the timeline. */
const statistics = (name: string): {clock: number; counts: Record<string, number>} => {
	const found = json(
		'timeline',
		'timeline',
		name.replace('.task_execution.db', '.statistics.json'),
	);
	const text = JSON.stringify(found);
	const local = /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)/.exec(text)!;
	const counts = /"status_counts":(\{[^}]*\})/.exec(text)!;
	return {
		clock: Date.parse(`${local[1]}T${local[2]}-05:00`),
		counts: JSON.parse(counts[1]!) as Record<string, number>,
	};
};

/**
Where the scan is not followed: it overlooks lists without quotes (`deps: [B-182]`), and calls items
open that another declaration of the same title calls done.
*/
const differently: Readonly<Record<string, readonly string[]>> = {
	'2025-08-18-ascii-hyphens': ['B-183', 'B-075', 'B-050', 'B-084'],
};

type TruthDependencies = {
	readonly dependencies: Readonly<
		Record<string, Readonly<Record<'unmet' | 'unknown' | 'met' | 'free_text', readonly string[]>>>
	>;
};

describe.skipIf(!corpusFolder)('real projects (skipped without the corpus)', () => {
	test.each(checked)(
		'%s: dependencies of open items as an independent scan resolves them',
		(name) => {
			// Without the database: the scan looked at the backlog alone.
			const file = inCase(name, '000_core', '000_backlog.md');
			const {tasks, problems} = reduce(
				emptyState,
				[
					{
						type: 'read',
						format: 'backlog',
						input: {
							path: file,
							workspace: inCase(name),
							kind: 'backlog',
							content: {type: 'text', text: readFileSync(file, 'utf8'), isUtf8: true},
							stat: {modifiedAt: 0, size: 1, isFolder: false},
							readAt: 0,
						},
					},
				],
				0,
				true,
			);
			const truth = (json(name, 'truth', 'dependencies.json') as TruthDependencies).dependencies;
			// The scan knows ids only: tasks that share one are one to it.
			const open = [...tasks.values()].filter(({status}) => status !== 'completed');
			const resolved = Object.keys(truth).map((id) => {
				const own = open.filter((task) => foldId(task.id) === id);
				const named = own.flatMap(({dependencies}) => dependencies.map(({id: on}) => on));
				return [id, [...new Set(named)].filter((on) => on !== null).sort(byName)];
			});
			const expected = Object.entries(truth).map(([id, {met, unmet, unknown}]) => [
				id,
				[...met, ...unmet, ...unknown].sort(byName),
			]);
			const ids = (pairs: typeof resolved) =>
				pairs.filter(([id]) => !(differently[name] ?? []).includes(String(id)));
			expect(ids(resolved)).toEqual(ids(expected));
			expect(Object.keys(truth).length).toBeGreaterThan(40);
			expect(problems.filter(({code}) => code === 'dependency-unknown')).toEqual([]);
		},
	);

	test.each([
		['2025-08-07-baseline', '2025-08-11T03:37:08Z', 116, {'dependency-external': 3}],
		['2025-08-13-heavy-retries', '2025-08-17T17:47:08Z', 136, {'task-silent': 4}],
		['2025-08-18-ascii-hyphens', '2025-08-20T19:22:31Z', 124, {'status-off-vocabulary': 1}],
		['2025-09-15-newest', '2025-09-18T20:40:00Z', 199, {'comment-unclosed': 1, 'blocker-stale': 4}],
		['narrow-schema-2-rows', '2025-08-07T18:00:00Z', 116, {'db-narrow': 1}],
		['hybrid-schema', '2025-08-07T18:00:00Z', 132, {'db-narrow': 1}],
		['wal', '2025-08-17T17:47:08Z', 139, {'task-silent': 5}],
		['hot-journal', '2025-08-17T17:47:08Z', 136, {'db-hot-journal': 1}],
		['after-reset', '2025-08-12T00:00:00Z', 116, {'priority-unknown': 3}],
		['truncated-db', '2025-08-12T00:00:00Z', 116, {'db-truncated': 1}],
	])('%s at %s has %i rows', async (name, clock, rows, problems) => {
		const now = Date.parse(clock);
		const state = await readProject(inCase(name), now);
		expect(state.tasks.size).toBe(rows);
		expect(problemCodes(state)).toMatchObject(problems);
		expect(problemCodes(state)).not.toHaveProperty('reader-failed');
		for (const task of state.tasks.values()) {
			expect(task.title).not.toMatch(/\*\*|`|<\/?[a-z]+>|\s$|^\s/);
			expect(task.files.length).toBeGreaterThan(0);
			expect(rowOf(task, undefined, now).status).toBeTypeOf('string');
		}
	});

	test('the run of the heavy retries stands still in three tasks, and goes on in one', async () => {
		const now = Date.parse('2025-08-17T17:47:08Z');
		const {tasks} = await readProject(inCase('2025-08-13-heavy-retries'), now);
		const active = [...tasks.values()].filter(({status}) => status === 'running');
		expect(
			active.map((task) => [foldId(task.id), rowOf(task, undefined, now).status]).sort(byId),
		).toEqual([
			['B-032', 'running'],
			['B-043', 'interrupted'],
			['B-052-f', 'interrupted'],
			['B-091', 'interrupted'],
		]);
		const executed = [...tasks.values()].filter(({retries}) => retries !== null);
		expect(executed).toHaveLength(84);
		expect(executed.reduce((sum, {retries}) => sum + retries!, 0)).toBe(108);
		expect(
			executed.filter(({attention}) =>
				attention.some(({code}) => code === 'finished-not-recorded'),
			),
		).toHaveLength(36);
	});

	test('after a reset titles are known, and nothing was executed', async () => {
		const {tasks} = await readProject(inCase('after-reset'), Date.parse('2025-08-12T00:00:00Z'));
		expect(
			[...tasks.values()].every(({retries, startedAt}) => retries === null && startedAt === null),
		).toBe(true);
	});

	test('the narrow writer measured nothing', async () => {
		const {tasks} = await readProject(
			inCase('narrow-schema-2-rows'),
			Date.parse('2025-08-07T18:00:00Z'),
		);
		const executed = [...tasks.values()].filter(({retries}) => retries !== null);
		expect(executed.map(({status, durationMs}) => [status, durationMs])).toEqual([
			['completed', null],
			['completed', null],
		]);
	});

	test('a database of somebody else makes no noise', async () => {
		const workspace = inCase('not-a-task-database');
		const change = await databaseChange(
			workspace,
			path.join(workspace, 'test_context.db'),
			0,
			path.join(workspace, 'task_execution.db'),
		);
		const state = reduce(emptyState, [change], 0, true);
		expect([state.tasks.size, state.problems.length]).toEqual([0, 0]);
	});

	test('the largest backlog is read and assembled within its budget', async () => {
		const text = readFileSync(inCase('2025-09-15-newest', '000_core', '000_backlog.md'), 'utf8');
		const lengths = Array.from({length: 5}, () => {
			const started = performance.now();
			parseBacklog(text, '/w/000_backlog.md');
			return performance.now() - started;
		});
		expect(Math.min(...lengths)).toBeLessThan(40);
	});
});

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

const byId = ([a]: string[], [b]: string[]): number => (a! < b! ? -1 : 1);
