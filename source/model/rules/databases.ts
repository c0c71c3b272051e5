import type {RuleTable} from './rule.ts';

/** The SQLite file beside a backlog. */
export const databaseRules = {
	'db-truncated': {
		severity: {backlog: 'error'},
		title: 'The database is cut off',
		meaning: 'The file is shorter than its header says: a copy or a download was not finished.',
		remedy: 'Copy it again, or restore it from a backup.',
	},
	'db-malformed': {
		severity: {backlog: 'error'},
		title: 'The database cannot be read',
		meaning: 'SQLite refuses it; what the backlog says is shown without it.',
		remedy:
			'Run sqlite3 task_execution.db "pragma integrity_check" on a copy, and restore a backup.',
	},
	'db-empty': {
		severity: {backlog: 'info'},
		title: 'The database is empty',
		meaning: 'It was created, and nothing has been written to it yet.',
		remedy: 'Nothing, unless it should hold executions: then restore a backup.',
	},
	'db-hot-journal': {
		severity: {backlog: 'warning'},
		title: 'A writer crashed in a transaction',
		meaning:
			'Its journal still lies beside the database. What was before the transaction is shown; metawatch reads a copy and leaves both files alone.',
		remedy:
			'Nothing: the next program that writes to the database takes the half-done change back.',
	},
	'db-narrow': {
		severity: {backlog: 'info'},
		title: 'The database has the narrow schema',
		meaning:
			'It was made by process_tasks, which keeps no durations and no history. Opened later by state_manager it is a hybrid on which that program’s own calls fail.',
		remedy: 'Nothing to read it; for durations let state_manager create the database.',
	},
	'history-cut': {
		severity: {backlog: 'info'},
		title: 'The history is not complete',
		meaning:
			'Older executions were cleaned up, or are too many to read: rates count from the date named.',
		remedy: 'Nothing; keep a copy before a cleanup where old figures matter.',
	},
} as const satisfies RuleTable;
