import type {Activity, Signal} from '../../../model/activity.ts';
import type {Document} from '../../format.ts';

const minute = 60_000;

/**
No file of this format is written while a task runs, only at its steps. So there is no shorter silence
that means something: a person looks, and nobody is believed to be at work, at the same time.
*/
export const silenceMs = 30 * minute;

/** Files whose times lie closer than this were written at once. */
export const togetherMs = 2000;

/** Fewer files prove nothing: an agent writes its checkpoint and the box together as well. */
const fewestFiles = 3;

/**
Whether all files of a project have the same time, as after a clone or a checkout. Their times then say
nothing about work.
*/
export const isCheckout = (documents: readonly Document[]): boolean => {
	let [earliest, latest, files] = [Infinity, -Infinity, 0];
	const see = (at: number): void => {
		earliest = Math.min(earliest, at);
		latest = Math.max(latest, at);
		files++;
	};

	for (const {stat, referenceStats} of documents) {
		see(stat.modifiedAt);
		for (const reference of referenceStats.values()) {
			if (reference && !reference.isFolder) {
				see(reference.modifiedAt);
			}
		}
	}

	return files >= fewestFiles && latest - earliest <= togetherMs;
};

/**
The evidence about a running task. After a checkout the times of files are no sign of life; that nothing
has changed since is all they tell.
*/
export const activityOf = (signals: readonly Signal[], checkout: boolean): Activity => {
	const times = signals.flatMap(({weight, at}) => (weight === 'life' && at !== null ? [at] : []));
	const evidence = checkout
		? [
				...signals.filter(({weight}) => weight !== 'life'),
				{
					signal: 'checked-out',
					weight: 'note' as const,
					at: Math.max(...times),
					says: 'all files have the time of their checkout',
				},
				{
					signal: 'unchanged-since-checkout',
					weight: 'end' as const,
					at: null,
					says: 'nothing changed since the checkout',
					activeFrom: Math.max(...times) + silenceMs,
				},
			]
		: signals;
	return {
		signals: evidence,
		silentAfterMs: silenceMs,
		interruptedAfterMs: silenceMs,
		usualMs: null,
	};
};
