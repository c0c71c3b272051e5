import type {SettledForecast} from '../analysis/forecast/record.ts';
import type {JournalEntry} from '../model/journal.ts';
import {openReader} from './history.ts';

/** What histories know beside attempts: recoveries that were applied, forecasts that came to their end. */
export type KeptRecord = {
	readonly journal: readonly JournalEntry[];
	/** As they came to their end. */
	readonly settled: readonly SettledForecast[];
};

/** The latest plans of which it is asked what they achieved: the same everywhere, so that figures agree. */
export const mostPlans = 1000;

/** @param files of the histories, one a workspace; nothing is kept where there is none. */
export const keptRecord = async (files: readonly string[]): Promise<KeptRecord> => {
	const journal: JournalEntry[] = [];
	const settled: SettledForecast[] = [];
	for (const file of files) {
		const reader = await openReader(file);
		try {
			journal.push(...(reader?.queries.audit(mostPlans) ?? []));
			settled.push(...(reader?.queries.forecasts() ?? []));
		} catch {
			// A history that cannot be read is none; who writes it tells what is wrong with it.
		} finally {
			reader?.database.close();
		}
	}

	return {journal, settled: settled.sort((a, b) => a.settledAt - b.settledAt)};
};
