import type {Status} from '../../model/status.ts';

/** The words of a checkpoint or of a heading's status line. */
const words: ReadonlyMap<string, Status> = new Map<string, Status>([
	['in_progress', 'running'],
	['executing', 'running'],
	['running', 'running'],
	['completed', 'completed'],
	['complete', 'completed'],
	['done', 'completed'],
	['failed', 'failed'],
	['error', 'failed'],
	['blocked', 'blocked'],
	['paused', 'interrupted'],
	['interrupted', 'interrupted'],
	['partial', 'partial'],
	['partially_completed', 'partial'],
	['partially_complete', 'partial'],
	['pending', 'pending'],
	['not_started', 'pending'],
	['todo', 'pending'],
	['to_do', 'pending'],
	['queued', 'pending'],
	['cancelled', 'cancelled'],
	['canceled', 'cancelled'],
	['skipped', 'skipped'],
]);

/** The marks in a box. `~` is *queued* here; other formats use it otherwise. */
const marks: ReadonlyMap<string, Status> = new Map<string, Status>([
	[' ', 'pending'],
	['~', 'pending'],
	['-', 'running'],
	['x', 'completed'],
	['X', 'completed'],
]);

/** The status a word means; `unknown` for words nobody agreed on. */
export const statusOfWord = (word: string): Status =>
	words.get(
		word
			.trim()
			.toLowerCase()
			.replaceAll(/[\s-]+/g, '_'),
	) ?? 'unknown';

/** The status of a box. Whatever the mark, only x is done. */
export const statusOfMark = (mark: string): Status => marks.get(mark) ?? 'unknown';
