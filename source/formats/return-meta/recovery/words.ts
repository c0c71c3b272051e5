import {harmless} from '../../../text/harmless.ts';
import {formatRoughly} from '../../../text/duration.ts';

/** A path as people call it: relative to the workspace, and safe to be shown. */
export const named = (path: string, workspace: string): string =>
	harmless(path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path);

/** "specs/state.json, line 12". */
export const placed = (path: string, line: number | null, workspace: string): string =>
	`${named(path, workspace)}${line === null ? '' : `, line ${line}`}`;

/** How long ago a moment was; what lies ahead of the clock is now. */
export const ago = (at: number, now: number): string =>
	`${formatRoughly(Math.max(0, now - at))} ago`;

/** "a, b and 3 more". */
export const listed = (names: readonly string[], most = 3): string =>
	names.length <= most
		? names.join(', ')
		: `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

/** A time as the writers of these files write it: UTC, whole seconds. */
export const utcSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** A word of a shell command; null for one that no person could type. */
export const shellWord = (word: string): string | null =>
	harmless(word) === word ? `'${word.replaceAll("'", String.raw`'\''`)}'` : null;
