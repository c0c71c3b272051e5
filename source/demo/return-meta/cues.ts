import type {Cue} from '../step.ts';

export type Operation = 'research' | 'plan' | 'implement';

export type Event =
	/** An agent begins: status, lock, marker, early metadata. */
	| {readonly does: 'start'; readonly task: number; readonly operation: Operation}
	/** It tells how far it is; with phases when it implements. */
	| {
			readonly does: 'reach';
			readonly task: number;
			readonly stage: string;
			readonly details: string;
			readonly phases?: readonly [done: number, total: number];
	  }
	/** It writes its result; the wrap-up is still to come. */
	| {readonly does: 'finish'; readonly task: number; readonly summary: string}
	/** The result is taken over into the state, and everything temporary is removed. */
	| {readonly does: 'wrap-up'; readonly task: number}
	/** Whoever called the agent notes that it was cut off. */
	| {readonly does: 'log-interruption'; readonly task: number; readonly message: string}
	| {readonly does: 'set-status'; readonly task: number; readonly status: string};

/** The told part. What stands at second 0 happened before anybody watched. */
export const cues: readonly Cue<Event>[] = [
	[4, reach(42, 'searches_completed', 'Completed 3 searches, found 7 sources')],
	[11, reach(41, 'phase_3_completed', 'Phase 3 completed: ids for three carriers', [3, 5])],
	[16, {does: 'start', task: 49, operation: 'research'}],
	[21, reach(42, 'synthesis_completed', 'ZPL prints everywhere, PDF on one model only')],
	[27, reach(49, 'strategy_determined', 'Reading the rules of five countries')],
	[33, {does: 'finish', task: 42, summary: 'Use ZPL; keep PDF for the office printers'}],
	[36, reach(41, 'phase_4_completed', 'Phase 4 completed: old events renumbered', [4, 5])],
	[40, {does: 'wrap-up', task: 42}],
	[43, reach(49, 'searches_completed', 'Completed 2 of 5 searches')],
	[47, {does: 'start', task: 42, operation: 'plan'}],
	[
		53,
		{
			does: 'log-interruption',
			task: 49,
			message:
				'Agent general-research-agent interrupted at stage searches_completed: MCP AbortError',
		},
	],
	[58, reach(41, 'verification_completed', 'Build and 214 tests passed', [5, 5])],
	[64, {does: 'finish', task: 42, summary: 'Plan in three phases, one per printer family'}],
	[69, {does: 'wrap-up', task: 42}],
	[
		72,
		{does: 'finish', task: 41, summary: 'Events carry stable ids; 1.2 million old ones renumbered'},
	],
	[79, {does: 'wrap-up', task: 41}],
	[83, {does: 'set-status', task: 44, status: 'planned'}],
	[88, {does: 'start', task: 44, operation: 'implement'}],
	[96, reach(44, 'plan_loaded', 'Loaded 3-phase plan', [0, 3])],
	[103, {does: 'start', task: 43, operation: 'implement'}],
	[109, reach(44, 'phase_1_completed', 'Phase 1 completed: sender', [1, 3])],
	[115, reach(43, 'phase_4_completed', 'Phase 4 completed: postcodes of islands', [4, 6])],
	[121, {does: 'start', task: 49, operation: 'research'}],
	[126, reach(44, 'phase_2_completed', 'Phase 2 completed: opt-out', [2, 3])],
	[132, reach(49, 'report_created', 'Report written')],
	[137, reach(43, 'phase_5_completed', 'Phase 5 completed: fallback', [5, 6])],
	[141, {does: 'finish', task: 49, summary: 'Two years everywhere but in one country'}],
	[146, {does: 'wrap-up', task: 49}],
	[150, reach(44, 'phase_3_completed', 'Phase 3 completed: once per event', [3, 3])],
	[155, {does: 'finish', task: 44, summary: 'SMS are sent once per event'}],
	[159, {does: 'wrap-up', task: 44}],
	[163, {does: 'start', task: 45, operation: 'research'}],
	[167, reach(43, 'phase_6_completed', 'Phase 6 completed: old client removed', [6, 6])],
	[171, {does: 'finish', task: 43, summary: 'Addresses are validated without a request'}],
	[175, {does: 'wrap-up', task: 43}],
	[178, reach(45, 'strategy_determined', 'Comparing two push services')],
	[190, {does: 'finish', task: 45, summary: 'One service reaches both systems'}],
	[194, {does: 'wrap-up', task: 45}],
];

/** What every later task goes through, in seconds from its beginning. */
export const laterCues = (task: number): readonly Cue<Event>[] => [
	[2, {does: 'start', task, operation: 'research'}],
	[14, reach(task, 'searches_completed', 'Completed 4 searches')],
	[28, {does: 'finish', task, summary: 'Found a way that needs no new service'}],
	[33, {does: 'wrap-up', task}],
	[41, {does: 'start', task, operation: 'plan'}],
	[56, {does: 'finish', task, summary: 'Plan in three phases'}],
	[61, {does: 'wrap-up', task}],
	[70, {does: 'start', task, operation: 'implement'}],
	[84, reach(task, 'phase_1_completed', 'Phase 1 completed', [1, 3])],
	[99, reach(task, 'phase_2_completed', 'Phase 2 completed', [2, 3])],
	[115, reach(task, 'phase_3_completed', 'Phase 3 completed', [3, 3])],
	[122, {does: 'finish', task, summary: 'Built, with tests'}],
	[127, {does: 'wrap-up', task}],
];

function reach(
	task: number,
	stage: string,
	details: string,
	phases?: readonly [done: number, total: number],
): Event {
	return {does: 'reach', task, stage, details, ...(phases && {phases})};
}
