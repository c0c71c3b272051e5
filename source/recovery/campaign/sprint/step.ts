import type {Sighting} from '../sighting.ts';
import {settle} from './settle.ts';
import {
	isActive,
	isOpen,
	type ReadyTask,
	type SprintAction,
	type SprintEvent,
	type SprintState,
	type SprintSummary,
	type SprintTask,
} from './state.ts';

export type SprintStep = {
	readonly state: SprintState;
	readonly actions: readonly SprintAction[];
	/** Epoch ms at which a tick is wanted, or null. */
	readonly wakeAt: number | null;
};

/** What an event makes of a sprint. Pure; after its end nothing happens any more. */
export const sprintStep = (state: SprintState, event: SprintEvent, now: number): SprintStep => {
	if (state.isOver) {
		return {state, actions: [], wakeAt: null};
	}

	const actions: SprintAction[] = [];
	const heard = withEvent(state, event, actions);
	const settled = {
		...heard,
		tasks: heard.tasks.map((task) => settle(task, heard, event, now, actions)),
	};
	const next = startMore(settled, now, actions);
	const isOver = (next.view !== null || next.stopping !== null) && !next.tasks.some(isOpen);
	if (isOver) {
		actions.push({type: 'over', summary: summaryOf(next)});
	}

	return {
		state: {...next, isOver},
		actions,
		wakeAt: isOver ? null : wakeOf(next, now),
	};
};

const withEvent = (
	state: SprintState,
	event: SprintEvent,
	actions: SprintAction[],
): SprintState => {
	switch (event.type) {
		case 'looked': {
			for (const task of state.tasks) {
				tellProgress(task, state.view?.seen[task.key], event.view.seen[task.key], actions);
			}

			return {...state, view: event.view};
		}

		case 'stop':
		case 'end-all': {
			return {...state, stopping: state.stopping ?? event.reason};
		}

		default: {
			return state;
		}
	}
};

/** Tells a new stage. What the files said before the start, or say with nothing done, is none. */
const tellProgress = (
	{key, id, stage: {type}}: SprintTask,
	before: Sighting | null | undefined,
	after: Sighting | null | undefined,
	actions: SprintAction[],
): void => {
	const text = after?.stage ?? null;
	if (type !== 'running' || text === null || !before || !after || text === before.stage) {
		return;
	}

	const isChange =
		before.stage !== null ||
		before.status !== after.status ||
		before.progress !== after.progress ||
		before.stageIndex !== after.stageIndex;
	if (isChange) {
		actions.push({
			type: 'tell',
			news: {what: 'progress', task: key, id, text, delayMs: null},
		});
	}
};

/** Fills the places that are free: first with what is to be tried again, then with what is new. */
const startMore = (state: SprintState, now: number, actions: SprintAction[]): SprintState => {
	const {view, limits, stopping} = state;
	if (view === null || stopping !== null) {
		return state;
	}

	const tasks = [...state.tasks];
	const ready = new Set(view.ready.map(({key}) => key));
	const known = new Set(tasks.map(({key}) => key));
	const inUse = new Set([...view.busy, ...tasks.filter(isActive).flatMap(({files}) => files)]);
	let free = limits.sideBySide - tasks.filter(isActive).length;
	const start = (task: ReadyTask, starts: number): SprintTask | null => {
		if (free <= 0 || task.files.some((file) => inUse.has(file))) {
			return null;
		}

		free--;
		for (const file of task.files) {
			inUse.add(file);
		}

		actions.push(
			{type: 'start', task: task.key},
			{
				type: 'tell',
				news: {
					what: 'started',
					task: task.key,
					id: task.id,
					text: starts === 1 ? task.title : `retry ${starts - 1}`,
					delayMs: null,
				},
			},
		);
		const {key, id, title, files} = task;
		return {
			key,
			id,
			title,
			files,
			starts,
			stage: {type: 'running', since: now, until: now + limits.limitMs},
		};
	};

	for (const [index, task] of tasks.entries()) {
		if (task.stage.type === 'waiting' && task.stage.at <= now && ready.has(task.key)) {
			tasks[index] = start(task, task.starts + 1) ?? task;
		}
	}

	for (const task of view.ready) {
		if (tasks.length < limits.tasks && !known.has(task.key)) {
			const started = start(task, 1);
			if (started) {
				known.add(task.key);
				tasks.push(started);
			}
		}
	}

	return {...state, tasks};
};

const wakeOf = ({tasks}: SprintState, now: number): number | null => {
	const times = tasks.flatMap(({stage}) =>
		stage.type === 'running' || stage.type === 'settling'
			? [stage.until]
			: stage.type === 'waiting'
				? [stage.at > now ? stage.at : stage.until]
				: [],
	);
	const coming = times.filter((at) => at > now);
	return coming.length === 0 ? null : Math.min(...coming);
};

const summaryOf = ({tasks, view, limits, stopping}: SprintState): SprintSummary => {
	const known = new Set(tasks.map(({key}) => key));
	const notStarted = (view?.ready ?? []).filter(({key}) => !known.has(key)).length;
	const unfinished = (type: 'failed' | 'left') =>
		tasks.flatMap(({key, id, stage}) =>
			stage.type === type ? [{key, id, reason: stage.reason}] : [],
		);
	return {
		done: tasks.filter(({stage}) => stage.type === 'done').map(({id}) => id),
		failed: unfinished('failed'),
		left: unfinished('left'),
		notStarted,
		reason:
			stopping ??
			(tasks.length >= limits.tasks
				? `${limits.tasks} ${limits.tasks === 1 ? 'task was' : 'tasks were'} started, as asked`
				: notStarted > 0
					? 'what is ready changes files that somebody works on'
					: 'nothing more is ready'),
	};
};
