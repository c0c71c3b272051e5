import type {AttentionCode} from '../../../model/attention.ts';
import type {Status} from '../../../model/status.ts';
import type {Sighting} from '../sighting.ts';

/** Whether a task goes on since it was recovered. */
export type Comparison = {
	readonly verdict: 'better' | 'same' | 'worse';
	/** What tells so, in a few words. */
	readonly reason: string;
};

/** What a status says about work: there is a result, it goes on, nothing happens, or it went wrong. */
const meanings: Readonly<Record<Status, 'result' | 'moving' | 'idle' | 'wrong'>> = {
	completed: 'result',
	running: 'moving',
	pending: 'idle',
	partial: 'idle',
	unknown: 'idle',
	blocked: 'wrong',
	interrupted: 'wrong',
	failed: 'wrong',
	cancelled: 'wrong',
	skipped: 'wrong',
};

/** Reasons to look at a task that say that it went wrong, when they were not there before. */
const wrongSigns: readonly AttentionCode[] = [
	'failed',
	'interrupted',
	'retries-exhausted',
	'cycle-limit',
	'gate-failed',
	'stuck',
];

/**
Compares a task with itself. The worse is looked for first: a task that got on and then failed is not
better.

@param before as it stood when its files had been changed for it.
@param since epoch ms from which a sign of life is not that change itself.
*/
export const compare = (before: Sighting, after: Sighting, since: number): Comparison =>
	worse(before, after) ?? better(before, after, since) ?? {verdict: 'same', reason: ''};

const worse = (before: Sighting, after: Sighting): Comparison | null => {
	const isWrong = meanings[after.status] === 'wrong';
	const sign = wrongSigns.find(
		(code) => after.attention.includes(code) && !before.attention.includes(code),
	);
	const reason =
		isWrong && before.status !== after.status
			? wordsFor(after)
			: isWrong && after.error !== null && after.error.message !== before.error?.message
				? `another error: ${after.error.message}`
				: isWrong && (after.retries ?? 0) > (before.retries ?? 0)
					? `${wordsFor(after)} again`
					: sign !== undefined && meanings[after.status] !== 'result'
						? sign
						: null;
	return reason === null ? null : {verdict: 'worse', reason};
};

const wordsFor = ({status, error}: Sighting): string =>
	error === null ? status : `${status}: ${error.message}`;

const better = (before: Sighting, after: Sighting, since: number): Comparison | null => {
	const meaning = meanings[after.status];
	if (meaning === 'result') {
		return {verdict: 'better', reason: after.status};
	}

	if (meaning === 'wrong') {
		return null;
	}

	const isMoving = meaning === 'moving';
	const reason =
		isMoving && before.status !== after.status
			? after.status
			: (after.stageIndex ?? -1) > (before.stageIndex ?? -1)
				? `stage ${after.stage ?? after.stageIndex}`
				: (after.progress ?? 0) > (before.progress ?? 0)
					? `${Math.round((after.progress ?? 0) * 100)} %`
					: isMoving && after.stage !== null && after.stage !== before.stage
						? `stage ${after.stage}`
						: isMoving && after.lastSignAt !== null && after.lastSignAt > since
							? 'a sign of life'
							: null;
	return reason === null ? null : {verdict: 'better', reason};
};
