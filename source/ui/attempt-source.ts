import {mostPlans} from '../history/kept-record.ts';
import {attemptsOf} from '../analysis/metrics/attempts-of.ts';
import type {SettledForecast} from '../analysis/forecast/record.ts';
import {mostLearnedFrom} from '../analysis/forecast/experience.ts';
import type {Row} from '../analysis/rows.ts';
import {knownAttempts} from '../history/known-attempts.ts';
import type {Attempt} from '../model/attempt.ts';
import type {JournalEntry} from '../model/journal.ts';
import type {MachineUse} from '../model/machine.ts';
import type {State} from '../store/state.ts';
import type {HistorySource, Memory} from './history-source.ts';

/** What was kept of the past. */
export type Kept = {
	readonly attempts: readonly Attempt[];
	/** Recoveries that were written, newest first. */
	readonly journal: readonly JournalEntry[];
	/** Forecasts that came to their end, in that order. */
	readonly settled: readonly SettledForecast[];
};

/** What is known of attempts apart from the rows, and how that is put together. */
export type AttemptSource = {
	/** Reads what was kept of the past. */
	readonly load: () => Promise<Kept>;
	/** No more of it than forecasts are made from: quickly read, however much there is. */
	readonly latest: () => Promise<Pick<Kept, 'attempts' | 'settled'>>;
	/** Everything that is known, each attempt once. */
	readonly together: (
		kept: readonly Attempt[],
		state: State,
		rows: readonly Row[],
	) => readonly Attempt[];
	/** What the machine is busy with; absent: nobody looks. */
	readonly machine?: () => MachineUse;
};

const nothing: Kept = {attempts: [], journal: [], settled: []};

/** Where nothing is kept and nothing else tells. */
export const attemptsOfRows: AttemptSource = {
	load: async () => await Promise.resolve(nothing),
	latest: async () => await Promise.resolve(nothing),
	together: (_kept, _state, rows) => attemptsOf(rows),
};

/** From the histories of all workspaces, and what files and databases tell. */
export const keptIn = (
	history: Pick<HistorySource, 'memories'> | null,
): Omit<AttemptSource, 'machine'> => {
	const asked = async <Item>(ask: (memory: Memory) => readonly Item[]): Promise<readonly Item[]> =>
		((await history?.memories()) ?? []).flatMap((memory) => ask(memory));
	const settled = async (): Promise<Kept['settled']> =>
		(await asked(({queries}) => queries.forecasts())).toSorted((a, b) => a.settledAt - b.settledAt);
	return {
		load: async () => ({
			attempts: await asked(({queries}) => queries.attempts()),
			journal: await asked(({queries}) => queries.audit(mostPlans)),
			settled: await settled(),
		}),
		latest: async () => ({
			attempts: await asked(({queries}) => queries.latestAttempts(mostLearnedFrom)),
			settled: await settled(),
		}),
		together: knownAttempts,
	};
};
