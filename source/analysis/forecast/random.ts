/**
Numbers that look like chance and are the same every time for the same seed, from 0 to below 1: the same
data give the same forecast. A linear congruential step mixed down (PCG-XSH-RR 64/32 has better, this is
Mulberry32): good enough for quantiles of some hundred draws, and nothing here is a secret.
*/
export const createRandom = (seed: number): (() => number) => {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};

/** A seed that follows from numbers: FNV-1a over their whole parts. */
export const seedOf = (values: Iterable<number>): number => {
	let hash = 0x81_1c_9d_c5;
	for (const value of values) {
		hash = Math.imul(hash ^ Math.trunc(value % 4_294_967_296), 0x01_00_01_93);
	}

	return hash;
};
