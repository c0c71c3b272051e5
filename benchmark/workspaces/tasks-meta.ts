import {isoTime, minutes, type ProjectFiles, type ProjectPlan} from './project.ts';
import {prose, titleOf} from './prose.ts';

/** A project with one feature of spec-kit: the task list and the metadata its scripts keep. */
export const tasksMetaProject = ({
	first,
	tasks,
	running,
	now,
	random,
}: ProjectPlan): ProjectFiles => {
	const lines = ['# Tasks: feature', ''];
	const entries: Record<string, object> = {};
	const written: Record<string, string> = {};
	const done = Math.floor(tasks / 2);
	for (let index = 0; index < tasks; index++) {
		const id = `T${String(index + 1).padStart(3, '0')}`;
		if (index % 10 === 0) {
			lines.push('', `## Phase ${index / 10 + 1}: Story ${index / 10 + 1}`, '');
		}

		const isDone = index < done;
		const isRunning = !isDone && index < done + running;
		const mode = index % 2 === 0 ? 'SYNC' : 'ASYNC';
		const title = titleOf(first + index, random);
		const startedAt = now - minutes(isRunning ? 2 : 6000 - index * 10);
		lines.push(
			`- [${isDone ? 'X' : ' '}] ${id} [${mode}] [US1] ${title} in src/part-${index}.ts` +
				(index > 0 && index % 4 === 0 ? ` (depends on T${String(index).padStart(3, '0')})` : ''),
		);
		if (isDone) {
			written[`src/part-${index}.ts`] = `export const part = ${index};\n`;
		}

		entries[id] = {
			description: title,
			execution_mode: mode,
			files: `src/part-${index}.ts`,
			agent_type: 'general',
			status: isDone ? 'completed' : isRunning ? 'in_progress' : 'pending',
			started_at: isDone || isRunning ? isoTime(startedAt) : null,
			completed_at: isDone ? isoTime(startedAt + minutes(1 + random.below(9))) : null,
			result_summary: isDone ? prose(random, 70) : null,
		};
	}

	return {
		...written,
		'specs/001-feature/tasks.md': `${lines.join('\n')}\n`,
		'specs/001-feature/tasks_meta.json': `${JSON.stringify(
			{feature: '001-feature', created: isoTime(now - minutes(7000)), tasks: entries},
			null,
			2,
		)}\n`,
	};
};
