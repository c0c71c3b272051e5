import {expect, test} from 'vitest';
import {entry, project, rowOfProject, run} from './given.ts';

const progress = {
	partial_progress: {stage: 'phase_2_completed', phases_completed: 2, phases_total: 4},
};

test.each([
	['partial', 'partial', 'phase_2_completed'],
	['blocked', 'blocked', 'phase_2_completed'],
	['implementing', 'partial', 'phase_2_completed'],
	// A result of before says nothing about where it stopped.
	['partial', 'planned', 'partial'],
	['planned', 'planned', 'planned'],
])('stage of a task that is %s after a run that is %s', (word, result, name) => {
	const {stage} = rowOfProject(project(entry(word), run(result, progress))).task;
	expect(stage).toMatchObject({name, index: 2, total: 4});
});

test('a run that stopped and names no stage leaves the word of state.json', () => {
	const {stage} = rowOfProject(project(entry('partial'), run('partial'))).task;
	expect(stage?.name).toBe('partial');
});
