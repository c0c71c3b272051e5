import {expect, test} from 'vitest';
import {createDependencyBook} from '../../../source/analysis/dependencies/dependencies.ts';
import {workPlanOf} from '../../../source/analysis/dependencies/work-plan.ts';
import {rowOf} from '../../../source/analysis/rows.ts';
import {sprintView} from '../../../source/recovery/campaign/sprint/look.ts';
import {newSprint, usualSprintLimits} from '../../../source/recovery/campaign/sprint/state.ts';
import {keyOf, tasksWith} from '../../analysis/dependencies/given.ts';
import {noon} from '../../analysis/tasks.ts';

test('a sprint sees how tasks that can start stand before it starts them', () => {
	const stage = {name: 'Phase 4', index: null, total: null};
	const tasks = tasksWith({id: '1', stage}, {id: '2', needs: ['1']});
	const rows = [...tasks.values()].map((task) => rowOf(task, undefined, noon));
	const {seen, ready} = sprintView(
		newSprint({...usualSprintLimits, tasks: 2, seed: 1}),
		workPlanOf(createDependencyBook()(tasks), rows),
		() => true,
	);
	expect(ready.map(({id}) => id)).toEqual(['1']);
	expect(Object.keys(seen)).toEqual([keyOf('1')]);
	expect(seen[keyOf('1')]).toMatchObject({status: 'pending', stage: 'Phase 4'});
});
