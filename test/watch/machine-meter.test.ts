import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {Presence} from '../../source/model/presence.ts';
import {createMachineMeter} from '../../source/watch/machine-meter.ts';

let folder = '';

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'metawatch-proc-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

const write = (name: string, text: string): void => {
	const file = path.join(folder, name);
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(file, text);
};

/** As Linux writes it: user and system time are the 14th and 15th field, pages the 24th. */
const stat = (spent: number, pages: number): string =>
	`7 (agent (old) x) S 1 7 7 0 -1 0 0 0 0 0 ${spent} 0 0 0 20 0 1 0 100 9999999 ${pages} 0`;

const presence: Presence = {
	type: 'seen',
	agents: [
		{pid: 7, name: 'claude', startedAt: 0, endedAt: null},
		{pid: 8, name: 'kiro', startedAt: 0, endedAt: 5},
		{pid: 9, name: 'jules', startedAt: 0, endedAt: null},
	],
};

test('agents are measured between two looks, each once; those that have ended are not', () => {
	let at = 10_000;
	const meter = createMachineMeter({
		workspaces: ['/a', '/a/b'],
		presenceOf: () => presence,
		folder,
		now: () => at,
	});
	write('7/stat', stat(100, 1000));
	expect(meter().agents).toEqual([
		{pid: 7, name: 'claude', cpuShare: null, memoryBytes: 4_096_000},
		{pid: 9, name: 'jules', cpuShare: null, memoryBytes: null},
	]);
	at += 2000;
	write('7/stat', stat(150, 2000));
	expect(meter().agents[0]).toEqual({
		pid: 7,
		name: 'claude',
		cpuShare: 0.25,
		memoryBytes: 8_192_000,
	});
	// Too soon to mean anything: the same.
	at += 10;
	write('7/stat', stat(900, 2000));
	expect(meter().agents[0]!.cpuShare).toBe(0.25);
});

test('memory and waiting are what the system tells, or unknown', () => {
	write('meminfo', 'MemTotal:       16000000 kB\nMemFree: 10 kB\nMemAvailable:    1000000 kB\n');
	write('pressure/io', 'some avg10=12.50 avg60=0.00 avg300=0.00 total=1\n');
	const told = createMachineMeter({workspaces: [], presenceOf: () => presence, folder})();
	expect(told.memoryTotal - told.memoryUsed).toBe(1_024_000_000);
	expect(told.waiting).toBe(0.125);
	expect(told.cores).toBeGreaterThan(0);
	const untold = createMachineMeter({
		workspaces: [],
		presenceOf: () => presence,
		folder: path.join(folder, 'nowhere'),
	})();
	expect(untold.waiting).toBeNull();
	expect(untold.memoryUsed).toBeGreaterThan(0);
});
