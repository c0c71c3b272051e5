import type {RuleTable} from './rule.ts';

/** Names and numbers: which task, which folder, which feature is meant. */
export const identityRules = {
	'task-number-duplicate': {
		severity: {'return-meta': 'error'},
		title: 'Two tasks have one number',
		meaning: 'Commands and folders go by number, so an agent may work on the wrong one.',
		remedy: 'Give the newer task a number of its own, and its folder too.',
	},
	'id-duplicate': {
		severity: {'tasks-meta': 'warning', kiro: 'warning'},
		title: 'An id is declared more than once',
		meaning:
			'Each declaration is a row of its own. Metadata belongs to the first, so the others can only be judged by their boxes, and a box is not ticked by a tool.',
		remedy: 'Number the later ones anew.',
	},
	'id-reused': {
		severity: {backlog: 'warning'},
		title: 'An id names different tasks',
		meaning: 'The titles differ, so they are shown apart; executions are joined by title.',
		remedy: 'Give the newer one an id of its own.',
	},
	'id-pattern': {
		severity: {'tasks-meta': 'info'},
		title: 'Ids outside the documented pattern',
		meaning:
			'The documentation asks for T and three digits. Other ids are read and shown, but some versions of the tool pass over them.',
		remedy: 'Nothing, unless a script of yours relies on the pattern.',
	},
	'task-number-shape': {
		severity: {'return-meta': 'warning'},
		title: 'A task number is no number',
		meaning: 'The leading digits are taken; an entry without any can be found by name only.',
		remedy: 'Write project_number as a whole number.',
	},
	'slug-shape': {
		severity: {'return-meta': 'warning'},
		title: 'A project name is no folder name',
		meaning: 'It holds a slash or a blank, so its folder is found by number alone.',
		remedy: 'Use small letters, digits and _ in project_name.',
	},
	'next-number-low': {
		severity: {'return-meta': 'warning'},
		title: 'The next number is taken already',
		meaning: 'The next task that is created gets the number of an existing one.',
		remedy: 'Set next_project_number above the highest number.',
	},
	'task-unknown': {
		severity: {kiro: 'warning'},
		exception: {severity: 'info', when: 'task_id is a word: those stand in no task list'},
		title: 'The checkpoint names a task that its list lacks',
		meaning: 'The checkpoint is a row of its own and cannot be compared with a box.',
		remedy: 'Correct task_id or spec_name, or archive the checkpoint.',
	},
	'spec-missing': {
		severity: {kiro: 'warning'},
		title: 'The checkpoint names a spec that is not there',
		meaning: 'The spec was renamed, archived or never made; the checkpoint is a row of its own.',
		remedy: 'Correct spec_name, or archive the checkpoint.',
	},
	'folder-twin': {
		severity: {'return-meta': 'info'},
		title: 'A task has two folders',
		meaning: 'The one that fits the name is read; files in the other are not seen.',
		remedy: 'Merge the two, or delete the one left over.',
	},
	'folder-orphan': {
		severity: {'return-meta': 'info'},
		title: 'A folder belongs to no task',
		meaning:
			'No task here or in the archive has its number: it was renumbered, or removed by hand.',
		remedy: '/task --sync, or move the folder to the archive.',
	},
	'feature-name-differs': {
		severity: {'tasks-meta': 'info'},
		title: 'A feature is called otherwise than its folder',
		meaning: 'The folder counts. The file may have been copied from another feature.',
		remedy: 'Correct the feature field.',
	},
	'task-stub': {
		severity: {'tasks-meta': 'info'},
		title: 'A task has no description',
		meaning: 'It was started under an id that neither the metadata nor the list describes.',
		remedy: 'Add it to tasks.md.',
	},
	'wave-foreign': {
		severity: {'tasks-meta': 'info'},
		title: 'A wave names something that is no task',
		meaning: 'The tool took paths for ids, as it does when a task names several files. Left out.',
		remedy: 'Nothing; the waves are hints for an order, not dependencies.',
	},
} as const satisfies RuleTable;
