import {isSettled, type Status} from '../../../model/status.ts';
import type {Document} from '../../format.ts';
import {statusOfWord} from '../status.ts';
import type {Checkpoint, Entry} from '../values.ts';
import {togetherMs} from './freshness.ts';
import type {Joined} from './join.ts';

/** What checkpoint and box say together. */
export type Verdict = {
	readonly status: Status;
	readonly raw: string | null;
	/** Whose word it is. */
	readonly from: 'state' | 'box';
	/** What the checkpoint itself says. */
	readonly own: Status;
	/** Both words, where one says done and the other not; else null. */
	readonly disagreement: string | null;
	/** It is completed, and the list went on without it. */
	readonly isLeftBehind: boolean;
	/** Later tasks that are ticked. */
	readonly laterDone: number;
};

/**
The newer file is believed. When both were written at once (or checked out) the box is: a checkpoint is
often left behind, and what is not ticked is not done.
*/
export const verdictOf = (
	document: Document<Checkpoint>,
	checkpoint: Checkpoint,
	{target}: Joined,
): Verdict => {
	const raw = checkpoint.status?.value ?? null;
	const own = raw === null ? 'unknown' : statusOfWord(raw);
	if (!target) {
		return {
			status: own,
			raw,
			from: 'state',
			own,
			disagreement: null,
			isLeftBehind: false,
			laterDone: 0,
		};
	}

	const {entry, rows, index} = target;
	const laterDone = rows.tree.leaves.filter(
		(leaf) => leaf > index && rows.list.entries[leaf]!.status === 'completed',
	).length;
	const ahead = rows.document.stat.modifiedAt - document.stat.modifiedAt;
	const isBoxBelieved = ahead >= -togetherMs;
	const disagrees = differ(own, entry);
	return {
		...(disagrees && isBoxBelieved
			? {status: entry.status, raw: entry.rawStatus, from: 'box'}
			: {status: own === 'unknown' && raw === null ? entry.status : own, raw, from: 'state'}),
		own,
		disagreement: disagrees
			? `checkpoint says ${raw ?? 'nothing'}, box is ${entry.rawStatus}`
			: null,
		isLeftBehind: own === 'completed' && (laterDone > 0 || ahead > togetherMs),
		laterDone,
	};
};

/** An agent ticks the box when it is done, so an open box beside work in progress is no difference. */
const differ = (own: Status, {status, rawStatus}: Entry): boolean => {
	if (own === 'unknown') {
		return false;
	}

	const isTicked = status === 'completed';
	if (isTicked || own === 'completed') {
		return isTicked !== (own === 'completed');
	}

	return rawStatus === '[-]' && (own === 'pending' || isSettled(own));
};
