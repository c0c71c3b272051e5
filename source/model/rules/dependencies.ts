import type {RuleTable} from './rule.ts';

/** What waits for what. Most of it is found over all formats, by `analysis/dependencies`. */
export const dependencyRules = {
	'dependency-unknown': {
		severity: {
			kiro: 'warning',
			'return-meta': 'error',
			'tasks-meta': 'error',
			backlog: 'error',
			any: 'error',
		},
		exception: {severity: 'info', when: 'the task itself is finished'},
		title: 'A dependency names nothing',
		meaning: 'No task has that id, so it can never be met. Archived tasks count as known.',
		remedy: 'Correct the id, or take the dependency out.',
	},
	'dependency-self': {
		severity: {any: 'error'},
		title: 'A task depends on itself',
		meaning: 'It can never start.',
		remedy: 'Take the dependency out.',
	},
	'dependency-cycle': {
		severity: {kiro: 'error', any: 'error'},
		exception: {severity: 'warning', when: 'a task of the ring is finished, so nobody is stuck'},
		title: 'Tasks wait for each other',
		meaning:
			'None of them can ever start. The shortest way round is named, and the dependency whose removal leaves the fewest tasks in cycles; of equals, the one that reaches furthest down the list.',
		remedy: 'Take one of the dependencies of the ring out: the one that is named as the cheapest.',
	},
	'dependency-ambiguous': {
		severity: {any: 'warning'},
		title: 'A dependency names several tasks',
		meaning: 'Several tasks share the id, so nobody can tell which of them is meant.',
		remedy: 'Give the tasks different ids, or name the title behind the id.',
	},
	'dependency-failed': {
		severity: {any: 'warning'},
		title: 'A dependency failed',
		meaning: 'The task waits for work that failed: it goes on only after somebody recovers that.',
		remedy: 'Recover the task that failed.',
	},
	'dependency-cancelled': {
		severity: {any: 'warning'},
		title: 'A dependency was given up',
		meaning:
			'The task waits for work that was cancelled or skipped. In return-meta that counts as done, elsewhere nothing will ever finish it.',
		remedy: 'Take the dependency out, or do the work after all.',
	},
	'dependency-started-early': {
		severity: {any: 'warning'},
		exception: {severity: 'info', when: 'the dependency is finished by now'},
		title: 'Started before its dependency was finished',
		meaning: 'The task is being worked on, although what it builds on is not there yet.',
		remedy: 'Look whether what it built on was there; if so, take the dependency out.',
	},
	'dependency-completed-early': {
		severity: {any: 'warning'},
		title: 'Completed before its dependency',
		meaning: 'The task is done although one it depends on is not. One of both is not true.',
		remedy: 'Mark the dependency done when it is, or take it out.',
	},
	'dependency-order': {
		severity: {any: 'warning'},
		title: 'A dependency contradicts the waves',
		meaning:
			'Tasks of a wave are started together, but this one waits for one of its own wave or a later one.',
		remedy: 'Make the waves anew, or correct the dependency.',
	},
	'dependency-duplicate': {
		severity: {any: 'info'},
		title: 'A dependency is named twice',
		meaning: 'It makes no difference, but the list is longer than it should be.',
		remedy: 'Take one of them out.',
	},
	'dependency-unmet': {
		severity: {any: 'info'},
		title: 'A dependency is not done',
		meaning: 'The task is open and has to wait. That is how it should be.',
		remedy: 'Do the dependency first, mark it done when it is, or take it out.',
	},
	'dependency-external': {
		severity: {'tasks-meta': 'info', backlog: 'info', any: 'info'},
		title: 'It depends on something outside',
		meaning: 'A text, or a task of another project. Nobody here can see whether it is met.',
		remedy: 'Nothing, unless a task of this list is meant: then name its id.',
	},
	'blocker-stale': {
		severity: {backlog: 'warning', any: 'warning'},
		title: 'What blocked it is done',
		meaning: 'The task still says blocked, but every task it names as the reason is completed.',
		remedy: 'Set it back to todo.',
	},
} as const satisfies RuleTable;
