/** The years that ISO 8601 writes with four digits; a time beyond them is damage. */
const earliest = Date.parse('0000-01-01T00:00:00.000Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** Epoch ms as ISO 8601 in UTC. */
export const writtenTime = (at: number): string => new Date(at).toISOString();

/** The same; null for what is not known and for times beyond ISO 8601. */
export const writtenTimeOrNull = (at: number | null | undefined): string | null =>
	at !== null && at !== undefined && at >= earliest && at <= latest ? writtenTime(at) : null;
