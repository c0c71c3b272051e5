import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {rowOf} from '../../helpers/nobody-there.ts';
import {tasksMeta} from '../../../source/formats/tasks-meta/index.ts';
import type {Status} from '../../../source/model/status.ts';
import {reduce} from '../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../source/store/state.ts';
import {corpusFolder} from '../../helpers/corpus.ts';
import {readFolder} from '../../helpers/read-folder.ts';
import {inputOf} from './documents.ts';

const folder = `${corpusFolder ?? ''}/tasks-meta`;
const now = Date.parse('2026-11-21T00:00:00Z');
const modifiedAt = Date.parse('2026-11-20T23:30:00Z');

const stateOf = (name: string): State =>
	reduce(
		emptyState,
		readFolder(`${folder}/${name}`, {
			readAt: now,
			formats: [tasksMeta],
			modifiedAt: () => modifiedAt,
		}),
		now,
		true,
	);

type Counts = Readonly<Partial<Record<Status, number>>>;

/** Folder -> feature -> rows by status, and findings by code, as the guide and the index tell. */
const expected: Readonly<
	Record<
		string,
		{groups: Readonly<Record<string, Counts>>; problems: Readonly<Record<string, number>>}
	>
> = {
	'argo-reinitialised': {
		groups: {
			'specs/006-k3d-disaster-recovery': {completed: 14},
			'specs/007-fix-code-review-bugs': {completed: 10},
		},
		problems: {'metadata-partial': 3, 'time-implausible': 1, 'task-stub': 1},
	},
	'documented-example': {
		groups: {'specs/001-add-repository-reference': {completed: 2}},
		problems: {},
	},
	'finance-806-tasks': {
		groups: {'specs/001-todo-app': {completed: 344, pending: 462}},
		problems: {'id-duplicate': 61},
	},
	'garmin-file-arrays': {
		groups: {'specs/003-shabbat-time-display': {pending: 16}},
		problems: {'metadata-partial': 1},
	},
	'generated-dag': {
		groups: {
			'specs/002-dag': {pending: 7, completed: 1},
			'specs/004-agent-eval-framework': {pending: 30},
		},
		problems: {'wave-foreign': 2},
	},
	'generated-delegation-failed': {
		groups: {
			'specs/004-impl': {completed: 3, pending: 2},
			'specs/005-async': {interrupted: 1},
			'specs/012-worktree-mode': {interrupted: 2},
		},
		problems: {
			'gate-failed': 2,
			'metadata-partial': 1,
			'delegation-failed': 1,
			'feature-name-differs': 1,
			'task-silent': 2,
		},
	},
	'generated-writer-2025-10': {
		groups: {'specs/001-user-auth': {pending: 2, interrupted: 1, unknown: 1}},
		problems: {
			'task-stub': 1,
			'feature-name-differs': 1,
			'metadata-partial': 1,
			'task-silent': 1,
		},
	},
	'generated-writer-2026-03-rollback': {
		groups: {'specs/001-user-auth': {pending: 7}},
		problems: {'metadata-partial': 1, 'task-stub': 1},
	},
	'generated-writer-current-lifecycle': {
		groups: {
			'specs/001-reviewed': {completed: 1, pending: 3},
			'specs/002-unreviewed-gate-failed': {completed: 1, pending: 3},
			'specs/003-failed': {completed: 2, failed: 1, pending: 1},
			'specs/004-retry-in-progress-old-failure': {completed: 2, interrupted: 1, pending: 1},
			'specs/005-completed-keeps-failure_reason': {completed: 3, pending: 1},
			'specs/006-stub-T999': {completed: 3, pending: 1, interrupted: 1},
			'specs/007-rolled-back-all': {cancelled: 5},
			'specs/008-wiped-by-reinit': {pending: 2},
		},
		problems: {
			'checkbox-disagrees': 10,
			'feature-name-differs': 8,
			'gate-failed': 1,
			'earlier-failure': 4,
			'review-not-recorded': 2,
			'task-stub': 2,
			'metadata-partial': 1,
			'task-silent': 2,
		},
	},
	'generated-zero-byte-truncated': {
		groups: {'specs/001-race': {pending: 2}},
		problems: {'file-empty': 1, 'file-unreadable': 1},
	},
	'gitops-five-features': {
		groups: {
			'specs/002-service-decommission-procedure': {completed: 15, pending: 1},
			'specs/004-list-services': {completed: 5},
			'specs/005-k8s-service-templates': {completed: 6},
			'specs/007-remove-duplicate-service-yaml': {completed: 9},
			'specs/010-yaml-tag-update': {completed: 11},
		},
		problems: {'earlier-failure': 1, 'review-not-recorded': 3, 'mode-differs': 4},
	},
	'myboteam-stubs-summary-empty': {
		groups: {
			'specs/007-daemon-lifecycle': {completed: 63},
			'specs/013-eve-materializer-runtime': {completed: 16},
		},
		problems: {'task-stub': 2, 'metadata-partial': 1, 'id-pattern': 1},
	},
	'pitchtwin-md-only-and-changes': {
		groups: {
			'changes/001-streaming-human-gate': {completed: 1, pending: 13},
			'specs/004-dag-workflow-engine': {completed: 37},
		},
		problems: {},
	},
	'pr-review-mode-story': {
		groups: {
			'specs/001-mcp-standalone': {completed: 7},
			'specs/003-agent-independence': {pending: 14},
		},
		problems: {'checkbox-disagrees': 7, 'review-not-recorded': 1, 'metadata-partial': 1},
	},
	'spec-kit-own-bold-bullets': {
		groups: {'specs/001-multi-provider-taskstoissues': {unknown: 14, skipped: 8, completed: 2}},
		problems: {},
	},
};

