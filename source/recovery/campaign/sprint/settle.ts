import type {TaskError} from '../../../model/task.ts';
import type {Sighting} from '../sighting.ts';
import {decideRetry} from './retry.ts';
import type {
	CommandEnd,
	SprintAction,
	SprintEvent,
	SprintNews,
	SprintStage,
	SprintState,
	SprintTask,
} from './state.ts';
import {verdictOn} from './verdict.ts';

/** What an event and the clock make of one task; what is to be done or told goes into `actions`. */
export const settle = (
	task: SprintTask,
	state: SprintState,
	event: SprintEvent,
	now: number,
	actions: SprintAction[],
): SprintTask => {
	const situation: Situation = {task, state, now, actions};
	const stage = stageAfter(situation, event);
	return stage === task.stage ? task : {...task, stage};
};

type Situation = {
	readonly task: SprintTask;
	readonly state: SprintState;
	readonly now: number;
	readonly actions: SprintAction[];
};

const stageAfter = (situation: Situation, event: SprintEvent): SprintStage => {
	const {task, state, now, actions} = situation;
	const {stage, key} = task;
	switch (stage.type) {
		case 'running': {
			if (event.type === 'exited' && event.task === key) {
				const settling = {
					type: 'settling',
					until: now + state.limits.graceMs,
					end: event.end,
				} as const;
				return afterEnd(situation, settling);
			}

			const reason =
				event.type === 'end-all'
					? event.reason
					: now >= stage.until
						? 'it ran longer than it may'
						: null;
			if (reason === null) {
				return stage;
			}

			actions.push({type: 'end', task: key}, tell(task, 'ended', reason));
			return {type: 'ending', reason};
		}

		case 'ending': {
			return event.type === 'exited' && event.task === key
				? sightingIn(situation)?.status === 'completed'
					? finished(situation, {type: 'done'})
					: finished(situation, {type: 'left', reason: `its command was ended: ${stage.reason}`})
				: stage;
		}

		case 'settling': {
			return afterEnd(situation, stage);
		}

		case 'retrying': {
			return event.type === 'retried' && event.task === key
				? afterRetry(situation, stage, event.refusal)
				: stage;
		}

		case 'waiting': {
			return waitingOn(situation, stage);
		}

		default: {
			return stage;
		}
	}
};

const sightingIn = ({task, state}: Situation): Sighting | null =>
	state.view?.seen[task.key] ?? null;

const isReady = ({task, state}: Situation): boolean =>
	state.view?.ready.some(({key}) => key === task.key) ?? false;

const afterEnd = (
	situation: Situation,
	stage: Extract<SprintStage, {type: 'settling'}>,
): SprintStage => {
	const {state, now} = situation;
	const verdict = verdictOn(sightingIn(situation), stage.end, isLate(stage, now, state));
	switch (verdict.type) {
		case 'open': {
			return stage;
		}

		case 'failed': {
			return afterFailure(situation, verdict.error);
		}

		default: {
			return finished(situation, verdict);
		}
	}
};

const isLate = (
	{until}: {readonly until: number; readonly end: CommandEnd},
	now: number,
	{limits}: SprintState,
): boolean =>
	// A clock that went back must not make it wait for longer.
	now >= until || until - now > limits.graceMs;

const afterFailure = (situation: Situation, error: TaskError): SprintStage => {
	const {task, state, now, actions} = situation;
	if (state.stopping !== null) {
		return finished(situation, {type: 'failed', reason: error.message});
	}

	const decision = decideRetry(task, sightingIn(situation), error, state.limits);
	if (decision.type === 'give-up') {
		return finished(situation, {type: 'failed', reason: decision.reason});
	}

	const at = now + decision.delayMs;
	actions.push(tell(task, 'retry', error.message, decision.delayMs));
	if (isReady(situation)) {
		// Nothing was recorded, so there is nothing to take back.
		return {type: 'waiting', at, until: at + state.limits.readyMs, error};
	}

	actions.push({type: 'retry', task: task.key});
	return {type: 'retrying', at, error};
};

const afterRetry = (
	situation: Situation,
	{at, error}: Extract<SprintStage, {type: 'retrying'}>,
	refusal: string | null,
): SprintStage => {
	const {state, now} = situation;
	if (refusal !== null) {
		return finished(situation, {
			type: 'failed',
			reason: `${error.message}; it can't be tried again: ${refusal}`,
		});
	}

	const until = Math.max(at, now) + state.limits.readyMs;
	return waitingOn(situation, {type: 'waiting', at, until, error});
};

const waitingOn = (
	situation: Situation,
	stage: Extract<SprintStage, {type: 'waiting'}>,
): SprintStage => {
	const {task, state, now} = situation;
	if (state.stopping !== null) {
		return finished(situation, {
			type: 'failed',
			reason: `${stage.error.message}; stopped before it was tried again`,
		});
	}

	if (now < stage.until) {
		return stage;
	}

	if (!isReady(situation)) {
		const status = sightingIn(situation)?.status ?? 'nothing';
		return finished(situation, {
			type: 'left',
			reason: `${stage.error.message}; after the retry was recorded it is not ready: its files say ${status}`,
		});
	}

	// One of our own ends some day; of somebody else nobody knows.
	return task.files.some((file) => state.view?.busy.includes(file))
		? finished(situation, {
				type: 'left',
				reason: `${stage.error.message}; somebody else works on what it changes`,
			})
		: stage;
};

const finished = (
	{task, actions}: Situation,
	stage: Extract<SprintStage, {type: 'done' | 'failed' | 'left'}>,
): SprintStage => {
	actions.push(tell(task, stage.type, stage.type === 'done' ? '' : stage.reason));
	return stage;
};

const tell = (
	{key, id}: SprintTask,
	what: SprintNews['what'],
	text: string,
	delayMs: number | null = null,
): SprintAction => ({type: 'tell', news: {what, task: key, id, text, delayMs}});
