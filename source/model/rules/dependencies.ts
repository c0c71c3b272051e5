import type {RuleTable} from './rule.ts';

/** What waits for what. */
export const dependencyRules = {
	'dependency-unknown': {
		severity: {kiro: 'warning', 'return-meta': 'error', 'tasks-meta': 'error', backlog: 'error'},
		title: 'A dependency names nothing',
		meaning: 'No task has that id, so it can never be met. Archived tasks count as known.',
		remedy: 'Correct the id, or take the dependency out.',
	},
	'dependency-cycle': {
		severity: {kiro: 'error', 'return-meta': 'error', 'tasks-meta': 'error', backlog: 'error'},
		title: 'Tasks wait for each other',
		meaning: 'None of them can ever start.',
		remedy: 'Take one of the dependencies of the ring out.',
	},
	'dependency-unmet': {
		severity: {'tasks-meta': 'warning', backlog: 'info'},
		title: 'A dependency is not done',
		meaning:
			'In tasks-meta: the task runs or is done although one it depends on is not. In a backlog: an open task has to wait.',
		remedy: 'Do the dependency first, mark it done when it is, or take it out.',
	},
	'dependency-external': {
		severity: {'tasks-meta': 'info', backlog: 'info'},
		title: 'It depends on something outside',
		meaning: 'A text, or a task of another project. Nobody here can see whether it is met.',
		remedy: 'Nothing, unless a task of this list is meant: then name its id.',
	},
	'blocker-stale': {
		severity: {backlog: 'warning'},
		title: 'What blocked it is done',
		meaning: 'The task still says blocked, but every task it names as the reason is completed.',
		remedy: 'Set it back to todo.',
	},
} as const satisfies RuleTable;
