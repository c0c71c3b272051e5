import {formatRoughly} from '../../text/duration.ts';
import type {Row} from '../rows.ts';
import type {Edge, Moment} from './moment.ts';

export type ErrorRateState = {
	/** Ends that were witnessed, oldest first. */
	readonly ends: readonly {readonly at: number; readonly isFailed: boolean}[];
	readonly isHigh: boolean;
};

export const noErrorRate: ErrorRateState = {ends: [], isHigh: false};

/** More say nothing else. */
const mostEnds = 10_000;

/** Whether the share of failures among what ended within a window has risen over a limit. */
export const errorRateEdges = (
	state: ErrorRateState,
	{changes, now}: Moment,
	{percent = 100, minutes = 1, atLeast = 1}: Readonly<Record<string, number>>,
): {readonly state: ErrorRateState; readonly edges: readonly Edge[]} => {
	const windowMs = minutes * 60_000;
	const added = changes.flatMap(({before, after}) =>
		before && after && hasEnded(before, after)
			? [{at: now, isFailed: after.status === 'failed'}]
			: [],
	);
	const isOld = (state.ends[0]?.at ?? now) < now - windowMs;
	if (added.length === 0 && !isOld) {
		return {state, edges: []};
	}

	const ends = [...state.ends, ...added].filter(({at}) => at >= now - windowMs).slice(-mostEnds);
	const failed = ends.filter(({isFailed}) => isFailed).length;
	const isHigh = ends.length >= atLeast && failed * 100 >= percent * ends.length;
	return {
		state: {ends, isHigh},
		edges:
			isHigh && !state.isHigh
				? [
						{
							rule: 'error-rate',
							row: null,
							message: `${failed} of ${ends.length} tasks that ended in the last ${formatRoughly(windowMs)} failed`,
						},
					]
				: [],
	};
};

const hasEnded = (before: Row, after: Row): boolean =>
	(after.status === 'completed' && before.status !== 'completed') ||
	(after.status === 'failed' &&
		(before.status !== 'failed' || before.task.retries !== after.task.retries));
