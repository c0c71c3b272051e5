import type {Cue} from '../step.ts';

export type Event =
	/** `start`: the status, and for a delegated task the prompt its agent is given. */
	| {readonly does: 'start'; readonly id: string}
	| {readonly does: 'complete'; readonly id: string; readonly summary: string}
	| {readonly does: 'fail'; readonly id: string; readonly reason: string}
	| {readonly does: 'review'; readonly id: string; readonly isPassed: boolean}
	/** The agent of a delegated task answers by a marker file; the tool records it later or never. */
	| {
			readonly does: 'answer';
			readonly id: string;
			readonly with: 'completed' | 'error';
			readonly text: string;
	  }
	/** The markers of an earlier try are put aside, the task is pending again. */
	| {readonly does: 'retry'; readonly id: string}
	/** The metadata file is caught in the middle of being written. */
	| {readonly does: 'tear'}
	| {readonly does: 'mend'};

export const cues: readonly Cue<Event>[] = [
	[7, {does: 'start', id: 'T005'}],
	[18, {does: 'complete', id: 'T003', summary: 'Routes are drawn; 31 tests pass'}],
	[24, {does: 'review', id: 'T003', isPassed: false}],
	[
		45,
		{does: 'answer', id: 'T004', with: 'error', text: 'agent crashed: exit 137 (out of memory)'},
	],
	[57, {does: 'answer', id: 'T005', with: 'completed', text: 'Clusters form at zoom 11'}],
	[62, {does: 'complete', id: 'T005', summary: 'Clusters form at zoom 11'}],
	[74, {does: 'tear'}],
	[77, {does: 'mend'}],
	[86, {does: 'retry', id: 'T006'}],
	[91, {does: 'start', id: 'T006'}],
	[98, {does: 'review', id: 'T003', isPassed: true}],
	[106, {does: 'start', id: 'T007'}],
	[
		112,
		{
			does: 'fail',
			id: 'T006',
			reason: 'Timeout of 30000ms exceeded waiting for the marker "parcel-7"',
		},
	],
	[117, {does: 'retry', id: 'T004'}],
	[119, {does: 'start', id: 'T004'}],
	[126, {does: 'retry', id: 'T006'}],
	[131, {does: 'start', id: 'T006'}],
	[139, {does: 'answer', id: 'T004', with: 'completed', text: 'Positions arrive in 400 ms'}],
	[143, {does: 'complete', id: 'T004', summary: 'Positions arrive in 400 ms'}],
	[148, {does: 'complete', id: 'T006', summary: 'Third try passed with a longer timeout'}],
	[152, {does: 'complete', id: 'T007', summary: 'Positions of the last hour are kept'}],
	[158, {does: 'review', id: 'T007', isPassed: true}],
	[161, {does: 'start', id: 'T008'}],
	[177, {does: 'answer', id: 'T008', with: 'completed', text: '38 MB a day'}],
	[180, {does: 'complete', id: 'T008', summary: '38 MB a day'}],
];

/** Afterwards the measurements are taken again and again. */
export const laterCues: readonly Cue<Event>[] = [
	[12, {does: 'retry', id: 'T008'}],
	[20, {does: 'start', id: 'T008'}],
	[46, {does: 'answer', id: 'T008', with: 'completed', text: 'No change since the last run'}],
	[50, {does: 'complete', id: 'T008', summary: 'No change since the last run'}],
];
