import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {rowOf} from '../../helpers/nobody-there.ts';
import type {FileStat} from '../../../source/formats/format.ts';
import {kiro} from '../../../source/formats/kiro/index.ts';
import {type Change, reduce} from '../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../source/store/state.ts';
import {corpusFolder} from '../../helpers/corpus.ts';
import {readFolder} from '../../helpers/read-folder.ts';

const day = 86_400_000;

/**
A case as it stood at its commit: git keeps no times, so the checkpoint gets the commit's and the lists
the given distance from it.
*/
const load = (name: string, committed: string, listsLater = -day): State => {
	const folder = `${corpusFolder}/kiro/${name}`;
	const at = Date.parse(committed);
	const readAt = at + 10 * day;
	const changes = readFolder(folder, {
		readAt,
		formats: [kiro],
		modifiedAt: (path) => (path.endsWith('execution-state.json') ? at : at + listsLater),
	});
	const state = reduce(emptyState, changes, readAt, true);
	const tree = `${folder}/TREE-AT-COMMIT.txt`;
	const files = new Set(existsSync(tree) ? readFileSync(tree, 'utf8').split('\n') : []);
	const lookUp = (path: string): FileStat | null => {
		const relative = path.slice(folder.length + 1);
		const isFolder = [...files].some((file) => file.startsWith(`${relative}/`));
		return files.has(relative) || isFolder ? {modifiedAt: at - day, size: 1, isFolder} : null;
	};

	const references = [...state.documents.values()].map(({path, references}): Change => ({
		type: 'references',
		path,
		stats: new Map(references.map((reference) => [reference, lookUp(reference)])),
	}));
	return reduce(state, references, readAt, true);
};

const tasksOf = (state: State, group: RegExp) =>
	[...state.tasks.values()].filter((task) => group.test(task.group));

/** `completed 3, pending 12` */
const countsOf = (
	tasks: readonly {status: string; facts: readonly {label: string}[]}[],
): string => {
	const counts = new Map<string, number>();
	for (const {status, facts} of tasks) {
		const isOptional = facts.some(({label}) => label === 'optional');
		const word = `${isOptional ? 'optional ' : ''}${status}`;
		counts.set(word, (counts.get(word) ?? 0) + 1);
	}

	return [...counts]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([word, count]) => `${word} ${count}`)
		.join(', ');
};

const codesOf = (state: State): readonly string[] =>
	state.problems.map(({code, severity}) => `${severity} ${code}`).sort();

