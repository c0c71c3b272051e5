/** Where a value was read: an absolute path and a line in it (from 1; null when it has no line). */
export type Origin = {
	readonly path: string;
	readonly line: number | null;
};
