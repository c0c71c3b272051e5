import {filesOf} from '../../../analysis/dependencies/file-queue.ts';
import type {WorkPlan} from '../../../analysis/dependencies/work-plan.ts';
import type {Task} from '../../../model/task.ts';
import {type Sighting, sightingOf} from '../sighting.ts';
import {isActive, type ReadyTask, type SprintState, type SprintView} from './state.ts';

/**
What a sprint sees at a moment: what can start, how its own tasks stand, and which files are in use.

@param canStart whether there is a command to start a task with.
*/
export const sprintView = (
	state: SprintState,
	{plan, standings, rows}: WorkPlan,
	canStart: (task: Task) => boolean,
): SprintView => {
	const {tasks} = standings.graph;
	const ready = plan.ready.map((position) => tasks[position]!).filter((task) => canStart(task));
	// What the files say before a start is what its progress is compared with.
	const watched = new Set([...state.tasks, ...ready].map(({key}) => key));
	const active = new Set(state.tasks.filter(isActive).map(({key}) => key));
	const seen: Record<string, Sighting | null> = Object.create(null) as Record<string, null>;
	for (const {key} of state.tasks) {
		seen[key] = null;
	}

	const busy: string[] = [];
	for (const [position, task] of tasks.entries()) {
		const row = rows[position];
		if (row && watched.has(task.key)) {
			seen[task.key] = sightingOf(row);
		}

		if (standings.standings[position] === 'running' && !active.has(task.key)) {
			busy.push(...filesOf(task));
		}
	}

	return {
		ready: ready.map((task) => readyTask(task)),
		seen,
		busy,
	};
};

const readyTask = (task: Task): ReadyTask => ({
	key: task.key,
	id: task.id,
	title: task.title,
	files: [...new Set(filesOf(task))],
});
