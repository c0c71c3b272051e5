import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {createDependencyBook} from '../../../source/analysis/dependencies/dependencies.ts';
import {targetsOf} from '../../../source/analysis/dependencies/graph.ts';
import {isMet} from '../../../source/analysis/dependencies/met.ts';
import {isSettled} from '../../../source/model/status.ts';
import {reduce} from '../../../source/store/reduce.ts';
import {emptyState} from '../../../source/store/state.ts';
import {corpusFolder} from '../../helpers/corpus.ts';

type Truth = {
	readonly dependencies: Readonly<
		Record<string, Readonly<Record<'unmet' | 'unknown' | 'met' | 'free_text', readonly string[]>>>
	>;
	readonly cycles: readonly unknown[];
};

/**
The scan knew ids only. Here the title behind an id picks among tasks that share it, or two of the same
title stay ambiguous, which holds a task up as well; and a task may be declared twice.
*/
const differently: Readonly<Record<string, readonly string[]>> = {
	'2025-08-07-baseline': ['B-080'],
	'2025-08-13-heavy-retries': ['B-080'],
	'2025-08-18-ascii-hyphens': ['B-183', 'B-075', 'B-050', 'B-084', 'B-106'],
};

const folded = (id: string): string => id.replaceAll(/[\u2010-\u2014]/g, '-');

describe.skipIf(!corpusFolder)('real backlogs (skipped without the corpus)', () => {
	test.each(['2025-08-07-baseline', '2025-08-13-heavy-retries', '2025-08-18-ascii-hyphens'])(
		'%s: what is unmet is what an independent scan found, and nothing is missing or in a ring',
		(name) => {
			const workspace = path.join(corpusFolder!, 'backlog', name);
			const file = path.join(workspace, '000_core', '000_backlog.md');
			const truth = JSON.parse(
				readFileSync(path.join(workspace, 'truth', 'dependencies.json'), 'utf8'),
			) as Truth;
			// Without the database: the scan looked at the backlog alone.
			const {tasks} = reduce(
				emptyState,
				[
					{
						type: 'read',
						format: 'backlog',
						input: {
							path: file,
							workspace,
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
			const {graph, findings, cycles} = createDependencyBook()(tasks);
			const unmet = new Map<string, string[]>();
			for (const [position, task] of graph.tasks.entries()) {
				const open = [...targetsOf(graph.needs, position)]
					.map((target) => graph.tasks[target]!)
					.filter((other) => !isMet(other));
				if (!isSettled(task.status) && open.length > 0) {
					const id = folded(task.id);
					unmet.set(id, [...(unmet.get(id) ?? []), ...open.map((other) => folded(other.id))]);
				}
			}

			const known = Object.entries(truth.dependencies).filter(
				([id]) => !(differently[name] ?? []).includes(id),
			);
			expect(known.length).toBeGreaterThan(40);
			for (const [id, {unmet: expected}] of known) {
				expect([id, [...new Set(unmet.get(id))].sort()]).toEqual([id, expected.toSorted()]);
			}

			// Of finished tasks a wrong name is only a remark.
			const told = findings
				.filter(({code, severity}) => code !== 'dependency-unknown' || severity !== 'info')
				.map(({code}) => code);
			expect(told).not.toContain('dependency-unknown');
			expect([cycles.length, truth.cycles.length]).toEqual([0, 0]);
			const freeText = known.filter(([, {free_text: texts}]) => texts.length > 0).length;
			expect(told.filter((code) => code === 'dependency-external').length).toBeGreaterThan(
				freeText / 2,
			);
		},
	);
});
