import {mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {readFigures} from '../../../source/cli/status-line/read-figures.ts';
import {dropFigures, keepFigures, renewFigures} from '../../../source/effects/figures-file.ts';
import type {KeptFigures} from '../../../source/model/line-figures.ts';
import {type Status, statuses} from '../../../source/model/status.ts';

const now = Date.UTC(2026, 2, 1, 14);

const kept: KeptFigures = {
	version: 1,
	pid: process.pid,
	validMs: 25_000,
	figures: {
		byStatus: Object.fromEntries(statuses.map((status) => [status, 1])) as Record<Status, number>,
		attention: 2,
		alerts: 3,
		etaAt: null,
	},
};

/** No process has it: the largest of Linux is below. */
const nobody = 2 ** 30;

describe('figures that were kept', () => {
	let base = '';
	let folder = '';
	const file = () => path.join(folder, 'figures.json');
	beforeEach(() => {
		base = mkdtempSync(path.join(tmpdir(), 'metawatch-figures-'));
		folder = path.join(base, 'state', 'project');
	});
	afterEach(() => rmSync(base, {recursive: true, force: true}));

	const keep = async (one: KeptFigures): Promise<void> => {
		expect(await keepFigures(folder, one)).toBe(true);
		await renewFigures(folder, now);
	};

	test('are read back, and lie where only their owner looks', async () => {
		await keep(kept);
		expect(readFigures(folder, now)).toEqual(kept.figures);
		expect(statSync(file()).mode & 0o77).toBe(0);
		expect(statSync(folder).mode & 0o77).toBe(0);
	});

	test('are believed as long as they say, and again when they are renewed', async () => {
		await keep(kept);
		expect(readFigures(folder, now + 25_000)).toEqual(kept.figures);
		expect(readFigures(folder, now + 25_001)).toBe(null);
		await renewFigures(folder, now + 20_000);
		expect(readFigures(folder, now + 45_000)).toEqual(kept.figures);
	});

	test('are not believed from the future', async () => {
		await keep(kept);
		expect(readFigures(folder, now - 60_000)).toBe(null);
	});

	test('are not believed when the screen that kept them is gone', async () => {
		await keep({...kept, pid: nobody});
		expect(readFigures(folder, now)).toBe(null);
		await keep({...kept, pid: null});
		expect(readFigures(folder, now)).toEqual(kept.figures);
	});

	test('are gone when they are dropped, and nothing is no trouble', async () => {
		await keep(kept);
		await dropFigures(folder);
		await dropFigures(folder);
		expect(readFigures(folder, now)).toBe(null);
	});

	test.each([
		['empty', ''],
		['torn', '{"version": 1, "pid": nu'],
		['null', 'null'],
		['a list', '[]'],
		['newer', JSON.stringify({...kept, version: 2})],
		['without figures', JSON.stringify({...kept, figures: undefined})],
		[
			'with text for numbers',
			JSON.stringify({...kept, figures: {...kept.figures, alerts: '\u001B[2J'}}),
		],
		['without a status', JSON.stringify({...kept, figures: {...kept.figures, byStatus: {}}})],
		['below zero', JSON.stringify({...kept, figures: {...kept.figures, attention: -1}})],
		['endless', `${JSON.stringify(kept)}${' '.repeat(20_000)}`],
	])('are nothing when they are %s', (_, text) => {
		mkdirSync(folder, {recursive: true});
		writeFileSync(file(), text);
		utimesSync(file(), now / 1000, now / 1000);
		expect(readFigures(folder, now)).toBe(null);
	});

	test('are nothing when a folder is in their place, or there is no place', async () => {
		expect(readFigures(folder, now)).toBe(null);
		mkdirSync(file(), {recursive: true});
		expect(readFigures(folder, now)).toBe(null);
		expect(await keepFigures(folder, kept)).toBe(false);
		writeFileSync(path.join(base, 'file'), '');
		expect(await keepFigures(path.join(base, 'file', 'below'), kept)).toBe(false);
	});
});
