import {harmless} from '../../../text/harmless.ts';

/** What people call a file of the workspace: its path from there, harmless. */
export const placeOf = (workspace: string, path: string): string =>
	harmless(
		workspace !== '/' && path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path,
	);

/** An instant as the checkpoint writes it: `2025-06-01T10:00:00Z`. */
export const writtenInstant = (now: number): string => `${wholeSeconds(now)}Z`;

/** The same for the name of a file: `20250601T100000Z`. */
export const instantInName = (now: number): string =>
	`${wholeSeconds(now).replaceAll(/[-:]/g, '')}Z`;

const wholeSeconds = (now: number): string => new Date(now).toISOString().slice(0, 19);