const countBy = <Item>(items: Iterable<Item>, name: (item: Item) => string) => {
	const counts: Record<string, number> = {};
	for (const item of items) {
		counts[name(item)] = (counts[name(item)] ?? 0) + 1;
	}

	return counts;
};

describe.skipIf(corpusFolder === null)('real projects (skipped where there is no corpus)', () => {
	test('every project of the corpus is expected', () => {
		const names = readdirSync(folder, {withFileTypes: true})
			.filter((entry) => entry.isDirectory())
			.map(({name}) => name);
		expect(names.toSorted()).toEqual(Object.keys(expected).toSorted());
	});

	test.each(Object.entries(expected))('%s', (name, {groups, problems}) => {
		const state = stateOf(name);
		const byGroup = Object.groupBy(state.tasks.values(), ({group}) => group);
		expect(
			Object.fromEntries(
				Object.entries(byGroup).map(([group, tasks]) => [
					group,
					countBy(tasks ?? [], (task) => rowOf(task, undefined, now).status),
				]),
			),
		).toEqual(groups);
		expect(
			countBy(
				state.problems.filter(({activeFrom = 0}) => activeFrom <= now),
				({code}) => code,
			),
		).toEqual(problems);
	});

	test('titles are plain text', () => {
		for (const name of Object.keys(expected)) {
			for (const {title} of stateOf(name).tasks.values()) {
				expect(title).not.toMatch(/\*\*|~~|`|\[(?:P|A?SYNC|US\d+)\]/);
			}
		}
	});

	test('an earlier failure is not the error of a finished task', () => {
		const task = [...stateOf('gitops-five-features').tasks.values()].find(
			({id, group}) => id === 'T014' && group.startsWith('specs/002'),
		);
		expect(task).toMatchObject({
			status: 'completed',
			error: null,
			retries: 1,
			durationMs: 992_000,
			stage: {name: 'Phase 6: Polish & Cross-Cutting Concerns'},
		});
	});

	test('a file of 806 task lines has 745 ids, and as many ticks as a plain search finds', () => {
		const path = `${folder}/finance-806-tasks/specs/001-todo-app/tasks.md`;
		const lines = readFileSync(path, 'utf8').split('\n');
		const tasks = [...stateOf('finance-806-tasks').tasks.values()];
		expect(tasks.length).toBe(806);
		expect(new Set(tasks.map(({id}) => id)).size).toBe(745);
		expect(tasks.filter(({status}) => status === 'completed').length).toBe(
			lines.filter((line) => /^\s*- \[x\] T\d/i.test(line)).length,
		);
	});

	test('a replayed life ends with the rows that were wiped, as last known', () => {
		const snapshots = `${folder}/generated-writer-current-lifecycle/snapshots`;
		const names = readdirSync(snapshots).toSorted();
		let state = emptyState;
		let retries: number | null = null;
		for (const [index, name] of names.entries()) {
			const text = readFileSync(`${snapshots}/${name}`, 'utf8');
			const input = inputOf('specs/001-user-auth/tasks_meta.json', text, {readAt: now + index});
			state = reduce(state, [{type: 'read', format: 'tasks-meta', input}], now + index);
			const third = [...state.tasks.values()].find(({id}) => id === 'T003');
			retries = third?.retries ?? retries;
		}

		expect(retries).toBe(1);
		expect(state.problems.map(({code}) => code)).toContain('file-reinitialised');
		expect([...state.tasks.values()].every(({staleSince}) => staleSince !== null)).toBe(true);
		expect(state.tasks.size).toBeGreaterThanOrEqual(5);
	});
});
