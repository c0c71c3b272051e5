import {zulu} from '../written-time.ts';
import type {Leaf, Spec} from './specs.ts';

/** Marks of the Kiro editor: open, queued, under way, done. */
export type Mark = ' ' | '~' | '-' | 'x';

/** `.kiro/specs/<name>/tasks.md` */
export const taskList = (spec: Spec, marks: ReadonlyMap<string, Mark>): string => {
	const lines = [`# Implementation Plan: ${spec.title}`, ''];
	for (const parent of spec.parents) {
		const leaves = spec.leaves.filter(({id}) => id.startsWith(`${parent.id}.`));
		const required = leaves.filter(({isOptional}) => !isOptional);
		const isDone = required.every(({id}) => marks.get(id) === 'x');
		lines.push(`- [${isDone ? 'x' : ' '}] ${parent.id}. ${parent.title}`, '');
		for (const {id, title, files, isOptional} of leaves) {
			lines.push(`  - [${marks.get(id) ?? ' '}]${isOptional ? '*' : ''} ${id} ${title}`);
			lines.push(...files.map((file) => `    - Touches \`${file}\``));
			lines.push(`    - _Requirements: ${id}_`, '');
		}
	}

	return lines.join('\n');
};

/** `.kiro/metadata/execution-state.json`, as the house rule asks for it. */
export const executionState = (
	spec: Spec,
	leaf: Leaf,
	{done, at}: {readonly done: number; readonly at: number},
): string => {
	const isCompleted = done >= leaf.subSteps.length;
	const task = `task_${leaf.id.replace('.', '_')}`;
	const completed = leaf.subSteps.slice(0, done);
	const last = completed.at(-1) ?? '';
	const state = {
		timestamp: zulu(at),
		current_step: isCompleted ? `${task}_completed` : `${task}_implementation`,
		task_details: {
			task_id: leaf.id,
			task_name: leaf.title,
			status: isCompleted ? 'completed' : 'in_progress',
			sub_steps_completed: completed,
			current_sub_step: isCompleted ? 'completed' : leaf.subSteps[done],
		},
		context: {
			spec_name: spec.name,
			phase: 'implementation',
			files_modified: leaf.files,
			last_successful_operation: last,
		},
		error_recovery: {
			last_checkpoint: last,
			rollback_point: `${task}_start`,
			recovery_instructions: isCompleted
				? 'Task completed successfully'
				: `Resume with ${(leaf.subSteps[done] ?? '').replaceAll('_', ' ')}`,
		},
	};
	return `${JSON.stringify(state, null, 2)}\n`;
};
