import type {RuleTable} from './rule.ts';

/** Files as wholes: what cannot be read, what is missing in them, what was lost. */
export const fileRules = {
	'file-unreadable': {
		severity: {kiro: 'error', 'tasks-meta': 'error', backlog: 'error'},
		exception: {
			severity: 'warning',
			when: 'only facts beside the tasks are lost (spec.json, .config.kiro, the dependency graph)',
		},
		title: 'A file cannot be read',
		meaning:
			'Its content breaks at the place named. Tasks keep their last good values, marked as such; what stands before the break is used where nothing better is known.',
		remedy:
			'Open it at the line named and mend it, or let its writer write it again. A writer that does this often should write a temporary file and rename it.',
	},
	'file-empty': {
		severity: {kiro: 'error', 'tasks-meta': 'error', backlog: 'warning'},
		exception: {severity: 'warning', when: 'no task is lost by it (a new task list, spec.json)'},
		title: 'A file has nothing in it',
		meaning:
			'There are no bytes where metadata should be: a writer was interrupted, or several wrote at once. Later writes of some tools report success and leave it empty.',
		remedy: 'Restore it from version control, or let the tool that writes it start it afresh.',
	},
	'state-unreadable': {
		severity: {'return-meta': 'error'},
		title: 'state.json is damaged',
		meaning:
			'The list of all tasks cannot be read to the end, so tasks behind the damage are shown as last seen, or not at all. Nothing may be written below this root meanwhile.',
		remedy:
			'Mend it at the line and column named; git log -p specs/state.json has the last good one.',
	},
	'meta-unreadable': {
		severity: {'return-meta': 'error'},
		title: 'A file of a run is damaged',
		meaning: 'What the agent wrote about its run cannot be read, so the run is judged without it.',
		remedy: 'Mend or delete the file; the next run of the task writes it anew.',
	},
	'metadata-partial': {
		severity: {kiro: 'warning', 'tasks-meta': 'info'},
		title: 'The metadata covers only a part',
		meaning:
			'The file names no task, or only some of those in the task list; the others are shown by their boxes alone.',
		remedy: 'Nothing, when the tool was taken up in the middle; else let it write the rest.',
	},
	'file-reinitialised': {
		severity: {'tasks-meta': 'warning'},
		title: 'The file was started over',
		meaning:
			'Tasks that stood in it are gone: the init script overwrites without asking. They are shown as last known for as long as metawatch runs.',
		remedy: 'Take the file back from version control, or go on from the task list.',
	},
	'state-shrunken': {
		severity: {'return-meta': 'warning'},
		title: 'Tasks vanished from state.json',
		meaning:
			'More than half of the tasks are neither in it any more nor in the archive: a writer started it over, or wrote back a part of it.',
		remedy: 'Compare with the last commit (git diff specs/state.json) and take the entries back.',
	},
	'key-duplicate': {
		severity: {'return-meta': 'warning', kiro: 'warning', 'tasks-meta': 'warning'},
		title: 'A key stands twice in one object',
		meaning: 'Every reader takes the last one; the first is lost with the next write.',
		remedy: 'Delete the one that is wrong.',
	},
	'field-shape': {
		severity: {kiro: 'warning', 'tasks-meta': 'info', 'return-meta': 'info'},
		title: 'A value is not of the kind the format knows',
		meaning:
			'The path named holds a value of another type than any version of the format writes. It is not used; everything else in the file is.',
		remedy: 'Correct the value, or the prompt or script that writes it.',
	},
	'tasks-cut': {
		severity: {
			kiro: 'warning',
			'return-meta': 'warning',
			'tasks-meta': 'warning',
			backlog: 'warning',
		},
		title: 'More tasks than are read',
		meaning:
			'A file holds more than 20,000 tasks. The first ones are shown, the others are left out, so that one file cannot take all memory.',
		remedy: 'Archive what is finished, or split the file.',
	},
	'row-malformed': {
		severity: {backlog: 'error'},
		title: 'A row is broken',
		meaning: 'A row of the backlog has too few cells, or a row of the database names no task.',
		remedy: 'Complete the row: eight cells, with a pipe at the end.',
	},
	'comment-unclosed': {
		severity: {backlog: 'info'},
		title: 'A comment is never closed',
		meaning: 'Markdown viewers hide all that follows; metawatch reads it as text.',
		remedy: 'Close the comment with -->.',
	},
	'tmp-leftover': {
		severity: {'return-meta': 'info'},
		title: 'A temporary file was left behind',
		meaning: 'A writer was interrupted between writing and renaming.',
		remedy: 'Delete it when no agent is at work in that folder.',
	},
	'reader-failed': {
		severity: {any: 'error'},
		title: 'A file that metawatch could not read',
		meaning: 'This is a defect of metawatch. Everything else is shown as usual.',
		remedy: 'Please report it, with the message and, where possible, the file.',
	},
	'workspace-missing': {
		severity: {any: 'error'},
		title: 'A workspace is not there',
		meaning: 'The folder was given and does not exist, or was removed while it was watched.',
		remedy: 'Give the right folder; one that comes back is picked up by itself.',
	},
	'workspace-unreadable': {
		severity: {any: 'error'},
		title: 'A workspace cannot be read',
		meaning: 'It is no folder, or may not be looked into, so nothing of it is shown.',
		remedy: 'Give the folder that holds it, or the permission to read and enter it.',
	},
	'folder-unreadable': {
		severity: {any: 'warning'},
		title: 'A folder cannot be read',
		meaning: 'Metadata files below it, if there are any, are not shown.',
		remedy: 'Give the permission to read and enter it, or name it in ignoredFolders.',
	},
} as const satisfies RuleTable;
