import {afterEach, describe, expect, test} from 'vitest';
import {type OpenApp, openApp} from './open-app.tsx';
import {tasks} from './tasks.ts';

let app: OpenApp;

afterEach(async () => {
	await app.close();
});

const shows = async (...words: readonly string[]): Promise<void> => {
	await app.terminal.waitFor((lines) => {
		const text = lines.join(' ').replaceAll(/\s+/g, ' ');
		return words.every((word) => text.includes(word));
	});
};

describe.for([
	[40, 30],
	[80, 24],
	[120, 35],
	[200, 50],
] as const)('at %i x %i', ([columns, rows]) => {
	test('w tells why the selected task counts as what it does, Esc leads back', async () => {
		app = await openApp(tasks, {columns, rows});
		await shows('▌✖ T014');
		app.terminal.press('down');
		await shows('▌⚠ T016');
		app.terminal.type('w');
		await shows('interrupted: silent 3h', 'EVIDENCE: INTERRUPTED', 'heartbeat of the');
		await shows('measured default', 'WHAT WOULD CHANGE IT', '2 kinds are enough');
		expect(app.screen().overlay).toBe('why');
		app.terminal.press('escape');
		await shows('▌⚠ T016');
		expect(app.screen().overlay).toBeNull();
	});
});

test('a task that nothing calls active says so instead', async () => {
	app = await openApp(tasks, {columns: 80, rows: 24});
	await shows('▌✖ T014');
	app.terminal.type('w');
	await shows('no file calls this task active');
	expect(app.screen().overlay).toBeNull();
});
