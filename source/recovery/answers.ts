import type {Disk, Original, Wanted} from '../model/original.ts';

/** What was found for something that was wanted. */
export type Answer = {readonly wanted: Wanted; readonly original: Original};

/** A disk that knows what has been read so far; of two answers the later one counts. */
export const diskFrom = (answers: readonly Answer[]): Disk => {
	const byName = new Map<string, Answer>();
	for (const answer of answers) {
		byName.set(nameOf(answer.wanted), answer);
	}

	return (wanted) => {
		const answer = byName.get(nameOf(wanted));
		// Of a table that nobody asked for, a database does not tell that it is missing.
		return answer && hasTables(answer.wanted, wanted.tables ?? []) ? answer.original : undefined;
	};
};

/**
Everything wanted once; a database with all of the tables that were ever asked of it, so that one
reading, and not several moments of it, answers everybody.
*/
export const joinWanted = (
	wanted: readonly Wanted[],
	answers: readonly Answer[],
): readonly Wanted[] => {
	const tables = new Map<string, Set<string>>();
	const joined = new Map<string, Wanted>();
	for (const want of [...answers.map((answer) => answer.wanted), ...wanted]) {
		const name = nameOf(want);
		tables.set(name, new Set([...(tables.get(name) ?? []), ...(want.tables ?? [])]));
	}

	for (const want of wanted) {
		const name = nameOf(want);
		joined.set(
			name,
			want.as === 'database' ? {...want, tables: [...tables.get(name)!].sort()} : want,
		);
	}

	return [...joined.values()];
};

const nameOf = ({as, path}: Wanted): string => `${as} ${path}`;

const hasTables = ({tables = []}: Wanted, wanted: readonly string[]): boolean =>
	wanted.every((table) => tables.includes(table));
