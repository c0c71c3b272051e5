/** How many lines a key moves a page that covers everything, or undefined for other keys. */
export const paneMove = (key: string, page: number): number | undefined =>
	Object.hasOwn(moves, key) ? moves[key]!(page) : undefined;

const moves: Readonly<Record<string, (page: number) => number>> = {
	up: () => -1,
	k: () => -1,
	down: () => 1,
	j: () => 1,
	pageup: (page) => -page,
	pagedown: (page) => page,
	space: (page) => page,
	g: () => Number.NEGATIVE_INFINITY,
	home: () => Number.NEGATIVE_INFINITY,
	G: () => Number.POSITIVE_INFINITY,
	end: () => Number.POSITIVE_INFINITY,
};
