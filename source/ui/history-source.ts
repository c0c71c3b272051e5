import type {Witness} from '../analysis/witness.ts';
import type {Queries} from '../history/queries.ts';
import type {State} from '../store/state.ts';

/** What the screen needs of what is kept. */
export type HistorySource = {
	/** Loads what was learned before and begins to write; to be called once the first screen has been drawn. */
	readonly begin: (screen: {
		readonly getState: () => State;
		/** Settled when everything that was there at the start has been applied. */
		readonly whenFirstRead: Promise<void>;
		/** What learns from silences: it is given what was kept, and what it learns is kept. */
		readonly witness: Witness;
		/** Takes a line for a person. */
		readonly say: (line: string) => void;
	}) => Promise<void>;
	/** What can be asked: one for each workspace that has a history. */
	readonly memories: () => Promise<readonly Memory[]>;
};

/** What is remembered of one workspace. */
export type Memory = {readonly workspace: string; readonly queries: Queries};
