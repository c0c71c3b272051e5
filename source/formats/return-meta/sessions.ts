/** Sessions are named `sess_<epoch seconds>_<random>`, sometimes with the number of a task behind. */
const pattern = /^sess?_(\d{10})_([0-9a-z]+)(?:_(.+))?$/i;

/** The part of a session that its sub-runs share: `sess_1780964944_adc2c6_12` without `_12`. */
const baseSession = (session: string): string => {
	const match = pattern.exec(session);
	return match ? `sess_${match[1]}_${match[2]}` : session;
};

/** Whether two ids mean the same run; unknown ones never do. */
export const isSameSession = (a: string | null, b: string | null): boolean =>
	a !== null && b !== null && baseSession(a) === baseSession(b);

/** Epoch ms at which a session says it began, or null. */
export const sessionTime = (session: string | null): number | null => {
	const match = session === null ? null : pattern.exec(session);
	return match ? Number(match[1]) * 1000 : null;
};
