/**
Why a person should look at a task now, most pressing first. The order is the order of the Tasks
view: what a person alone can unblock, and what costs most while it waits, stands on top.
*/
export const attentionCodes = [
	'answer-needed',
	'failed',
	'interrupted',
	'retries-exhausted',
	'cycle-limit',
	'gate-failed',
	'review-needed',
	'merge-needed',
	'setup-needed',
	'person-needed',
	'finished-not-recorded',
	'postflight-stuck',
	'stuck',
	'blocker-finished',
	'waiting-for-nobody',
	'disagreement',
	'left-in-progress',
	'quiet',
] as const;

export type AttentionCode = (typeof attentionCodes)[number];

export type Attention = {
	readonly code: AttentionCode;
	/** Short enough for a table cell: "silent 18m (usually 4m)", "a person must merge". */
	readonly message: string;
	/** Epoch milliseconds from which it holds; absent: it holds now. */
	readonly activeFrom?: number;
};

/** Worth a mark on its row, but not worth moving the row up: nothing waits for it. */
const minorCodes: ReadonlySet<AttentionCode> = new Set([
	'disagreement',
	'left-in-progress',
	'quiet',
]);

export const isMinor = (code: AttentionCode): boolean => minorCodes.has(code);

/** Position in the order above: 0 is the most pressing. */
export const attentionRank = (code: AttentionCode): number => attentionCodes.indexOf(code);
