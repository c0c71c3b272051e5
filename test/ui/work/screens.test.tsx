import {afterEach, describe, expect, test} from 'vitest';
import type {Work} from '../../../source/ui/work/create-work.ts';
import type {WorkPanel} from '../../../source/ui/work/work-panel.ts';
import {expectWholeScreen, type OpenApp, openApp} from '../open-app.tsx';
import {problems, tasks} from '../tasks.ts';
import {panels} from './panels.ts';

let app: OpenApp;

afterEach(async () => {
	await app.close();
});

/** Shows one panel, whatever is asked for. */
const showing = (panel: WorkPanel, showOverlay: () => void): Work => ({
	activity: () => '2 commands run',
	panel: () => panel,
	open: showOverlay,
	press: () => false,
	run() {
		// Nothing is run here.
	},
	startCanary: async () => await Promise.resolve(null),
	restore: async () => await Promise.resolve(),
	close: async () => await Promise.resolve(),
});

const sizes = [
	[80, 24],
	[120, 35],
] as const;

const open = async (name: string, columns: number, rows: number): Promise<void> => {
	app = await openApp(tasks, {
		problems,
		columns,
		rows,
		startWork: ({showOverlay}) => showing(panels[name]!, showOverlay),
	});
	app.terminal.type('b');
	await app.terminal.waitFor((lines) => lines.at(-1)!.includes('Esc close'), {what: name});
};

describe.for(sizes)('at %d x %d', ([columns, rows]) => {
	test.for(Object.keys(panels))('%s looks like its picture', async (name) => {
		await open(name, columns, rows);
		expectWholeScreen(app);
		// Below the head, which is pictured elsewhere.
		await expect(`\n${app.terminal.lines().slice(3).join('\n')}\n`).toMatchFileSnapshot(
			`screens/${name.replaceAll(' ', '-')} ${columns}x${rows}.txt`,
		);
	});
});

test.for(Object.keys(panels))('%s has its place in a small window', async (name) => {
	await open(name, 40, 10);
	expectWholeScreen(app);
	expect(app.terminal.lines().at(-1)).toContain('Esc close');
});
