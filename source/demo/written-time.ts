/** `2026-03-04T05:06:07Z`, as agents write it. */
export const zulu = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** `2026-03-04T05:06:07+00:00`, as `date -Iseconds` writes it. */
export const withOffset = (at: number): string =>
	`${new Date(at).toISOString().slice(0, 19)}+00:00`;

/** `2026-03-04T05:06:07.000089`, as Python writes a time that knows no zone. */
export const naive = (at: number): string => `${new Date(at).toISOString().slice(0, 23)}089`;

/** `2026-03-04 05:06:07`, as SQLite's CURRENT_TIMESTAMP writes it. */
export const sqlTime = (at: number): string =>
	new Date(at).toISOString().slice(0, 19).replace('T', ' ');
