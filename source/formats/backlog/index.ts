import type {Format} from '../format.ts';
import {assemble} from './assemble.ts';
import {claim, group} from './claims.ts';
import {parse} from './parse.ts';

/** A markdown backlog and the SQLite file that records its executions. */
export const backlog: Format = {
	name: 'backlog',
	description: 'a markdown backlog (000_backlog.md) with its executions (task_execution.db)',
	folders: ['000_core'],
	claims: claim,
	parse,
	group,
	assemble,
	loadRecovery: () => import('./recovery/index.ts'),
};
