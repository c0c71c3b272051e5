import type {Status} from '../../model/status.ts';
import {isSettled} from '../../model/status.ts';
import type {ResultWord, StateWord} from './status.ts';

/** What is known when the status of a row is decided. */
export type Testimony = {
	/** The word of `state.json`; null: the task does not stand there. */
	readonly word: StateWord | null;
	/** The result of the current run. */
	readonly run: ResultWord | null;
	/** The run wrote after `state.json` was told. */
	readonly isRunNewer: boolean;
	/** The result of the last handoff, where no run tells more. */
	readonly handoff: ResultWord | null;
	readonly isHandoffNewer: boolean;
	readonly hasLock: boolean;
	readonly isCreating: boolean;
};

export type Verdict = {
	readonly status: Status;
	/** Whose word it is. */
	readonly by: 'state' | 'run' | 'lock' | 'handoff' | 'marker';
	/** What else is to be said. */
	readonly remark:
		| 'state-lags'
		| 'run-disagrees'
		| 'finished-not-recorded'
		| 'postflight'
		| 'leftover'
		| null;
};

type Rule = {
	readonly when: (testimony: Testimony) => boolean;
	readonly verdict: (testimony: Testimony) => Verdict;
};

const stateSays = ({word}: Testimony, remark: Verdict['remark'] = null): Verdict => ({
	status: word!.status,
	by: 'state',
	remark,
});

const runSays = ({run}: Testimony, remark: Verdict['remark'] = null): Verdict => ({
	status: run!.status,
	by: 'run',
	remark,
});

/** A finished step is no finished task. */
const taskStatusOf = ({status, step}: ResultWord): Status =>
	status === 'completed' && (step === 1 || step === 2) ? 'pending' : status;

const isStopped = (run: ResultWord | null): boolean =>
	run !== null && ['partial', 'blocked', 'failed'].includes(run.status);

/** What somebody last said about the work, apart from `state.json`. */
const resultOf = ({run, handoff, isHandoffNewer}: Testimony): ResultWord | null =>
	run ?? (isHandoffNewer ? handoff : null);

/** A result of an earlier step than the one `state.json` is in says nothing about it. */
const isOfEarlierStep = (testimony: Testimony): boolean => {
	const done = resultOf(testimony)?.step ?? null;
	const declared = testimony.word?.step ?? null;
	return done !== null && declared !== null && done < declared;
};

const isOfLaterStep = (testimony: Testimony): boolean => {
	const result = resultOf(testimony);
	return result?.status === 'completed' && (result.step ?? 3) > (testimony.word?.step ?? 2);
};

/** The first that fits decides. */
const rules: readonly Rule[] = [
	// Not in state.json: the other files have to tell.
	{
		when: ({word, run}) => word === null && run !== null,
		verdict: ({run}) => ({status: taskStatusOf(run!), by: 'run', remark: null}),
	},
	{
		when: ({word, hasLock}) => word === null && hasLock,
		verdict: () => ({status: 'running', by: 'lock', remark: null}),
	},
	{
		when: ({word, handoff}) => word === null && handoff !== null,
		verdict: ({handoff}) => ({status: taskStatusOf(handoff!), by: 'handoff', remark: null}),
	},
	{
		when: ({word}) => word === null,
		verdict: ({isCreating}) => ({
			status: isCreating ? 'pending' : 'unknown',
			by: 'marker',
			remark: null,
		}),
	},

	// Done is done; what lies about is left over.
	{
		when: ({word}) => isSettled(word!.status),
		verdict: (testimony) =>
			stateSays(testimony, testimony.run?.status === 'running' ? 'leftover' : null),
	},

	// state.json says somebody is at work.
	{
		when: (testimony) =>
			testimony.word!.status === 'running' &&
			resultOf(testimony)?.status === 'completed' &&
			!isOfEarlierStep(testimony),
		verdict: (testimony) => stateSays(testimony, 'postflight'),
	},
	{
		when: ({word, run}) => word!.status === 'running' && isStopped(run),
		verdict: (testimony) => runSays(testimony),
	},
	{
		when: ({word, run, handoff, isHandoffNewer}) =>
			word!.status === 'running' && run === null && isHandoffNewer && isStopped(handoff),
		verdict: ({handoff}) => ({status: handoff!.status, by: 'handoff', remark: null}),
	},
	{
		when: ({word}) => word!.status === 'running',
		verdict: (testimony) => stateSays(testimony),
	},

	// state.json waits, or says that it stopped.
	{
		when: ({run, isRunNewer}) => run?.status === 'running' && isRunNewer,
		verdict: (testimony) => runSays(testimony, 'state-lags'),
	},
	{
		when: ({hasLock}) => hasLock,
		verdict: () => ({status: 'running', by: 'lock', remark: null}),
	},
	{
		when: ({run}) => run?.status === 'running',
		verdict: (testimony) => stateSays(testimony, 'leftover'),
	},
	{
		when: ({word, run, isRunNewer}) => isStopped(run) && isRunNewer && word!.status !== run!.status,
		verdict: (testimony) => runSays(testimony, 'run-disagrees'),
	},
	{
		when: (testimony) =>
			(testimony.run === null || testimony.isRunNewer) && isOfLaterStep(testimony),
		verdict: (testimony) => stateSays(testimony, 'finished-not-recorded'),
	},
	{when: () => true, verdict: (testimony) => stateSays(testimony)},
];

/** What a task is doing, from everything that speaks of it. Time is not asked. */
export const decide = (testimony: Testimony): Verdict =>
	rules.find(({when}) => when(testimony))!.verdict(testimony);
