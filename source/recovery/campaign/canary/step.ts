import {formatDuration} from '../../../text/duration.ts';
import type {Sighting} from '../sighting.ts';
import {compare} from './compare.ts';
import {
	type CanaryAction,
	type CanaryEvent,
	type CanaryItem,
	type CanaryStage,
	type CanaryState,
	isOverIn,
} from './state.ts';

export type CanaryStep = {
	readonly state: CanaryState;
	readonly actions: readonly CanaryAction[];
	/** Epoch ms at which a tick is wanted, or null. */
	readonly wakeAt: number | null;
};

/** What an event makes of a canary. Pure; after its end nothing happens any more. */
export const canaryStep = (state: CanaryState, event: CanaryEvent, now: number): CanaryStep => {
	if (isOverIn(state)) {
		// What was being applied when it ended is noted, and nothing follows from it.
		return {state: judged(state, event, now, []), actions: [], wakeAt: null};
	}

	const actions: CanaryAction[] = [];
	const heard = judged(withEvent(state, event, now), event, now, actions);
	const next = ended(applyMore(heard, now, actions));
	if (isOverIn(next)) {
		actions.push({type: 'over', phase: next.phase, reason: next.reason});
	}

	return {state: next, actions, wakeAt: isOverIn(next) ? null : wakeOf(next, now)};
};

const withEvent = (state: CanaryState, event: CanaryEvent, now: number): CanaryState => {
	switch (event.type) {
		case 'pause': {
			return {...state, phase: 'paused', reason: 'paused'};
		}

		case 'resume': {
			return {...state, phase: 'going', reason: null};
		}

		case 'vouch': {
			const hasApplied = state.items.some(({stage}) => stage.type === 'watched');
			return {...state, isProved: state.isProved || hasApplied};
		}

		case 'abandon': {
			return {...state, phase: 'abandoned', reason: 'abandoned'};
		}

		case 'applied':
		case 'refused': {
			const isAwaited = state.items.some(
				({key, stage}) => key === event.task && stage.type === 'applying',
			);
			return isAwaited && event.type === 'applied' ? {...state, appliedAt: now} : state;
		}

		default: {
			return state;
		}
	}
};

/** Looks at every task with what is known now, and stops at the first that got worse. */
const judged = (
	state: CanaryState,
	event: CanaryEvent,
	now: number,
	actions: CanaryAction[],
): CanaryState => {
	const isOver = isOverIn(state);
	const items = state.items.map((item): CanaryItem => {
		if (isOver && item.stage.type !== 'applying' && event.type !== 'taken-back') {
			return item;
		}

		const stage = stageAfter(item, state, event, now);
		if (stage.type !== item.stage.type && 'reason' in stage) {
			const {key, id} = item;
			actions.push({type: 'tell', task: key, id, text: `${stage.type}: ${stage.reason}`});
		}

		return stage === item.stage ? item : {...item, stage};
	});
	const isProved = state.isProved || items.some(({stage}) => stage.type === 'better');
	const against = items.flatMap(({id, stage}) =>
		stage.type === 'worse' || stage.type === 'undone' ? `${id}: ${stage.reason}` : [],
	);
	return against.length > 0 && !isOver
		? {...state, items, isProved, phase: 'stopped', reason: against[0]!}
		: {...state, items, isProved};
};

const stageAfter = (
	{key, stage}: CanaryItem,
	{limits}: CanaryState,
	event: CanaryEvent,
	now: number,
): CanaryStage => {
	if (stage.type === 'applying') {
		if (event.type === 'applied' && event.task === key) {
			return {
				type: 'watched',
				at: now,
				settledAt: now + limits.settleMs,
				until: now + limits.progressMs,
				baseline: null,
			};
		}

		return event.type === 'refused' && event.task === key
			? {type: 'left', reason: event.reason}
			: stage;
	}

	if (
		event.type === 'taken-back' &&
		event.tasks.includes(key) &&
		(stage.type === 'watched' || stage.type === 'better' || stage.type === 'worse')
	) {
		return {type: 'undone', reason: 'you took it back'};
	}

	const sighting = event.type === 'looked' ? (event.seen[key] ?? null) : null;
	if (stage.type === 'better') {
		return sighting === null ? stage : afterBetter(stage, sighting);
	}

	if (stage.type !== 'watched') {
		return stage;
	}

	const looked = sighting === null ? stage : afterLook(stage, sighting, now);
	return looked.type === 'watched' && now >= stage.until
		? {type: 'worse', reason: `no progress in ${formatDuration(limits.progressMs)}`}
		: looked;
};

const afterLook = (
	stage: Extract<CanaryStage, {type: 'watched'}>,
	sighting: Sighting,
	now: number,
): CanaryStage => {
	const {baseline, settledAt} = stage;
	if (sighting.status === 'completed') {
		return {type: 'better', reason: 'completed', settledAt, baseline: sighting};
	}

	if (baseline === null || now < settledAt) {
		// What the plan itself has written shows up now.
		return {...stage, baseline: sighting};
	}

	const {verdict, reason} = compare(baseline, sighting, settledAt);
	return verdict === 'same'
		? stage
		: verdict === 'worse'
			? {type: 'worse', reason}
			: {type: 'better', reason, settledAt, baseline: sighting};
};

const afterBetter = (
	stage: Extract<CanaryStage, {type: 'better'}>,
	sighting: Sighting,
): CanaryStage => {
	const {verdict, reason} = compare(stage.baseline, sighting, stage.settledAt);
	return verdict === 'worse' ? {type: 'worse', reason} : stage;
};

const applyMore = (state: CanaryState, now: number, actions: CanaryAction[]): CanaryState => {
	const next = state.items.find(({stage}) => stage.type === 'waiting');
	if (state.phase !== 'going' || next === undefined || !hasRoom(state, now)) {
		return state;
	}

	actions.push({type: 'apply', task: next.key, option: next.option});
	return {
		...state,
		items: state.items.map((item) => (item === next ? {...item, stage: {type: 'applying'}} : item)),
	};
};

const hasRoom = ({items, pace, isProved, appliedAt}: CanaryState, now: number): boolean => {
	const count = (type: CanaryStage['type']): number =>
		items.filter(({stage}) => stage.type === type).length;
	if (count('applying') > 0) {
		return false;
	}

	if (!isProved) {
		return count('watched') === 0;
	}

	switch (pace.type) {
		case 'all': {
			return true;
		}

		case 'side-by-side': {
			return count('watched') < pace.count;
		}

		default: {
			// A clock that went back must not make it wait for longer.
			return appliedAt === null || now >= appliedAt + pace.ms || now < appliedAt;
		}
	}
};

const ended = (state: CanaryState): CanaryState =>
	state.phase === 'going' &&
	!state.items.some(
		({stage}) => stage.type === 'waiting' || stage.type === 'applying' || stage.type === 'watched',
	)
		? {...state, phase: 'done', reason: null}
		: state;

const wakeOf = ({items, pace, appliedAt}: CanaryState, now: number): number | null => {
	const times = [
		...items.flatMap(({stage}) => (stage.type === 'watched' ? [stage.until] : [])),
		...(pace.type === 'every' && appliedAt !== null ? [appliedAt + pace.ms] : []),
	].filter((at) => at > now);
	return times.length === 0 ? null : Math.min(...times);
};
