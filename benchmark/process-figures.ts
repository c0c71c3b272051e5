import {readFileSync} from 'node:fs';

/** Clock ticks a second in which Linux counts processor time, on every system Node runs on. */
const ticksPerSecond = 100;

/** Resident memory of a process in bytes. Linux only: null elsewhere. */
export const residentBytes = (pid: number): number | null => {
	const match = /^VmRSS:\s+(\d+) kB$/m.exec(readProcess(pid, 'status') ?? '');
	return match ? Number(match[1]) * 1024 : null;
};

/** Processor time a process has used so far, in milliseconds, to 10 ms. Linux only: null elsewhere. */
export const processorMilliseconds = (pid: number): number | null => {
	const stat = readProcess(pid, 'stat');
	if (stat === null) {
		return null;
	}

	// The name in brackets may hold blanks; the 14th and 15th fields are user and system time.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
};

const readProcess = (pid: number, name: string): string | null => {
	try {
		return readFileSync(`/proc/${pid}/${name}`, 'utf8');
	} catch {
		return null;
	}
};
