import type {AlertRuleId} from '../../model/alert.ts';
import type {Row} from '../rows.ts';
import type {RowChange} from './changes.ts';

/** What the rules look at: how all tasks stand, and what is another than at the moment before. */
export type Moment = {
	readonly rows: readonly Row[];
	readonly changes: readonly RowChange[];
	/** Epoch milliseconds. */
	readonly now: number;
};

/** Something has begun to be so. */
export type Edge = {
	readonly rule: AlertRuleId;
	/** Null: it is about all tasks together. */
	readonly row: Row | null;
	readonly message: string;
};
