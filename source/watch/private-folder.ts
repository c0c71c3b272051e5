import {lstatSync, readdirSync, rmSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {noPrivateCopy} from './no-private-copy.ts';
import {codeOf} from './stamp.ts';

/**
Lets `use` work in a new folder that only this user may enter, and removes it: also when a signal ends
the process meanwhile.

@throws {NoPrivateCopy} when there can be no such folder.
*/
export const withPrivateFolder = async <Result>(
	use: (folder: string) => Promise<Result>,
): Promise<Result> => {
	sweepOnce();
	let folder: string;
	try {
		folder = await mkdtemp(path.join(tmpdir(), `metawatch-${process.pid}-`));
	} catch (error) {
		throw noPrivateCopy(error);
	}

	keep(folder);
	try {
		return await use(folder);
	} finally {
		await rm(folder, {recursive: true, force: true});
		release(folder);
	}
};

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const inUse = new Set<string>();

const removeAll = (): void => {
	for (const folder of inUse) {
		rmSync(folder, {recursive: true, force: true});
	}
};

/** Ends the process as the signal would have, unless somebody else sees to an orderly end. */
const onSignal = (signal: NodeJS.Signals): void => {
	if (process.listenerCount(signal) === 1) {
		removeAll();
		process.off(signal, onSignal);
		process.kill(process.pid, signal);
	}
};

const keep = (folder: string): void => {
	if (inUse.size === 0) {
		process.on('exit', removeAll);
		for (const signal of endings) {
			process.on(signal, onSignal);
		}
	}

	inUse.add(folder);
};

const release = (folder: string): void => {
	inUse.delete(folder);
	if (inUse.size === 0) {
		process.off('exit', removeAll);
		for (const signal of endings) {
			process.off(signal, onSignal);
		}
	}
};

/** A copy lives for seconds; where process ids are not those of everybody (containers), age decides. */
const abandonedMs = 10 * 60_000;

let isSwept = false;

const sweepOnce = (): void => {
	if (!isSwept) {
		isSwept = true;
		sweepPrivateFolders();
	}
};

/** Removes what processes of this user that were killed have left behind. */
export const sweepPrivateFolders = (now = Date.now()): void => {
	try {
		for (const name of readdirSync(tmpdir())) {
			const pid = /^metawatch-(\d{1,10})-\w{6}$/.exec(name)?.[1];
			const folder = path.join(tmpdir(), name);
			if (pid && !isRunning(Number(pid)) && isOurs(folder, now)) {
				rmSync(folder, {recursive: true, force: true});
			}
		}
	} catch {
		// What cannot be tidied up is in nobody's way.
	}
};

const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) !== 'ESRCH';
	}
};

const isOurs = (folder: string, now: number): boolean => {
	const stats = lstatSync(folder, {throwIfNoEntry: false});
	return (
		stats !== undefined &&
		stats.isDirectory() &&
		stats.uid === (process.getuid?.() ?? stats.uid) &&
		now - stats.mtimeMs > abandonedMs
	);
};
