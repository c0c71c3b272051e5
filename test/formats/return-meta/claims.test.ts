import {describe, expect, test} from 'vitest';
import {returnMeta} from '../../../source/formats/return-meta/index.ts';

const claimed: readonly (readonly [string, string, string])[] = [
	['/w/specs/state.json', 'state', '/w/specs'],
	['/w/.claude/specs/state.json', 'state', '/w/.claude/specs'],
	['/w/.opencode/specs/state.json', 'state', '/w/.opencode/specs'],
	['/w/.opencode/state.json', 'state', '/w/.opencode'],
	['/w/code/specs/state.json', 'state', '/w/code/specs'],
	['/w/specs/archive/state.json', 'archive', '/w/specs'],
	['/w/specs/vault/01-vault/archive/state.json', 'vault', '/w/specs'],
	['/w/specs/errors.json', 'errors', '/w/specs'],
	['/w/.opencode/errors.json', 'errors', '/w/.opencode'],
	['/w/specs/events.jsonl', 'events', '/w/specs'],
	['/w/specs/TODO.md', 'todo', '/w/specs'],
	['/w/specs/259_prove/.return-meta.json', 'run', '/w/specs'],
	['/w/specs/259_prove/.return-meta-a.json', 'run', '/w/specs'],
	['/w/specs/OC_012_x/.return-meta-02.json', 'run', '/w/specs'],
	['/w/specs/259_prove/.meta/research-return-meta.json', 'run', '/w/specs'],
	['/w/specs/without_number/.return-meta.json', 'run', '/w/specs'],
	['/w/docs/code/12_x/.return-meta.json', 'run', '/w/docs/code'],
	['/w/specs/.return-meta-multi.json', 'batch-run', '/w/specs'],
	['/w/specs/.return-meta-multi-sess_1_a.json', 'batch-run', '/w/specs'],
	['/w/specs/.orchestrator-multi-state-sess_1_a.json', 'batch-state', '/w/specs'],
	['/w/specs/.meta-return/return-meta.json', 'loose-run', '/w/specs'],
	['/w/specs/.meta-builder-return.json', 'loose-run', '/w/specs'],
	['/w/specs/1_a/.postflight-pending', 'marker', '/w/specs'],
	['/w/specs/.postflight-pending', 'marker', '/w/specs'],
	['/w/specs/1_a/.postflight-loop-guard', 'wrap-up-guard', '/w/specs'],
	['/w/specs/1_a/.orchestrator-loop-guard', 'loop-guard', '/w/specs'],
	['/w/specs/1_a/.continuation-loop-guard', 'loop-guard', '/w/specs'],
	['/w/specs/1_a/.orchestrator-handoff.json', 'handoff', '/w/specs'],
	['/w/specs/1_a/.phase-3-handoff.json', 'handoff', '/w/specs'],
	['/w/specs/1_a/handoffs/phase-3.md', 'handoff-text', '/w/specs'],
	['/w/specs/1_a/.lock/holder.json', 'lock', '/w/specs'],
	['/w/specs/1_a/progress/phase-2-progress.json', 'progress', '/w/specs'],
	['/w/specs/1_a/plans/01_plan.md', 'plan', '/w/specs'],
	['/w/specs/1_a/reports/01_report.md', 'artifact', '/w/specs'],
	['/w/specs/1_a/summaries/01_summary.md', 'artifact', '/w/specs'],
	['/w/specs/1_a/.task-creating', 'creating', '/w/specs'],
	['/w/specs/1_a/.orchestrator-loop-guard.tmp', 'leftover', '/w/specs'],
];

const left: readonly string[] = [
	'/w/specs/001-login/tasks_meta.json',
	'/w/specs/001-login/tasks.md',
	'/w/specs/001-login/plan.md',
	'/w/specs/1_a/tasks.md',
	'/w/specs/1_a/tasks_meta.json',
	'/w/.kiro/specs/1_a/.return-meta.json',
	'/w/.kiro/specs/state.json',
	'/w/specs/reviews/state.json',
	'/w/specs/maintenance/state.json',
	'/w/specs/1_a/state.json',
	'/w/source/state.json',
	'/w/package.json',
	'/w/specs/archive/1_a/.return-meta.json',
	'/w/specs/archive/1_a/.lock/holder.json',
	'/w/specs/vault/01-vault/archive/1_a/.return-meta.json',
	'/w/node_modules/x/specs/state.json',
	'/w/.git/specs/state.json',
	'/w/.opencode_backup_2026/specs/state.json',
	'/w/.claude-old/specs/state.json',
	'/w/.opencode.OLD/state.json',
	'/w/docs/plans/01_plan.md',
	'/w/docs/reports/readme.md',
	'/w/holder.json',
	'/w/000_core/000_backlog.md',
];

describe('which files are read', () => {
	test.each(claimed)('%s is a document of kind %s in %s', (path, kind, root) => {
		expect(returnMeta.claims(path)?.kind).toBe(kind);
		expect(returnMeta.group(path)).toBe(root);
	});

	test.each(left)('%s is left to others', (path) => {
		expect(returnMeta.claims(path)).toBeNull();
	});
});
