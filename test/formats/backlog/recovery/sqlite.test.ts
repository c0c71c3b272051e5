import {spawnSync} from 'node:child_process';
import {copyFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import type {DatabaseRow, Edit, RowEdit} from '../../../../source/model/edit.ts';
import {corpusFolder} from '../../../helpers/corpus.ts';
import {
	applyRows,
	dumpOf,
	makeScratch,
	openDatabase,
	optionsOf,
	projects,
	readReal,
	subjectsOf,
} from './real-project.ts';

const scratch = makeScratch();
afterAll(scratch.remove);

const isRow = (edit: Edit): edit is RowEdit => edit.type === 'row';

/** The statements of the reference that read what was written. */
const reference = `
import json, sqlite3, sys
from datetime import datetime
conn = sqlite3.connect(sys.argv[1]); cursor = conn.cursor()
cursor.execute("SELECT task_id, status, started_at, completed_at, error_message, retry_count, progress, execution_time, metadata FROM task_executions ORDER BY updated_at DESC")
tasks = {}
for r in cursor.fetchall():
    assert r[1] in ("pending", "running", "completed", "failed", "skipped")
    datetime.fromisoformat(r[2]); r[3] and datetime.fromisoformat(r[3]); r[8] and json.loads(r[8])
    tasks[r[0]] = [r[1], r[5], r[4]]
cursor.execute("SELECT task_id, status, timestamp, message, metadata FROM execution_history ORDER BY timestamp DESC, id DESC")
last = {}
for r in cursor.fetchall():
    datetime.fromisoformat(r[2])
    last.setdefault(r[0], [r[1], r[3], json.loads(r[4]) if r[4] else None])
cursor.execute("SELECT task_id, total_executions, failed_executions, avg_execution_time FROM performance_metrics")
metrics = {r[0]: list(r[1:]) for r in cursor.fetchall()}
cursor.execute("SELECT task_id, human_required, human_reason, updated_at FROM task_metadata")
human = {}
for r in cursor.fetchall():
    datetime.fromisoformat(r[3])
    if bool(r[1]): human[r[0]] = r[2]
print(json.dumps({"tasks": tasks, "last": last, "metrics": metrics, "human": human}))
`;

const python = 'python3';
const hasPython = spawnSync(python, ['-c', 'import sqlite3']).status === 0;

type Answer = {
	readonly tasks: Readonly<Record<string, readonly [string, number, string | null]>>;
	readonly last: Readonly<Record<string, readonly [string, string, DatabaseRow | null]>>;
	readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
	readonly human: Readonly<Record<string, string>>;
};

/** What the reference's own queries say about a file. */
const asked = (file: string): Answer => {
	const {status, stdout, stderr} = spawnSync(python, ['-', file], {
		input: reference,
		encoding: 'utf8',
		env: {...process.env, PYTHONIOENCODING: 'utf-8'},
	});
	if (status !== 0) {
		throw new Error(stderr);
	}

	return JSON.parse(stdout) as Answer;
};

/** Real files are copied for each: a few of a kind are enough. */
const mostOfKind = 3;

const openable = projects.filter(([name]) => !['truncated-db', 'hot-journal'].includes(name));

describe.skipIf(corpusFolder === null)('real SQLite files (skipped without the corpus)', () => {
	test.each(openable)('%s: the file changes as the edits say, and back', async (name, at) => {
		const project = await readReal(name, at, scratch.path);
		const subjects = subjectsOf(project);
		const before = dumpOf(project.copy!);
		const counts = new Map<string, number>();
		for (const subject of [...subjects, null]) {
			for (const option of optionsOf(project, subjects, subject)) {
				const kind = `${option.id} ${subject?.status}`;
				const count = counts.get(kind) ?? 0;
				if (count === mostOfKind || option.id.startsWith('plan-')) {
					continue;
				}

				const draft = project.disk.draft(option);
				const edits = draft.type === 'ready' ? draft.edits.filter(isRow) : [];
				if (edits.length === 0) {
					continue;
				}

				counts.set(kind, count + 1);
				const file = path.join(scratch.path, 'edited.db');
				copyFileSync(project.copy!, file);
				applyRows(file, edits);
				const after = dumpOf(file);
				const sizes = Object.fromEntries(
					Object.keys(before).map((table) => [
						table,
						edits
							.filter((edit) => edit.table === table)
							.reduce(
								(sum, edit) => sum + (edit.before === null ? 1 : edit.after === null ? -1 : 0),
								before[table]!.length,
							),
					]),
				);
				for (const [table, rows] of Object.entries(after)) {
					const known = new Map(before[table]!.map((row) => [JSON.stringify(row), row]));
					const strange = rows.filter((row) => !known.has(JSON.stringify(row)));
					expect(rows).toHaveLength(sizes[table]!);
					expect(strange).toHaveLength(
						edits.filter((edit) => edit.table === table && edit.after !== null).length,
					);
				}

				// A writer that comes after it finds a whole file.
				const database = openDatabase(file);
				expect(database.prepare('pragma integrity_check').get()).toEqual({integrity_check: 'ok'});
				database.close();
			}
		}

		expect(counts.size > 0 || name === 'after-reset').toBe(true);
	});

	test.skipIf(!hasPython)(
		"heavy-retries: the reference's own queries read what was written (skipped without python3)",
		async () => {
			const [name, at] = projects[1];
			const project = await readReal(name, at, scratch.path);
			const subjects = subjectsOf(project);
			const before = asked(project.copy!);
			const seen = new Set<string>();
			for (const subject of subjects) {
				for (const option of optionsOf(project, subjects, subject)) {
					const kind = `${option.id} ${subject.status}`;
					if (seen.has(kind) || option.id.startsWith('plan-')) {
						continue;
					}

					const draft = project.disk.draft(option);
					const edits = draft.type === 'ready' ? draft.edits.filter(isRow) : [];
					if (edits.length === 0) {
						continue;
					}

					seen.add(kind);
					const file = path.join(scratch.path, 'asked.db');
					copyFileSync(project.copy!, file);
					applyRows(file, edits);
					const after = asked(file);
					const {id} = subject.task;
					const [, retries, error] = before.tasks[id] ?? ['', 0, null];
					const metrics = before.metrics[id] ?? [0, 0, null];
					const silent = /^interrupted: silent since 2025-08-1\dT\d\d:\d\d:\d\d$/;
					const expected: Readonly<Record<string, Partial<Answer>>> = {
						retry: {
							tasks: {...before.tasks, [id]: ['pending', retries + 1, error]},
							last: {...before.last, [id]: ['pending', `Retry attempt ${retries + 1}`, null]},
						},
						requeue: {
							tasks: {...before.tasks, [id]: ['pending', retries, error]},
							last: {...before.last, [id]: ['pending', 'Requeued after interruption', null]},
						},
						'mark-failed': {
							tasks: {...before.tasks, [id]: ['failed', retries, expect.stringMatching(silent)]},
							last: {
								...before.last,
								[id]: [
									'failed',
									'Task execution failed',
									{
										execution_time: null,
										error_message: expect.stringMatching(silent),
										retry_count: retries,
									},
								],
							},
							metrics: {
								...before.metrics,
								[id]: [metrics[0]! + 1, metrics[1]! + 1, metrics[2]!],
							},
						},
						'reset-task': {
							tasks: Object.fromEntries(
								Object.entries(before.tasks).filter(([other]) => other !== id),
							),
						},
						'human-required': {
							human: {...before.human, [id]: expect.stringMatching(/\S/)},
						},
					};
					expect(after).toEqual({...before, ...expected[option.id]});
				}
			}

			expect(seen).toContain('retry failed');
			expect(seen).toContain('requeue interrupted');
			expect(seen).toContain('mark-failed interrupted');
			expect(seen).toContain('reset-task completed');
			expect(seen).toContain('human-required failed');
		},
	);
});
