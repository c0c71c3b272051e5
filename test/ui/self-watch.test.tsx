import {afterEach, describe, expect, test, vi} from 'vitest';
import type {Health, Vitals} from '../../source/model/health.ts';
import {createStore} from '../../source/store/store.ts';
import {checkpoint, noon, project, read, statePath} from '../store/project.ts';
import {openStore} from './open-store.tsx';
import {watchWith} from './workbench.ts';

const vitals: Vitals = {
	lag: {p50Ms: 9, p95Ms: 41, samples: 57},
	drawnLag: {p50Ms: 21, p95Ms: 70, samples: 55},
	cpuShare: 0.0042,
	memoryBytes: 92_400_000,
	watchedFolders: 11,
	lastPass: {at: noon - 5000, tookMs: 7.6, different: 0},
};

let opened: Awaited<ReturnType<typeof openStore>>;

afterEach(async () => {
	await opened.close();
});

const open = async (columns: number, health: Partial<Health> = {}) => {
	const store = createStore();
	store.apply([read(statePath, checkpoint('1', 'in_progress'))], noon - 60_000, true);
	store.apply([read(statePath, '{"task')], noon - 50_000);
	const {watch, report} = watchWith(health);
	const ask = vi.fn(() => vitals);
	opened = await openStore({
		store,
		watch: {...watch, vitals: ask},
		workspace: project,
		now: () => noon,
		columns,
		rows: 30,
	});
	return {terminal: opened.terminal, report, ask};
};

const oneText = (lines: readonly string[]): string => lines.join(' ').replaceAll(/\s+/g, ' ');

describe.each([80, 120])('on %i columns', (columns) => {
	test('the head says why it is not live, as far as there is room', async () => {
		const reason = 'inotify limit reached: sudo sysctl fs.inotify.max_user_watches=524288';
		const {terminal, report} = await open(columns);
		expect(terminal.lines()[0]).toContain('● live');
		report({mode: 'polling', reason});
		await terminal.waitFor(([head]) => head!.includes('◍ polling inotify limit reached'));
		expect(terminal.lines()[0]).not.toContain('live');
		expect(terminal.lines()[0]!.length).toBeLessThanOrEqual(columns);
		report({mode: 'stale', reason: '/code/app is not there; what was last read of it is shown'});
		await terminal.waitFor(([head]) => head!.includes('✖ stale /code/app is not there'));
		report({});
		await terminal.waitFor(([head]) => head!.includes('● live') && !head!.includes('/code/app is'));
	});

	test('i tells how well it sees: lag, missed events, own use, unreadable files', async () => {
		const {terminal, ask} = await open(columns, {missed: 0});
		// While nobody looks, nothing is measured.
		expect(ask).not.toHaveBeenCalled();
		terminal.type('i');
		await terminal.waitFor((lines) => lines.some((line) => line.includes('watching /code/app')));
		const text = oneText(terminal.lines());
		expect(text).toContain('12 folders, changes reported for 11 of them');
		expect(text).toContain('no change was missed so far; last compared 11:59:55, in 8 ms');
		expect(text).toContain('read after 9, 41 ms, drawn after 21, 70 ms (half, 95 % of 57 changes)');
		expect(text).toContain('takes 0.4 % of a core, 92 MB of memory');
		expect(text).toContain('unreadable since 11:59:10: .kiro/metadata/execution-state.json:1');
		const asked = ask.mock.calls.length;
		terminal.press('escape');
		await terminal.waitFor((lines) => !lines.some((line) => line.includes('watching /code/app')));
		expect(ask.mock.calls.length).toBe(asked);
	});
});

test('on 40 columns the head has its mode, and the reason is one key away', async () => {
	const {terminal, report} = await open(40);
	report({mode: 'polling', reason: 'the system does not report all changes here'});
	await terminal.waitFor(([head]) => head!.includes('◍ polling'));
	expect(terminal.lines()[0]).toMatch(/◍ polling( |$)/);
	terminal.type('i');
	await terminal.waitFor((lines) => oneText(lines).includes('the system does not report all'));
});
