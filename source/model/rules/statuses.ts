import type {RuleTable} from './rule.ts';

/** Words for a status, and sources that say different ones. */
export const statusRules = {
	'status-off-vocabulary': {
		severity: {
			'return-meta': 'info',
			'tasks-meta': 'warning',
			backlog: 'warning',
			kiro: 'warning',
		},
		title: 'A status word outside the format',
		meaning:
			'The word is shown as it stands. Where its sense is clear it is counted so, else the status is unknown.',
		remedy: 'Write one of the words of the format.',
	},
	'status-disagrees': {
		severity: {'return-meta': 'warning', backlog: 'warning'},
		title: 'Two sources give different statuses',
		meaning: 'Both cannot be true at once: the task is done in one and not in the other.',
		remedy: 'Look which one is right and correct the other.',
	},
	'checkbox-disagrees': {
		severity: {'tasks-meta': 'warning', kiro: 'warning'},
		title: 'Box and metadata disagree',
		meaning: 'The task is done by the one and not by the other. Both words are shown.',
		remedy: 'Tick or untick the box, or correct the metadata.',
	},
	'done-elsewhere': {
		severity: {any: 'info'},
		title: 'The same task is done in another list',
		meaning:
			'Two lists of this workspace, of different formats, have a task of the same title; it is done in one of them only.',
		remedy: 'Mark it done here too, or give the two different titles.',
	},
	'parent-disagrees': {
		severity: {kiro: 'warning'},
		title: 'A parent does not agree with its tasks',
		meaning: 'Its box says done while required tasks below it are open, or the other way round.',
		remedy: 'Correct the box of the parent; the tasks below it are believed.',
	},
	'rolled-back-ticked': {
		severity: {'tasks-meta': 'warning'},
		title: 'A task that was rolled back is still ticked',
		meaning: 'The tool passes over ticked boxes, so it would never be done again.',
		remedy: 'Untick the box.',
	},
	'archived-open': {
		severity: {kiro: 'warning'},
		title: 'An archived spec is not finished',
		meaning: 'It lies in _completed, but required tasks in it are open.',
		remedy: 'Tick them, or move the spec back.',
	},
	'several-in-progress': {
		severity: {kiro: 'warning'},
		title: 'Several tasks of a spec are in progress',
		meaning: 'The editor runs one at a time; the others were most likely left behind.',
		remedy: 'Set the boxes of those that nobody works on back to [ ].',
	},
	'mode-differs': {
		severity: {'tasks-meta': 'info'},
		title: 'List and metadata give different modes',
		meaning: 'One says SYNC, the other ASYNC; the metadata is believed.',
		remedy: 'Correct the tag in tasks.md.',
	},
	'state-not-touched': {
		severity: {'return-meta': 'info'},
		title: 'A status is newer than last_updated',
		meaning: 'The word for a stage has a time stamp that is newer than last_updated.',
		remedy: 'Nothing; the times of that task are less reliable.',
	},
	'todo-diverges': {
		severity: {'return-meta': 'info'},
		title: 'TODO.md differs from state.json',
		meaning: 'TODO.md is made from state.json and was not made anew; state.json is believed.',
		remedy: '/task --sync',
	},
	'priority-unknown': {
		severity: {backlog: 'info'},
		title: 'An unknown priority',
		meaning: 'It is shown as it stands and sorted behind the known ones.',
		remedy: 'Use one of the four marks of the backlog.',
	},
	'phases-zero-on-success': {
		severity: {'return-meta': 'warning'},
		title: 'Success without a phase',
		meaning: 'The agent says it implemented the plan, with 0 of 0 phases done.',
		remedy: 'Check that something was implemented.',
	},
	'phases-incomplete-on-success': {
		severity: {'return-meta': 'warning'},
		title: 'Success before the last phase',
		meaning: 'The agent says it implemented the plan, but not all phases are done.',
		remedy: 'Run /implement again, or correct the number of phases.',
	},
	'earlier-failure': {
		severity: {'tasks-meta': 'info'},
		title: 'It failed before',
		meaning: 'The reason of an earlier failure is still noted; it is not the present error.',
		remedy: 'Nothing.',
	},
} as const satisfies RuleTable;
