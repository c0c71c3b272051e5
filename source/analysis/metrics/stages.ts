import type {Attempt} from '../../model/attempt.ts';
import {type Distribution, distributionOf} from './distribution.ts';
import {type Rate, rateOf} from './rates.ts';

/** What is known of one stage over all attempts that came to it. */
export type StageUse = {
	readonly name: string;
	/** Attempts that came to it. */
	readonly attempts: number;
	/** Lengths of it whose end was seen. */
	readonly durations: Distribution | null;
	/** Its part of the time of all stages, 0 to 1; null: no length is known. */
	readonly share: number | null;
	/** Failed and interrupted attempts that ended in it, among those that have come to it and ended. */
	readonly failures: Rate | null;
};

/** Stages, the one that takes most time in all first: where it is slow is where it is worth to look. */
export const stagesOf = (attempts: readonly Attempt[]): readonly StageUse[] => {
	const known = new Map<
		string,
		{attempts: number; ended: number; failed: number; lengths: number[]}
	>();
	for (const {stages, outcome} of attempts) {
		const isFailed = outcome === 'failed' || outcome === 'interrupted';
		const last = stages.at(-1);
		const own = new Set<string>();
		for (const stage of stages) {
			const use = known.get(stage.name) ?? {attempts: 0, ended: 0, failed: 0, lengths: []};
			known.set(stage.name, use);
			if (!own.has(stage.name)) {
				own.add(stage.name);
				use.attempts++;
				use.ended += outcome === 'running' ? 0 : 1;
				use.failed += isFailed && last?.name === stage.name ? 1 : 0;
			}

			if (stage.durationMs !== null) {
				use.lengths.push(stage.durationMs);
			}
		}
	}

	const uses = [...known].map(([name, use]) => ({
		name,
		attempts: use.attempts,
		durations: distributionOf(use.lengths),
		failures: rateOf(use.failed, use.ended),
	}));
	const all = uses.reduce((sum, {durations}) => sum + (durations?.total ?? 0), 0);
	return uses
		.map((use) => ({
			...use,
			share: use.durations === null || all === 0 ? null : use.durations.total / all,
		}))
		.sort(
			(a, b) =>
				(b.durations?.total ?? -1) - (a.durations?.total ?? -1) ||
				b.attempts - a.attempts ||
				(a.name < b.name ? -1 : 1),
		);
};
