import type {Task} from '../model/task.ts';
import type {Transition} from '../model/transition.ts';

/** What happened between two sets of tasks. Tasks that are the same object cost one comparison. */
export const transitionsBetween = (
	before: ReadonlyMap<string, Task>,
	after: ReadonlyMap<string, Task>,
	at: number,
): Transition[] => {
	const found: Transition[] = [];
	const note = (task: Task, what: Transition['what'], from: string | null, to: string | null) => {
		found.push({
			at,
			task: task.key,
			id: task.id,
			title: task.title,
			what,
			from,
			to,
			status: task.status,
		});
	};

	// As a rule all tasks stand where they stood: then nothing has to be looked up.
	const inOrder = before.values();
	let appeared = 0;
	for (const task of after.values()) {
		const expected = inOrder.next().value;
		const previous = expected?.key === task.key ? expected : before.get(task.key);
		if (previous === task) {
			continue;
		}

		if (!previous) {
			appeared++;
			note(task, 'appeared', null, task.status);
			continue;
		}

		for (const {what, value} of watched) {
			const [from, to] = [value(previous), value(task)];
			if (from !== to) {
				note(task, what, from, to);
			}
		}
	}

	if (after.size - appeared < before.size) {
		for (const task of before.values()) {
			if (!after.has(task.key)) {
				note(task, 'vanished', task.status, null);
			}
		}
	}

	return found;
};

const watched: readonly {
	readonly what: Transition['what'];
	readonly value: (task: Task) => string | null;
}[] = [
	{what: 'status', value: (task) => task.status},
	{what: 'stage', value: (task) => (task.stage ? stageText(task.stage) : null)},
	{what: 'error', value: (task) => task.error?.message ?? null},
	{what: 'retries', value: (task) => (task.retries === null ? null : String(task.retries))},
];

const stageText = ({name, index, total}: NonNullable<Task['stage']>): string =>
	index === null ? name : `${name} ${index}/${total ?? '?'}`;
