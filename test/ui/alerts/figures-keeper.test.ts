import {existsSync, mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {readFigures} from '../../../source/cli/status-line/read-figures.ts';
import {createFiguresKeeper} from '../../../source/ui/alerts/figures-keeper.ts';
import {noon, rowAtNoon} from '../../analysis/tasks.ts';
import {waitFor} from '../../helpers/wait-for.ts';

const row = rowAtNoon({id: '1', status: 'pending'});

describe('figures for status --line', () => {
	let base = '';
	beforeEach(() => {
		vi.useFakeTimers({now: noon, toFake: ['setTimeout', 'clearTimeout', 'Date']});
		base = mkdtempSync(path.join(tmpdir(), 'metawatch-keeper-'));
	});
	afterEach(() => {
		vi.useRealTimers();
		rmSync(base, {recursive: true, force: true});
	});

	const fileOf = (workspace: string) => path.join(base, workspace, 'figures.json');
	const alertsIn = (workspace: string) =>
		readFigures(path.join(base, workspace), statSync(fileOf(workspace)).mtimeMs)?.alerts;
	const opened = () =>
		createFiguresKeeper({
			workspaces: ['/code', '/quiet'],
			folderOf: (workspace) => path.join(base, workspace),
			dependencies: () => null,
			pid: process.pid,
			now: Date.now,
		});

	test('are written at most once a second, the latest', async () => {
		const keeper = opened();
		keeper.see([row], 0);
		vi.advanceTimersByTime(0);
		await waitFor(() => existsSync(fileOf('/quiet')));
		for (let alerts = 1; alerts < 20; alerts++) {
			keeper.see([row], alerts);
			vi.advanceTimersByTime(10);
		}

		expect(vi.getTimerCount()).toBe(1);
		expect(alertsIn('/code')).toBe(0);
		vi.advanceTimersByTime(1000);
		await waitFor(() => alertsIn('/code') === 19);
		await keeper.close();
	});

	test('are renewed while nothing changes, each of them, and go with the screen', async () => {
		const keeper = opened();
		keeper.see([row], 0);
		vi.advanceTimersByTime(0);
		await waitFor(() => existsSync(fileOf('/quiet')));
		vi.advanceTimersByTime(10_000);
		for (const workspace of ['/code', '/quiet']) {
			await waitFor(() => statSync(fileOf(workspace)).mtimeMs === noon + 10_000);
		}

		await keeper.close();
		expect(existsSync(fileOf('/code'))).toBe(false);
		expect(existsSync(fileOf('/quiet'))).toBe(false);
		expect(vi.getTimerCount()).toBe(0);
	});
});
