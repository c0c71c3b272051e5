/** What is said with --read-only to somebody who wants more than to look. */
export const readOnlyRefusals = {
	write: 'metawatch runs with --read-only: nothing is written',
	run: 'metawatch runs with --read-only: no command is run',
} as const;
