/** Numbers that look random and are the same in every run. */
export type Random = {
	/** A whole number from 0 up to, not including, `limit`. */
	readonly below: (limit: number) => number;
	readonly pick: <Value>(values: readonly [Value, ...Value[]]) => Value;
};

/** The mulberry32 generator. */
export const createRandom = (seed: number): Random => {
	let state = seed;
	const next = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};

	return {
		below: (limit) => Math.floor(next() * limit),
		pick: (values) => values[Math.floor(next() * values.length)]!,
	};
};

const verbs = ['Migrate', 'Extract', 'Document', 'Validate', 'Parallelise', 'Repair'] as const;

const things = [
	'the session store',
	'token refresh in the gateway',
	'retry handling of the importer',
	'the report exporter (CSV and JSON)',
	'permissions of shared folders',
	'the nightly index build',
] as const;

const clauses = [
	'keeping the public interface as it is',
	'with a test for every branch that was wrong before',
	'because the present one loses updates when two writers meet',
	'so that the migration can be taken back at any step',
	'after measuring where the time goes',
	'and say in the log what was skipped and why',
] as const;

const action = (random: Random): string => `${random.pick(verbs)} ${random.pick(things)}`;

/** Sentences of about that many characters. */
export const prose = (random: Random, length: number): string => {
	const sentences: string[] = [];
	let written = 0;
	while (written < length) {
		const sentence = `${action(random)}, ${random.pick(clauses)}.`;
		sentences.push(sentence);
		written += sentence.length + 1;
	}

	return sentences.join(' ');
};

/** How every title begins: what the benchmark looks for on the screen. */
export const titleOf = (number: number, random: Random): string =>
	`item-${String(number).padStart(5, '0')} ${action(random)}`;

/** Finds a title in the output of a program. */
export const titlePattern = /item-\d{5}/;
