const second = 1000;

/** Times that people and language models invent are round: midnight, whole and half minutes. */
const roundMs = 30 * second;

/**
A second earlier where the time would look invented. What begins at such a second is rare and nothing
odd; but a story told by the same few minutes has either no such time or many.
*/
const unround = (at: number): number =>
	Math.floor(at / second) % (roundMs / second) === 0 ? at - second : at;

const iso = (at: number): string => new Date(unround(at)).toISOString();

/** `2026-03-04T05:06:07Z`, as agents write it. */
export const zulu = (at: number): string => `${iso(at).slice(0, 19)}Z`;

/** `2026-03-04T05:06:07.000Z`, as JavaScript writes it. */
export const withMilliseconds = (at: number): string => iso(at);

/** `2026-03-04T05:06:07+00:00`, as `date -Iseconds` writes it. */
export const withOffset = (at: number): string => `${iso(at).slice(0, 19)}+00:00`;

/** `2026-03-04T05:06:07.000089`, as Python writes a time that knows no zone. */
export const naive = (at: number): string => `${iso(at).slice(0, 23)}089`;

/** `2026-03-04 05:06:07`, as SQLite's CURRENT_TIMESTAMP writes it. */
export const sqlTime = (at: number): string => iso(at).slice(0, 19).replace('T', ' ');
