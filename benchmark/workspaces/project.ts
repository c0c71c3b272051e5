import type {Random} from './prose.ts';

/** A project to be written: which tasks it holds. */
export type ProjectPlan = {
	/** Number of its first task among all tasks of the workspace. */
	readonly first: number;
	readonly tasks: number;
	/** How many of them an agent works on. */
	readonly running: number;
	/** Epoch milliseconds: the clock of the files. */
	readonly now: number;
	readonly random: Random;
};

/** Path relative to the project -> content. */
export type ProjectFiles = Readonly<Record<string, string>>;

export const isoTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export const slugOf = (title: string): string =>
	title
		.toLowerCase()
		.replaceAll(/[^a-z\d]+/g, '_')
		.replaceAll(/^_|_$/g, '');

export const minutes = (count: number): number => count * 60_000;
