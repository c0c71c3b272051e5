import type {Claim} from '../format.ts';

type Kind = 'backlog' | 'database';

/** Tables of the database that are read; any other stays closed. */
export const tables = [
	'task_executions',
	'task_metadata',
	'execution_history',
	'performance_metrics',
] as const;

const claims: Readonly<Record<string, Claim & {readonly kind: Kind}>> = {
	'000_backlog.md': {kind: 'backlog', reader: 'text'},
	'task_execution.db': {kind: 'database', reader: 'database', tables},
};

/** Folders whose backlogs are copies, old ones or somebody else's. */
const notOurs =
	/\/(?:node_modules|\.git|site-packages|docs?|backups?|(?:[^/]*[-_])?archives?)\/(?:000_core\/)?[^/]+$|\/(?:node_modules|\.git|site-packages)\//i;

export const claim = (path: string): Claim | null => {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return Object.hasOwn(claims, name) && !notOurs.test(path) ? claims[name]! : null;
};

/** The project folder: a backlog lies in it or in its `000_core`, the database in it. */
export const group = (path: string): string => {
	const folder = path.slice(0, path.lastIndexOf('/'));
	return folder.endsWith('/000_core') ? folder.slice(0, -'/000_core'.length) : folder;
};
