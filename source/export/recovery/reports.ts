import type {Row} from '../../analysis/rows.ts';
import type {JournalEntry} from '../../model/journal.ts';
import type {Plan} from '../../model/plan.ts';
import type {Offer} from '../../recovery/offer.ts';
import {writtenTime, writtenTimeOrNull} from '../written-time.ts';
import type {AuditReport} from './audit-schema.ts';
import type {RecoverReport} from './options-schema.ts';
import type {PlanReport} from './plan-schema.ts';

type Head = {
	readonly workspaces: readonly string[];
	/** Epoch milliseconds. */
	readonly now: number;
};

const headOf = ({workspaces, now}: Head) => ({
	version: 1 as const,
	generatedAt: writtenTime(now),
	workspaces: [...workspaces],
});

/** The document of `recover --json`; the order of its keys is part of the contract. */
export const recoverReport = (
	offered: readonly {readonly row: Row | null; readonly offers: readonly Offer[]}[],
	head: Head,
): RecoverReport => ({
	...headOf(head),
	tasks: offered.map(({row, offers}) => ({
		key: row?.task.key ?? null,
		id: row?.task.id ?? offers[0]?.name ?? '',
		title: row?.task.title ?? null,
		format: row?.task.format ?? offers[0]?.format ?? null,
		workspace: row?.task.workspace ?? offers[0]?.workspace ?? null,
		status: row?.status ?? null,
		attention: (row?.attention ?? []).map(({code, message}) => ({code, message})),
		options: offers.map(({option, worked}) => ({
			id: option.id,
			title: option.title,
			scope: option.scope,
			because: option.because,
			against: [...option.against],
			refusal: option.refusal,
			changes: [...option.changes],
			command: option.command,
			isGrave: option.isGrave ?? false,
			worked: worked && {tries: worked.tries, successes: worked.successes},
		})),
	})),
});

/** The document of `recover --option ID --json` and `undo --json`. */
export const planReport = (
	{
		state,
		reason = null,
		plan,
	}: {
		readonly state: PlanReport['state'];
		readonly reason?: string | null;
		readonly plan: Plan | null;
	},
	head: Head,
): PlanReport => ({...headOf(head), state, reason, plan: plan && writtenPlan(plan)});

/** The document of `undo --list --json`. */
export const auditReport = (entries: readonly JournalEntry[], head: Head): AuditReport => ({
	...headOf(head),
	entries: entries.map(({at, who, reason, state, settledAt, detail, plan}) => ({
		at: writtenTime(at),
		who,
		reason,
		state,
		settledAt: writtenTimeOrNull(settledAt),
		detail,
		plan: writtenPlan(plan),
	})),
});

const writtenPlan = (plan: Plan): NonNullable<PlanReport['plan']> => ({
	id: plan.id,
	at: writtenTime(plan.at),
	workspace: plan.workspace,
	steps: plan.steps.map(({option, title, format, task, id, command}) => ({
		option,
		title,
		format,
		task,
		id,
		command,
	})),
	edits: plan.edits.map((edit) => ({...edit})),
	checks: plan.checks.map(({title, state, detail}) => ({title, state, detail})),
	lost: [...plan.lost],
	notes: [...plan.notes],
	byHand: [...plan.byHand],
	downstream: plan.downstream.map(({task, id, title, effect}) => ({task, id, title, effect})),
	left: plan.left.map(({task, id, reason}) => ({task, id, reason})),
});