describe.skipIf(corpusFolder === null)(
	'real kiro projects (skipped without a corpus beside the project)',
	() => {
		test('documented-example: the only one in progress', () => {
			const state = load('documented-example', '2025-01-16T10:30:05Z');
			const [task] = [...state.tasks.values()];
			expect(state.tasks.size).toBe(1);
			expect(task).toMatchObject({
				id: '1',
				title: 'Set up project structure and core interfaces',
				status: 'running',
				rawStatus: 'in_progress',
				stage: {name: 'configuration_setup', index: 2, total: null},
				startedAt: {at: Date.parse('2025-01-16T10:30:00Z'), source: 'timestamp of the checkpoint'},
				nextStep: 'Resume from configuration validation step',
				group: 'specs/acmg-amp-mcp-server',
				artifacts: [{path: 'internal/domain/interfaces.go'}, {path: 'internal/config/config.go'}],
			});
			const soon = rowOf(task!, undefined, Date.parse('2025-01-16T10:40:00Z'));
			expect([soon.status, soon.attention]).toEqual(['running', []]);
			const later = rowOf(task!, undefined, Date.parse('2025-01-16T11:30:05Z'));
			expect(later).toMatchObject({
				status: 'interrupted',
				attention: [{code: 'interrupted', message: 'silent 1h'}],
			});
			expect(codesOf(state)).toEqual([
				'info checkpoint-unknown',
				'warning artifact-missing',
				'warning spec-missing',
			]);
		});

		test('acmg-task1-completed: conforming, but for its time and its file', () => {
			const state = load('acmg-task1-completed', '2025-07-18T12:00:00Z');
			expect(countsOf([...state.tasks.values()])).toBe('completed 1, pending 14');
			const [first] = [...state.tasks.values()];
			expect(first).toMatchObject({
				status: 'completed',
				rawStatus: 'completed',
				attention: [],
				nextStep: 'next: 2 Implement data models and validation',
				claimedTimes: [{raw: '2025-07-17T00:00:00Z', flaw: 'exactly midnight'}],
			});
			expect(codesOf(state)).toEqual([
				'info state-leftover',
				'info time-implausible',
				'warning artifact-missing',
			]);
		});

		test.for([
			['newer than its list', -day, 'completed 2, pending 13', 'completed'],
			['of the time of its list', 0, 'completed 1, pending 14', '[ ]'],
		] as const)(
			'acmg-task2-files-missing: completed with its box open, %s',
			([, listsLater, counts, raw]) => {
				const state = load('acmg-task2-files-missing', '2025-07-19T12:00:00Z', listsLater);
				expect(countsOf([...state.tasks.values()])).toBe(counts);
				const second = [...state.tasks.values()].find(({id}) => id === '2');
				expect(second).toMatchObject({
					rawStatus: raw,
					attention: [{code: 'disagreement', message: 'checkpoint says completed, box is [ ]'}],
				});
				expect(state.problems.find(({code}) => code === 'artifact-missing')?.message).toMatch(
					/^10 of 11 listed files missing/,
				);
				expect(codesOf(state)).toEqual([
					'info state-leftover',
					'info time-implausible',
					'warning artifact-missing',
					'warning checkbox-disagrees',
				]);
			},
		);

		test('acmg-corrupt-json: only what stands before 14:7', () => {
			const state = load('acmg-corrupt-json', '2025-07-19T12:00:00Z');
			expect(state.tasks.size).toBe(16);
			const [own] = [...state.tasks.values()];
			expect(own).toMatchObject({
				id: 'security_fixes',
				title: 'Fix Security Issues in Medical Geneticre',
				status: 'completed',
				group: '.kiro/metadata',
				artifacts: [],
				staleSince: null,
			});
			expect(own!.steps.map((step) => step.title)).toEqual([
				'environment variables setup',
				'docker compose securi',
				'configuration security updates',
				'test password generation',
				'production docker compose cr',
			]);
			expect(state.problems.find(({code}) => code === 'file-unreadable')).toMatchObject({
				severity: 'error',
				line: 14,
				column: 7,
				message: expect.stringMatching(
					/last readable: Fix Security Issues in Medical Geneticre, completed$/,
				),
			});
		});

		test('acmg-files_updated: other names, no error_recovery, unknown sections', () => {
			const state = load('acmg-files_updated', '2025-07-20T12:00:00Z');
			const [own] = [...state.tasks.values()];
			expect(own).toMatchObject({
				id: 'documentation_sync',
				status: 'completed',
				artifacts: [
					{path: 'README.md', exists: true},
					{path: 'docs/database.md', exists: true},
					{path: 'docs/architecture.md', exists: true},
					{path: '.kiro/specs/acmg-amp-mcp-server/tasks.md', exists: true},
				],
			});
			expect(own!.facts.map(({label}) => label)).toContain(
				'medical_compliance.audit_trail_documented',
			);
			expect(codesOf(state)).toEqual([
				'info state-leftover',
				'info task-unknown',
				'info time-implausible',
			]);
		});

		test('queued-and-waves: 1 of 30, never 29', () => {
			const state = load('queued-and-waves', '2026-02-01T12:00:00Z');
			const tasks = [...state.tasks.values()];
			expect(countsOf(tasks)).toBe('completed 1, pending 28, running 1');
			expect(tasks[0]!.facts).toContainEqual({label: 'spec', value: '1 of 30 done'});
			expect(tasks[1]!.stage).toEqual({name: 'Prepare Project Assets', index: 1, total: 3});
			expect(tasks.at(-1)!.dependencies).toHaveLength(20);
			expect(codesOf(state)).toEqual([]);
		});

		test('zetca-parents-in-progress: leaves decide', () => {
			const state = load('zetca-parents-in-progress', '2026-01-01T12:00:00Z');
			expect(new Set([...state.tasks.values()].map(({group}) => group)).size).toBe(8);
			expect(countsOf(tasksOf(state, /zetca-platform/))).toBe(
				'completed 79, optional pending 1, pending 4',
			);
			expect(codesOf(state)).toEqual(Array(6).fill('warning parent-disagrees'));
			const left = [...state.tasks.values()].flatMap(({attention}) => attention);
			expect(left.map(({message}) => message)).toEqual([
				'box of 8 left in progress',
				'box of 22 left in progress',
				'box of 26 left in progress',
			]);
		});

		test('mpm-completed-folder-waves: archived and live beside each other', () => {
			const state = load('mpm-completed-folder-waves', '2026-01-01T12:00:00Z');
			expect(countsOf(tasksOf(state, /^specs\/sprints-cycles$/))).toBe(
				'completed 3, optional pending 26, pending 24',
			);
			expect(countsOf(tasksOf(state, /_completed\/sprints-cycles/))).toBe(
				'optional skipped 26, skipped 27',
			);
			expect([...state.tasks.values()].filter(({group}) => group.includes('template'))).toEqual([]);
			expect([...state.tasks.values()].flatMap(({attention}) => attention)).toEqual([]);
			expect(codesOf(state)).toEqual(['warning archived-open']);
			const last = tasksOf(state, /^specs\/project-settings-tab/).at(-1);
			expect(last!.dependencies.map(({raw}) => raw)).toEqual([
				'3.1',
				'3.2',
				'3.3',
				'3.4',
				'3.5',
				'3.6',
			]);
		});

		test('kiro-hackaton-state-files: headings are tasks where no box has a number', () => {
			const state = load('kiro-hackaton-state-files', '2026-01-01T12:00:00Z');
			const headings = tasksOf(state, /^specs\/rag-core-phase$/);
			expect(countsOf(headings)).toBe('completed 40, partial 5');
			expect(headings.reduce((sum, {steps}) => sum + steps.length, 0)).toBe(263);
			expect(countsOf(tasksOf(state, /tasks-5-6/))).toBe('pending 9');
			expect(countsOf(tasksOf(state, /tasks-phase-1/))).toBe('completed 78');
			expect(codesOf(state)).toEqual(Array(5).fill('warning parent-disagrees'));
			const diaries = headings[0]!.facts.filter(({label}) => label === 'diary');
			expect(diaries).toEqual([]);
			expect(tasksOf(state, /phase-2\/part1/)[0]!.facts).toContainEqual(
				expect.objectContaining({
					label: 'diary',
					value: '.kiro/specs/frontend-integration/phase-2/part1/state.md',
				}),
			);
		});

		test('architrack-cc-sdd: the list wins over spec.json', () => {
			const state = load('architrack-cc-sdd', '2026-01-01T12:00:00Z');
			expect(countsOf([...state.tasks.values()])).toBe('completed 267');
			expect(codesOf(state)).toEqual([]);
			const [task] = tasksOf(state, /project-management/);
			expect(task).toMatchObject({
				id: '1.1',
				title: 'プロジェクトステータスとトランジション種別のEnum定義',
				section: 'データベーススキーマとモデル基盤',
			});
		});

		test('other-execution-state-files: nothing of them is ours', () => {
			expect(load('other-execution-state-files', '2026-01-01T12:00:00Z')).toEqual(emptyState);
		});

		test('no title anywhere keeps a mark, a tag or a number', () => {
			for (const name of [
				'zetca-parents-in-progress',
				'mpm-completed-folder-waves',
				'kiro-hackaton-state-files',
				'architrack-cc-sdd',
				'queued-and-waves',
			]) {
				for (const {title, id} of load(name, '2026-01-01T12:00:00Z').tasks.values()) {
					expect(title).not.toMatch(/\*\*|`|\]\(|^\d+\.\d|\(P\)|^\s|\s$/);
					expect(title).not.toBe('');
					expect(id).toMatch(/^\d+(?:\.\d+)*[a-z]?$/);
				}
			}
		});
	},
);
