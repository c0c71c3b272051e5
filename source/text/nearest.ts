/**
Edits (insert, delete, replace, swap two neighbours) that turn one word into another: the optimal
string alignment distance.
*/
const editDistance = (a: string, b: string): number => {
	const rows: number[][] = [Array.from({length: b.length + 1}, (_, column) => column)];
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const isSame = a[row - 1] === b[column - 1];
			const isSwap =
				row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
			current.push(
				Math.min(
					rows[row - 1]![column]! + 1,
					current[column - 1]! + 1,
					rows[row - 1]![column - 1]! + (isSame ? 0 : 1),
					isSwap ? rows[row - 2]![column - 2]! + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}

		rows.push(current);
	}

	return rows[a.length]![b.length]!;
};

/** Longer words are no typing mistakes, and comparing them would cost time. */
const maximumLength = 40;

/**
The candidate somebody probably meant by a mistyped word, or null when none is close: at most one
edit in three letters, or the only candidate that begins with it.
*/
export const nearest = (word: string, candidates: readonly string[]): string | null => {
	const typed = word.toLowerCase();
	if (typed === '' || typed.length > maximumLength) {
		return null;
	}

	const ranked = candidates
		.map((candidate) => ({candidate, distance: editDistance(typed, candidate.toLowerCase())}))
		.sort((a, b) => a.distance - b.distance);
	const best = ranked[0];
	if (best && best.distance <= Math.max(1, Math.floor(typed.length / 3))) {
		return best.candidate;
	}

	const longer = candidates.filter((candidate) => candidate.toLowerCase().startsWith(typed));
	return longer.length === 1 ? longer[0]! : null;
};
