import {isoTime, minutes, type ProjectFiles, type ProjectPlan} from './project.ts';
import {prose, titleOf} from './prose.ts';

const leavesOfParent = 5;

/** A project with one spec of the Kiro editor, and the checkpoint of an agent that has finished. */
export const kiroProject = ({first, tasks, running, now, random}: ProjectPlan): ProjectFiles => {
	const lines = ['# Implementation Plan', ''];
	const done = Math.floor(tasks / 2);
	let doneTask = '1.1';
	for (let index = 0; index < tasks; index++) {
		const parent = Math.floor(index / leavesOfParent) + 1;
		const leaf = (index % leavesOfParent) + 1;
		if (leaf === 1) {
			lines.push(`- [${index + leavesOfParent <= done ? 'x' : ' '}] ${parent}. Part ${parent}`);
		}

		const box = index < done ? 'x' : index < done + running ? '-' : ' ';
		if (box === 'x') {
			doneTask = `${parent}.${leaf}`;
		}

		lines.push(
			`  - [${box}] ${parent}.${leaf} ${titleOf(first + index, random)}`,
			`    - ${prose(random, 60)}`,
			`    - _Requirements: ${parent}.1, ${parent}.2_`,
		);
	}

	return {
		'.kiro/specs/feature/tasks.md': `${lines.join('\n')}\n`,
		'.kiro/metadata/execution-state.json': `${JSON.stringify(
			{
				timestamp: isoTime(now - minutes(200)),
				current_step: `task_${doneTask}_done`,
				task_details: {
					task_id: doneTask,
					task_name: 'Finish the half',
					status: 'completed',
					sub_steps_completed: ['models', 'tests'],
					current_sub_step: '',
				},
				context: {
					spec_name: 'feature',
					phase: 'implementation',
					files_modified: [],
					last_successful_operation: 'tests',
				},
			},
			null,
			2,
		)}\n`,
	};
};
