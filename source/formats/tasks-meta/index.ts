import type {Format} from '../format.ts';
import {assemble} from './assemble.ts';
import {carry} from './carry.ts';
import {claims} from './claims.ts';
import {parse} from './parse.ts';
import {placeOf} from './places.ts';

/** Feature folders of spec-kit projects: a task list, its metadata, and the marks of delegations. */
export const tasksMeta: Format = {
	name: 'tasks-meta',
	description: 'spec-kit features: tasks.md, tasks_meta.json, tasks_dag.json',
	folders: ['specs', 'changes', '.specify', '.async_state'],
	claims,
	parse,
	carry,
	group: (path) => placeOf(path).project,
	assemble,
	loadRecovery: () => import('./recovery/index.ts'),
};
