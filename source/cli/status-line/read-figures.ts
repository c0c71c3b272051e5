import {closeSync, fstatSync, openSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {figuresFile, type KeptFigures, type LineFigures} from '../../model/line-figures.ts';
import {statuses} from '../../model/status.ts';

/** Bytes; what is larger was not written by metawatch. */
const largest = 10_000;

/** Clocks of file systems differ by a little. */
const clockSlackMs = 2000;

/**
The figures that were left in a state folder, while they may be believed: the screen that keeps them still
runs and has shown it lately, or they were made a moment ago. Null: look for yourself.

@param now epoch milliseconds.
*/
export const readFigures = (folder: string, now: number): LineFigures | null => {
	let file: number;
	try {
		file = openSync(path.join(folder, figuresFile), 'r');
	} catch {
		return null;
	}

	try {
		const stats = fstatSync(file);
		if (!stats.isFile() || stats.size > largest) {
			return null;
		}

		const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
		const age = now - stats.mtimeMs;
		return isKept(kept) &&
			age >= -clockSlackMs &&
			age <= kept.validMs &&
			(kept.pid === null || isAlive(kept.pid))
			? kept.figures
			: null;
	} catch {
		return null;
	} finally {
		closeSync(file);
	}
};

/** Checked by hand: this is asked every second, and a schema would take longer than everything else. */
const isKept = (value: unknown): value is KeptFigures => {
	const {version, pid, validMs, figures} = (value ?? {}) as Partial<KeptFigures>;
	return (
		version === 1 &&
		(pid === null || isCount(pid)) &&
		isCount(validMs) &&
		isCount(figures?.attention) &&
		isCount(figures.alerts) &&
		(figures.etaAt === null || isCount(figures.etaAt)) &&
		statuses.every((status) => isCount(figures.byStatus?.[status]))
	);
};

const isCount = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0;

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};
