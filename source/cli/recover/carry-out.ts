import {jsonText} from '../../export/json-text.ts';
import {planReport} from '../../export/recovery/reports.ts';
import type {Plan} from '../../model/plan.ts';
import type {Settings} from '../../model/settings.ts';
import type {FlagValues} from '../flags.ts';
import {writeNotice, writeOut} from '../output.ts';
import type {Clerk} from '../../recovery/clerk.ts';
import {canAsk, confirm} from './confirm.ts';
import {paintedPlan} from './painted-plan.ts';
import type {PlannedChoices} from './plan-choices.ts';

export type Circumstances = {
	readonly flags: FlagValues;
	readonly settings: Settings;
	readonly look: {readonly width: number; readonly isColored: boolean};
	readonly workspaces: readonly string[];
	/** Epoch milliseconds. */
	readonly now: number;
};

/** Shows a plan, asks where that is to be asked, and applies it; answers with the exit code. */
export const carryOut = async (
	{planned, word}: PlannedChoices,
	around: Circumstances,
	clerk: Clerk,
): Promise<number> => {
	const {flags, look} = around;
	if (planned.type === 'refused') {
		return await refuse(planned.reason, null, around);
	}

	const {plan, type} = planned;
	const isLeft = plan.left.length > 0;
	if (plan.steps.length === 0) {
		await show(plan, around);
		return await refuse(plan.left[0]?.reason ?? 'there is nothing to do', plan, around);
	}

	if (type === 'empty' || flags.dryRun) {
		await (flags.json
			? report({state: type === 'empty' ? 'empty' : 'planned', plan}, around)
			: writeOut(paintedPlan(plan, look)));
		if (type === 'empty') {
			writeNotice('nothing has to be written');
		}

		return isLeft ? 1 : 0;
	}

	await show(plan, around);
	const obstacle = await obstacleTo(word, 'Apply this plan?', around);
	if (obstacle !== null) {
		return await refuse(obstacle, plan, around);
	}

	const result = await clerk.apply(plan, flags.reason ?? null);
	if (!result.isDone) {
		return await refuse(result.message, plan, around);
	}

	await report({state: 'applied', plan}, around);
	writeNotice(`${result.message}; "metawatch undo" takes it back`);
	return isLeft ? 1 : 0;
};

/** Why a plan is not applied although it could be: not allowed, or not confirmed. Null: go on. */
export const obstacleTo = async (
	word: string,
	question: string,
	{flags, settings}: Circumstances,
): Promise<string | null> => {
	if (settings.isReadOnly) {
		return 'with --read-only nothing is written; --dry-run shows what would be';
	}

	if (flags.yes) {
		return null;
	}

	if (flags.json || !canAsk()) {
		return 'nothing was written: add --yes to do it, or --dry-run to look only';
	}

	return (await confirm(question, word)) ? null : 'nothing was written';
};

/** On stdout stands one answer: with --json that is the report at the end. */
export const show = async (plan: Plan, {flags, look}: Circumstances): Promise<void> => {
	if (!flags.json) {
		await writeOut(paintedPlan(plan, look));
	}
};

export const report = async (
	result: Parameters<typeof planReport>[0],
	{flags, workspaces, now}: Circumstances,
): Promise<void> => {
	if (flags.json) {
		await writeOut(jsonText(planReport(result, {workspaces, now})));
	}
};

export const refuse = async (
	reason: string,
	plan: Plan | null,
	around: Circumstances,
): Promise<number> => {
	await report({state: 'refused', reason, plan}, around);
	writeNotice(reason);
	return 1;
};
