/**
A process of its own that applies, undoes or settles, and that kills itself at a step: no handler runs,
nothing is tidied up, as when the power fails. It prints a line of JSON at its end.
*/
import {readFileSync} from 'node:fs';
import {applyPlan} from '../../source/effects/plan/apply-plan.ts';
import {settleJournal} from '../../source/effects/plan/settle-journal.ts';
import {undoLast} from '../../source/effects/plan/undo-last.ts';
import type {Plan} from '../../source/model/plan.ts';

export type ChildTask = {
	readonly action: 'apply' | 'undo' | 'settle';
	readonly journal: string;
	/** File with the plan to apply. */
	readonly plan: string;
	/** Steps before the one at which it dies, or the name of that one; null: it lives. */
	readonly killAt: number | string | null;
};

const task = JSON.parse(process.argv[2]!) as ChildTask;
const steps: string[] = [];
const onStep = (name: string): void => {
	steps.push(name);
	if (steps.length - 1 === task.killAt || name === task.killAt) {
		process.kill(process.pid, 'SIGKILL');
		// It comes at once, but not before this call returns.
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
	}
};

const options = {journal: task.journal, who: 'tester', reason: null, isReadOnly: false, onStep};
const actions = {
	apply: async () => await applyPlan(JSON.parse(readFileSync(task.plan, 'utf8')) as Plan, options),
	undo: async () => await undoLast(options),
	settle: async () => await settleJournal(task.journal, {isReadOnly: false, onStep}),
};
const result = await actions[task.action]();
process.stdout.write(`${JSON.stringify({result, steps})}\n`);
