import type {Sighting} from '../sighting.ts';

/** How it goes on once the first task has shown progress. */
export type Pace =
	| {readonly type: 'all'}
	/** So many that have not shown progress yet. */
	| {readonly type: 'side-by-side'; readonly count: number}
	/** One each so many milliseconds. */
	| {readonly type: 'every'; readonly ms: number};

export type CanaryLimits = {
	/** Milliseconds after a plan was applied in which a change of the files is taken for that plan. */
	readonly settleMs: number;
	/** Milliseconds within which a task has to show progress. */
	readonly progressMs: number;
};

export const usualCanaryLimits: CanaryLimits = {settleMs: 3000, progressMs: 15 * 60_000};

/** One option chosen for one task. */
export type CanaryChoice = {
	readonly key: string;
	readonly id: string;
	readonly title: string;
	readonly option: string;
};

export type CanaryStage =
	| {readonly type: 'waiting'}
	| {readonly type: 'applying'}
	/** Applied; `baseline` is what its files say now, and progress is counted from there. */
	| {
			readonly type: 'watched';
			readonly at: number;
			readonly settledAt: number;
			readonly until: number;
			readonly baseline: Sighting | null;
	  }
	/** It got on; it is watched further, from there. */
	| {
			readonly type: 'better';
			readonly reason: string;
			readonly settledAt: number;
			readonly baseline: Sighting;
	  }
	| {readonly type: 'worse'; readonly reason: string}
	/** Not applied, or nobody knows. */
	| {readonly type: 'left'; readonly reason: string}
	/** Applied, and taken back by a person. */
	| {readonly type: 'undone'; readonly reason: string};

export type CanaryItem = CanaryChoice & {readonly stage: CanaryStage};

/** Recovering many tasks, one first. A value: what is left survives the program. */
export type CanaryState = {
	readonly type: 'canary';
	readonly pace: Pace;
	readonly limits: CanaryLimits;
	readonly items: readonly CanaryItem[];
	/** `stopped`: something got worse, or was taken back; `abandoned`: by a person; `done`: nothing is left to apply or to wait for. */
	readonly phase: 'going' | 'paused' | 'stopped' | 'abandoned' | 'done';
	/** Why it is not going. */
	readonly reason: string | null;
	/** Epoch ms at which the last plan was applied. */
	readonly appliedAt: number | null;
	/** Whether one has shown progress, or a person vouched for it. */
	readonly isProved: boolean;
};

export type CanaryEvent =
	/** Key -> what is seen of it; null or absent: no file names it. */
	| {readonly type: 'looked'; readonly seen: Readonly<Record<string, Sighting | null>>}
	| {readonly type: 'applied'; readonly task: string}
	| {readonly type: 'refused'; readonly task: string; readonly reason: string}
	| {readonly type: 'pause'}
	| {readonly type: 'resume'}
	/** A person takes what was applied so far for good. */
	| {readonly type: 'vouch'}
	/** A person has taken a plan back that was applied for these. */
	| {readonly type: 'taken-back'; readonly tasks: readonly string[]}
	| {readonly type: 'abandon'}
	| {readonly type: 'tick'};

export type CanaryAction =
	/** Answered by `applied` or `refused`; never two at once. */
	| {readonly type: 'apply'; readonly task: string; readonly option: string}
	| {readonly type: 'tell'; readonly task: string; readonly id: string; readonly text: string}
	| {readonly type: 'over'; readonly phase: CanaryState['phase']; readonly reason: string | null};

export const newCanary = (
	choices: readonly CanaryChoice[],
	pace: Pace,
	limits: CanaryLimits = usualCanaryLimits,
): CanaryState => ({
	type: 'canary',
	pace,
	limits,
	// One option for one task: a second one would be about a task that has changed.
	items: [...new Map(choices.map((choice) => [choice.key, choice])).values()].map((choice) => ({
		...choice,
		stage: {type: 'waiting'},
	})),
	phase: 'going',
	reason: null,
	appliedAt: null,
	isProved: false,
});

export const isOverIn = ({phase}: CanaryState): boolean =>
	phase === 'stopped' || phase === 'abandoned' || phase === 'done';
