import type {Status} from './status.ts';

/** One column wide in every terminal: a status is told by shape first and by colour second. */
export const statusGlyphs: Readonly<Record<Status, string>> = {
	running: '▶',
	interrupted: '⚠',
	failed: '✖',
	blocked: '■',
	partial: '◐',
	pending: '○',
	completed: '✔',
	cancelled: '⊘',
	skipped: '»',
	unknown: '?',
};
