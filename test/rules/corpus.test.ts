import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {
	createDependencyBook,
	withDependencyProblems,
} from '../../source/analysis/dependencies/dependencies.ts';
import {problemsBetween} from '../../source/analysis/problems-between.ts';
import {type Row, rowOf} from '../../source/analysis/rows.ts';
import type {FileStat} from '../../source/formats/format.ts';
import type {Problem} from '../../source/model/problem.ts';
import {readTime} from '../../source/model/time.ts';
import {type Change, reduce} from '../../source/store/reduce.ts';
import {emptyState} from '../../source/store/state.ts';
import {corpusFolder} from '../helpers/corpus.ts';
import {readFolder} from '../helpers/read-folder.ts';

type Manifest = {
	readonly committed_at: string | null;
	readonly files: readonly {readonly path: string; readonly mtime?: string}[];
};

const families = ['return-meta', 'kiro', 'tasks-meta', 'backlog'];

const projects =
	corpusFolder === null
		? []
		: families.flatMap((family) =>
				readdirSync(`${corpusFolder}/${family}`)
					.map((name) => `${family}/${name}`)
					.filter((name) => statSync(`${corpusFolder}/${name}`).isDirectory()),
			);

const today = Date.parse('2026-11-01T12:00:00Z');

const manifestOf = (folder: string): Manifest | null =>
	existsSync(`${folder}/MANIFEST.json`)
		? (JSON.parse(readFileSync(`${folder}/MANIFEST.json`, 'utf8')) as Manifest)
		: null;

const statAt = (path: string): FileStat | null =>
	existsSync(path)
		? {modifiedAt: today, size: statSync(path).size, isFolder: statSync(path).isDirectory()}
		: null;

/** A project as it stood when it was committed, with everything that is found in it. */
const judge = (name: string): {rows: readonly Row[]; problems: readonly Problem[]; now: number} => {
	const folder = `${corpusFolder}/${name}`;
	const manifest = manifestOf(folder);
	const now = manifest?.committed_at ? Date.parse(manifest.committed_at) : today;
	const times = new Map(manifest?.files.map(({path, mtime}) => [path, Date.parse(mtime ?? '')]));
	const modifiedAt = (path: string): number => {
		const at = times.get(path) ?? Number.NaN;
		return Number.isNaN(at) ? now : at;
	};

	const read = reduce(emptyState, readFolder(folder, {readAt: now, modifiedAt}), now, true);
	const looks = [...read.documents].map(([path, {references}]): Change => ({
		type: 'references',
		path,
		stats: new Map(references.map((other) => [other, statAt(other)])),
	}));
	const state = reduce(read, looks, now, true);
	const rows = [...state.tasks.values()].map((task) => rowOf(task, undefined, now));
	const {findings} = createDependencyBook()(state.tasks);
	return {
		rows,
		problems: [
			...withDependencyProblems(state.problems, findings),
			...problemsBetween(rows),
		].filter(({activeFrom = 0}) => activeFrom <= now),
		now,
	};
};

/** Every error that real projects have, as their owners would agree; in all others there is none. */
const knownErrors: Readonly<Record<string, readonly string[]>> = {
	'return-meta/case-07-ProofChecker-2933f3a384': ['dependency-cycle'],
	'return-meta/case-22-ProofChecker-fd6b501e7b-TRUNCATED-70000': ['state-unreadable'],
	'return-meta/case-23-ProofChecker-14a83b308a-object-stream': ['state-unreadable'],
	'return-meta/case-24-ProofChecker-d85d1e8d1f-trailing-comma': ['state-unreadable'],
	'return-meta/case-26-nvim-dff3bcd342-extra-data': ['state-unreadable'],
	'return-meta/case-28-ModelChecker-c681f51427-empty-state': ['state-unreadable'],
	'return-meta/case-31-nvim-8f45d1f55b-duplicate-task-numbers': ['task-number-duplicate'],
	'return-meta/case-36-ProofChecker-c1c8a0bcf2-collapsed-single-object': ['state-unreadable'],
	'return-meta/case-59-ProofChecker-1b1ec69db5-summary-object': ['task-number-duplicate'],
	'return-meta/case-98-nvim-365ab245c5-empty-multi-state': ['meta-unreadable'],
	'kiro/acmg-corrupt-json': ['file-unreadable'],
	'tasks-meta/generated-zero-byte-truncated': ['file-empty', 'file-unreadable'],
};

/** Warnings that have to be there: the known defects of real projects. */
const knownWarnings: readonly (readonly [string, string])[] = [
	['return-meta/case-07-ProofChecker-2933f3a384', 'next-number-low'],
	['return-meta/case-30-ProofChecker-da97de8246-duplicate-key', 'key-duplicate'],
	['return-meta/case-99-cslib-cfa4465bba-empty-loop-guard-tmp', 'phases-incomplete-on-success'],
	['return-meta/case-21-ProofChecker-9be9fa1ce2-old-opencode-large', 'slug-shape'],
	['return-meta/case-01-ProofChecker-e06531f285', 'marker-stale'],
	['kiro/acmg-task2-files-missing', 'checkbox-disagrees'],
	['kiro/acmg-task2-files-missing', 'artifact-missing'],
	['kiro/zetca-parents-in-progress', 'parent-disagrees'],
	['kiro/mpm-completed-folder-waves', 'archived-open'],
	['tasks-meta/finance-806-tasks', 'id-duplicate'],
	['tasks-meta/generated-delegation-failed', 'delegation-failed'],
	['tasks-meta/generated-delegation-failed', 'gate-failed'],
	['tasks-meta/pr-review-mode-story', 'checkbox-disagrees'],
	['backlog/2025-09-15-newest', 'blocker-stale'],
	['backlog/2025-09-15-newest', 'id-reused'],
];

describe.skipIf(corpusFolder === null)(
	'real projects (skipped where shared/corpus is absent)',
	() => {
		test.each(projects)('%s: the errors are those that are known', (name) => {
			const errors = judge(name).problems.filter(({severity}) => severity === 'error');
			expect([...new Set(errors.map(({code}) => code))].toSorted()).toEqual(
				knownErrors[name] ?? [],
			);
		});

		test.each(knownWarnings)('%s has %s', (name, code) => {
			expect(
				judge(name)
					.problems.filter(({severity}) => severity === 'warning')
					.map((problem) => problem.code),
			).toContain(code);
		});

		test.each(projects)(
			'%s: no time is used that cannot be true, and every length has a source',
			(name) => {
				const {rows, now} = judge(name);
				for (const row of rows) {
					const {startedAt, updatedAt, completedAt, claimedTimes} = row.task;
					for (const moment of [startedAt, updatedAt, completedAt]) {
						expect(moment?.source).not.toBe('');
						expect(moment?.at ?? 0).toBeLessThanOrEqual(now + 5 * 60_000);
					}

					const isMeasured = row.durationMs !== null || row.runningSince !== null;
					expect(row.elapsedSource !== null).toBe(isMeasured);
					expect(row.durationMs ?? 0).toBeGreaterThanOrEqual(0);
					for (const {raw, flaw} of claimedTimes) {
						const isOdd = readTime(raw)?.isMidnight ?? true;
						expect(flaw === null && isOdd).toBe(false);
					}
				}
			},
		);
	},
);
