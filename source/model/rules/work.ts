import type {RuleTable} from './rule.ts';

/** Runs and what they leave behind: artifacts, markers, reviews, times. */
export const workRules = {
	'artifact-missing': {
		severity: {kiro: 'warning', 'return-meta': 'warning', 'tasks-meta': 'info'},
		title: 'Listed files are missing',
		meaning: 'The metadata names files that do not exist: moved, deleted, or never written.',
		remedy: 'Check whether the work was done; correct the paths when it was.',
	},
	'artifact-foreign': {
		severity: {'return-meta': 'info'},
		title: 'An artifact of another task',
		meaning: 'It lies in the folder of a task with another number.',
		remedy: 'Nothing, when the tasks share it; else correct the path.',
	},
	'artifact-outside': {
		severity: {'return-meta': 'info'},
		title: 'An artifact outside of the workspace',
		meaning: 'The path is absolute or starts at the home folder. It is shown, never opened.',
		remedy: 'Write paths relative to the project.',
	},
	'artifacts-shape': {
		severity: {'return-meta': 'warning'},
		title: 'Artifacts without a path',
		meaning: 'Entries of the list name no file, so they cannot be shown or checked.',
		remedy: 'Write {type, path, summary} for each.',
	},
	'file-contested': {
		severity: {any: 'warning'},
		title: 'Two running tasks change one file',
		meaning: 'Both list it, so one may overwrite what the other wrote.',
		remedy: 'Let one wait for the other, or look at the file when both are done.',
	},
	'changed-since-checkpoint': {
		severity: {kiro: 'info'},
		title: 'Files changed after the checkpoint',
		meaning: 'Work went on, by an agent or a person, after the checkpoint was written.',
		remedy: 'Look at the changes before resuming from the checkpoint.',
	},
	'checkpoint-unknown': {
		severity: {kiro: 'info'},
		title: 'The last checkpoint is no completed step',
		meaning: 'The name of the checkpoint is not among the steps that are done.',
		remedy: 'Nothing; resume by the steps rather than by the name.',
	},
	'state-leftover': {
		severity: {kiro: 'info'},
		title: 'The checkpoint of finished work',
		meaning: 'The work it describes is completed; it was not cleaned up.',
		remedy: 'Archive or delete it.',
	},
	'meta-stale': {
		severity: {'return-meta': 'info'},
		title: 'The result of an earlier run',
		meaning: 'Another run of the task has come since; this file is history.',
		remedy: 'Nothing; the present run replaces it.',
	},
	'meta-leftover': {
		severity: {'return-meta': 'info'},
		title: 'A run that never ended, of a finished task',
		meaning:
			'The file still says in_progress, but the task is finished. It is not shown as running.',
		remedy: 'Delete the file when it bothers.',
	},
	'marker-stale': {
		severity: {'return-meta': 'warning'},
		title: 'A marker was left behind',
		meaning: 'A marker, loop guard or batch file says work goes on, for longer than any run took.',
		remedy: '/refresh --dry-run, then /refresh; or delete it when no agent is at work.',
	},
	'lock-stale': {
		severity: {'return-meta': 'warning'},
		title: 'A lock was left behind',
		meaning: 'Its holder has not been heard of for two hours; another run may take it.',
		remedy: '/refresh, or delete the .lock folder when no agent is at work.',
	},
	'marker-placeholder': {
		severity: {'return-meta': 'info'},
		title: 'A value that was never filled in',
		meaning: 'A command such as $(date) stands where its result should.',
		remedy: 'Nothing; it is not used.',
	},
	'delegation-failed': {
		severity: {'tasks-meta': 'warning'},
		title: 'A delegated task failed',
		meaning:
			'Its error marker is there, but the metadata still says it runs: the tool stops before it records the failure.',
		remedy: 'Read the marker, set the task to failed, and retry; old markers must go first.',
	},
	'delegation-unrecorded': {
		severity: {'tasks-meta': 'warning'},
		title: 'A delegated task is done, but not recorded',
		meaning: 'Its completion marker is there, but the metadata still says it runs.',
		remedy: 'Check the work, then mark the task completed.',
	},
	'task-silent': {
		severity: {'tasks-meta': 'warning', backlog: 'warning'},
		title: 'Nothing is heard of a running task',
		meaning:
			'It is called running, and nothing was written about it for longer than tasks take here.',
		remedy: 'Look whether its agent still lives; restart it or mark it failed.',
	},
	'retries-exhausted': {
		severity: {backlog: 'warning'},
		title: 'No retry is left',
		meaning: 'It failed, and all retries that its kind of error allows are used.',
		remedy: 'Read the error and mend its cause; then reset or retry by hand.',
	},
	'errors-unfixed': {
		severity: {'return-meta': 'warning'},
		title: 'A logged error is not fixed',
		meaning: 'An entry of the error log is open. They often stay so after the work went on.',
		remedy: '/errors, then /errors --fix N; or mark the entry fixed.',
	},
	'gate-failed': {
		severity: {'tasks-meta': 'warning'},
		title: 'A review or quality gate failed',
		meaning: 'The task is done, and its review or its quality gate says no.',
		remedy: 'Mend what the review says, then review again.',
	},
	'review-not-recorded': {
		severity: {'tasks-meta': 'info'},
		title: 'No review is recorded',
		meaning: 'SYNC tasks are to be reviewed before they are done; most projects never record it.',
		remedy: 'Nothing, unless your project asks for reviews.',
	},
	'time-implausible': {
		severity: {
			kiro: 'info',
			'return-meta': 'info',
			'tasks-meta': 'info',
			backlog: 'info',
		},
		title: 'Times that cannot be true',
		meaning:
			'Midnight, the future, an end before its start, a year off, or all on half minutes: written by heart. They are shown as claimed and used for nothing.',
		remedy: 'Nothing; let the writer take the time from the system clock.',
	},
	'time-zone-assumed': {
		severity: {'tasks-meta': 'info', backlog: 'info'},
		title: 'Times without a zone',
		meaning:
			'They are read in the zone of this machine, which is right when they were written on it.',
		remedy: 'Nothing; let the writer add the zone.',
	},
} as const satisfies RuleTable;
