/** What can be exported. Apart from the exporters, so that the command line need not load them. */
export const reportNames = [
	'tasks',
	'problems',
	'metrics',
	'errors',
	'history',
	'dependencies',
] as const;

export type ReportName = (typeof reportNames)[number];
