import type {NamedRun} from '../../effects/commands/runs.ts';
import type {CanaryState} from '../../recovery/campaign/canary/state.ts';
import type {SprintPreview} from '../../recovery/campaign/sprint/preview.ts';
import type {SprintNews, SprintState, SprintSummary} from '../../recovery/campaign/sprint/state.ts';

/** What goes on beside the lists, as it is shown when somebody looks at it. */
export type WorkPanel = RunsPanel | CanaryPanel | SprintSetup | SprintPanel | WorkLooking;

type WorkLooking = {readonly type: 'looking'};

/** Commands in the background. */
export type RunsPanel = {
	readonly type: 'runs';
	readonly runs: readonly NamedRun[];
	readonly index: number;
	/** The next press of the key ends the chosen one. */
	readonly isEnding: boolean;
};

export type CanaryPanel = {
	readonly type: 'canary';
	readonly state: CanaryState;
	readonly isEnding: boolean;
};

/** How many tasks are to be started, before they are. */
export type SprintSetup = {
	readonly type: 'sprint-setup';
	readonly tasks: number;
	readonly sideBySide: number;
	readonly preview: SprintPreview | null;
	/** Why nothing can be started, or null. */
	readonly refusal: string | null;
	/** Epoch ms at which it was put on the screen as it is. */
	readonly shownAt: number;
};

export type SprintPanel = {
	readonly type: 'sprint';
	readonly state: SprintState;
	/** The latest last. */
	readonly news: readonly (SprintNews & {readonly at: number})[];
	/** How it ended; null while it goes on, and after a restart. */
	readonly summary: SprintSummary | null;
	readonly isEnding: boolean;
};

/** The key that sets a sprint up and starts it. */
export const sprintKey = 'N';

/**
What tells one panel from another but for clocks and what a command writes: it may write many lines a
second, and somebody may listen.
*/
export const partsOf = (panel: WorkPanel): readonly unknown[] =>
	panel.type === 'runs'
		? [panel.index, panel.isEnding, ...panel.runs.flatMap((run) => [run, run.end()])]
		: Object.values(panel);
