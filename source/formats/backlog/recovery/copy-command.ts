import {harmless} from '../../../text/harmless.ts';

/**
The command that copies a database as a whole, beside it; none for a path that can't be typed. The time
is in the name, so that no copy meets another.

@param now epoch milliseconds.
*/
export const copyCommand = (path: string, now: number): readonly string[] => {
	const time = new Date(now).toISOString().replaceAll(/\D/g, '').slice(0, 14);
	const copy = `${path}.${time}`;
	return harmless(path) === path
		? [`sqlite3 ${inShell(path)} ${inShell(`vacuum into '${copy.replaceAll("'", "''")}'`)}`]
		: [];
};

const inShell = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;
