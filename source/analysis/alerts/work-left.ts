import {isSettled, type Status, statuses} from '../../model/status.ts';
import {formatRoughly} from '../../text/duration.ts';
import type {Row} from '../rows.ts';
import type {RowChange} from './changes.ts';
import type {Edge, Moment} from './moment.ts';

export type WorkState = {
	readonly byStatus: Readonly<Record<Status, number>>;
	/** Epoch ms at which a task was last seen to move; null: not yet. */
	readonly movedAt: number | null;
	readonly isStalled: boolean;
};

export const noWork: WorkState = {
	byStatus: Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>,
	movedAt: null,
	isStalled: false,
};

/** How much is left to do, kept up to date by what changed. */
export const workAfter = (
	state: WorkState,
	{changes, now}: Moment,
	isFirst: boolean,
): WorkState => {
	if (changes.length === 0) {
		return state;
	}

	const byStatus = {...state.byStatus};
	for (const {before, after} of changes) {
		if (before) {
			byStatus[before.status]--;
		}

		if (after) {
			byStatus[after.status]++;
		}
	}

	return !isFirst && changes.some(isMove)
		? {byStatus, movedAt: now, isStalled: false}
		: {...state, byStatus};
};

/** A silence that has become long enough to be called an interruption is the contrary of a move. */
const isMove = ({before, after}: RowChange): boolean =>
	after !== null &&
	(before === null ||
		before.task.status !== after.task.status ||
		before.task.progress !== after.task.progress ||
		before.task.stage?.name !== after.task.stage?.name ||
		before.task.stage?.index !== after.task.stage?.index ||
		before.task.retries !== after.task.retries);

const leftOf = ({byStatus}: WorkState): number =>
	statuses.reduce(
		(sum, status) =>
			isSettled(status) || status === 'failed' || status === 'unknown'
				? sum
				: sum + byStatus[status],
		0,
	);

/** Nothing is left that could be done; what failed is told with it. That tasks went away finishes nothing. */
export const allDoneEdges = (
	before: WorkState,
	after: WorkState,
	{changes}: Moment,
): readonly Edge[] => {
	const {completed, failed} = after.byStatus;
	return leftOf(before) > 0 &&
		leftOf(after) === 0 &&
		completed > 0 &&
		changes.some((one) => one.before && one.after && one.before.status !== one.after.status)
		? [
				{
					rule: 'all-done',
					row: null,
					message: failed > 0 ? `${completed} done, ${failed} failed` : `${completed} done`,
				},
			]
		: [];
};

/**
Work that was seen to move and no longer does. Signs of life of running tasks count as well: one that is at
work for an hour does not stand still.
*/
export const noProgressEdges = (
	state: WorkState,
	{rows, now}: Moment,
	{minutes = 1}: Readonly<Record<string, number>>,
): {readonly state: WorkState; readonly edges: readonly Edge[]; readonly wakeAt: number | null} => {
	const {pending, running, interrupted} = state.byStatus;
	if (state.movedAt === null || state.isStalled || pending + running + interrupted === 0) {
		return {state, edges: [], wakeAt: null};
	}

	const at = lastLife(rows, state) + minutes * 60_000;
	if (now < at) {
		return {state, edges: [], wakeAt: at};
	}

	return {
		state: {...state, isStalled: true},
		edges: [
			{
				rule: 'no-progress',
				row: null,
				message: `no task has moved for ${formatRoughly(now - lastLife(rows, state))}; ${leftText(leftOf(state))}`,
			},
		],
		wakeAt: null,
	};
};

const lastLife = (rows: readonly Row[], {movedAt, byStatus}: WorkState): number =>
	byStatus.running === 0
		? movedAt!
		: rows.reduce(
				(latest, {status, liveness}) =>
					status === 'running' ? Math.max(latest, liveness?.lastSignAt ?? 0) : latest,
				movedAt!,
			);

const leftText = (left: number): string => (left === 1 ? '1 is left' : `${left} are left`);
