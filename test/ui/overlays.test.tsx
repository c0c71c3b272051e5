import {afterEach, describe, expect, test, vi} from 'vitest';
import type {Overlay} from '../../source/commands/screen-state.ts';
import type {Queries} from '../../source/history/queries.ts';
import type {RecoveryDesk} from '../../source/ui/recovery/desk.ts';
import {overlays} from '../../source/ui/overlays/index.ts';
import {noon} from '../analysis/tasks.ts';
import {type OpenApp, openApp} from './open-app.tsx';
import {problems, tasks} from './tasks.ts';
import {panels} from './work/panels.ts';
import {emptyDesk} from './workbench.ts';

let app: OpenApp;

afterEach(async () => {
	await app.close();
});

const apply = vi.fn<RecoveryDesk['apply']>(
	async () => await Promise.resolve({isDone: true, message: 'T014: try again'}),
);

const desk: RecoveryDesk = {
	...emptyDesk,
	apply,
	offers: async () =>
		await Promise.resolve({
			title: 'T014',
			state: 'failed',
			options: ['try again', 'skip it'].map((title, index) => ({
				name: title,
				key: `${index + 1}`,
				id: title,
				title,
				because: 'it failed',
				against: [],
				refusal: null,
				changes: [],
				command: null,
				runs: null,
				worked: null,
				possible: 1,
				total: 1,
				isGrave: false,
			})),
			plan: async ({title}) =>
				await Promise.resolve({
					plan: {
						id: 'p1',
						at: noon,
						workspace: '/code',
						steps: [],
						edits: [{type: 'file', path: '/code/a', before: 'a', after: 'b'}],
						checks: [],
						lost: [],
						notes: [],
						byHand: [],
						downstream: [],
						left: [],
					},
					commands: [],
					choices: [],
					lines: () => [[{text: `would ${title} in /code/a`}]],
				}),
			capsule: null,
		}),
};

const queries: Partial<Queries> = {
	lifeOf: () => [],
	versionsOf: () => [{id: 1, at: noon, type: 'read', size: 7}],
};

let now = noon;

const listen = async (panel: keyof typeof panels = 'runs'): Promise<void> => {
	now = noon;
	apply.mockClear();
	app = await openApp(tasks, {
		problems,
		isScreenReader: true,
		columns: 145,
		rows: 100,
		now: () => now,
		desk,
		history: {
			memories: async () =>
				await Promise.resolve([{workspace: '/code', queries: queries as Queries}]),
		},
		startWork: ({showOverlay}) => ({
			activity: () => null,
			panel: () => ({...panels[panel]!}),
			open: showOverlay,
			press: () => false,
			run() {
				// Nothing is run here.
			},
			startCanary: async () => await Promise.resolve(null),
			restore: async () => await Promise.resolve(),
			close: async () => await Promise.resolve(),
		}),
		ink: {alternateScreen: false, isScreenReaderEnabled: true},
	});
};

const hears = async (...texts: readonly string[]): Promise<void> => {
	await app.terminal.waitFor((lines) => texts.every((text) => lines.join('\n').includes(text)), {
		what: texts.join(', '),
	});
};

/** What opens each of them, and what is then to be heard. */
const ways: Readonly<
	Record<Overlay, {readonly open: () => void; readonly heard: readonly string[]}>
> = {
	filter: {open: () => app.terminal.type('/T0'), heard: ['Filter T0: ']},
	palette: {open: () => app.terminal.type(':pause'), heard: ['Command: pause. pause: keep']},
	moment: {open: () => app.terminal.type('T-2h'), heard: ['Go to: -2h. Enter goes.']},
	help: {
		open: () => app.terminal.type('?'),
		heard: ['Ctrl+P: find a command by its name', 'Keys: Esc close.'],
	},
	watched: {
		open: () => app.terminal.type('i'),
		heard: ['watching /code', 'Keys: Esc close.'],
	},
	why: {open: () => app.terminal.type('jw'), heard: ['EVIDENCE', 'Keys: Esc close.']},
	alerts: {
		open: () => app.terminal.type('a'),
		heard: ['nothing has happened since metawatch came', 'Keys: a seen, A mute, Esc close.'],
	},
	recover: {
		open: () => app.terminal.type('r'),
		heard: ['chosen: 1  try again', '2  skip it', 'Keys: 1-2 rehearse, up down choose'],
	},
	work: {
		open: () => app.terminal.type('b'),
		heard: ['chosen: T014 retry', 'one test fails', 's again ends it'],
	},
	versions: {
		open: () => app.terminal.type('D'),
		heard: ['7 bytes', 'Keys: Enter compare'],
	},
	export: {
		open() {
			app.controller.dispatch({type: 'open', overlay: 'export', text: 'report.csv'});
			app.controller.dispatch({
				type: 'export',
				panel: {
					line: 'where',
					what: 'tasks',
					about: 'one line for each task',
					how: 'csv',
					hows: ['csv'],
					filter: '',
					stage: {type: 'choosing'},
				},
			});
		},
		heard: ['write to: report.csv. Enter writes', 'chosen: where', 'one line for each task'],
	},
};

describe('for people who listen', () => {
	test.for(Object.keys(overlays) as Overlay[])('%s can be heard', async (overlay) => {
		await listen();
		const {open, heard} = ways[overlay];
		for (const text of heard) {
			expect(app.text()).not.toContain(text);
		}

		// What is kept has been asked for by then.
		await app.terminal.flush();
		open();
		await hears(...heard);
		expect(app.screen().overlay).toBe(overlay);
	});

	test('a plan is heard before the key that confirms it, and so is what becomes of it', async () => {
		await listen();
		app.terminal.type('r');
		await hears('chosen: 1  try again');
		app.terminal.type('1');
		await hears('REHEARSAL  nothing is written yet', 'would try again in /code/a');
		await hears('Keys: 1 again applies it');
		app.terminal.type('+');
		await hears('why: . Enter keeps  Esc leaves');
		app.terminal.type('it was late');
		await hears('why: it was late. Enter keeps');
		app.terminal.paste(' again');
		await hears('why: it was late again. Enter keeps');
		app.terminal.press('enter');
		await hears('Keys: 1 again applies it');
		expect(apply).not.toHaveBeenCalled();
		now += 5000;
		app.terminal.type('1');
		await app.terminal.waitFor(() => app.screen().overlay === null);
		expect(apply).toHaveBeenCalledWith(expect.anything(), 'it was late again');
		expect(app.text()).not.toContain('Keys: ');
	});

	test('the option that is chosen is heard again when another is', async () => {
		await listen();
		app.terminal.type('r');
		await hears('chosen: 1  try again');
		app.terminal.press('down');
		await hears('chosen: 2  skip it');
		expect(app.text()).not.toContain('chosen: 1');
	});

	test.for(['runs', 'canary begins', 'sprint'])('no clock of %s is read out', async (panel) => {
		await listen(panel);
		app.terminal.type('b');
		await hears('Keys: ');
		// Frames may begin and end with nothing between.
		const written = (): string => app.terminal.output().replaceAll(/\u001B\[\?2026[hl]/g, '');
		const before = written();
		now += 5000;
		app.report({});
		await app.terminal.flush();
		expect(app.controller.frame().now).toBe(now);
		expect(written()).toBe(before);
	});
});

describe('keys over the lists', () => {
	test('in the list of alerts, those of the commands it belongs to work', async () => {
		await listen();
		app.terminal.type('aA');
		await app.terminal.waitFor(() => app.effects.muteAlerts.mock.calls.length === 1);
		expect(app.screen().overlay).toBe('alerts');
		app.terminal.type('a');
		await app.terminal.waitFor(() => app.screen().overlay === null);
		expect(app.effects.acknowledgeAlerts).toHaveBeenCalledOnce();
	});

	test('a panel has its own keys, and what it does not take only scrolls', async () => {
		const press = vi.fn<(key: string) => boolean>((key) => key === 'x');
		app = await openApp(tasks, {exports: {press}});
		ways.export.open();
		app.press('x', 'q', '?', 'pagedown');
		expect(press.mock.calls.flat()).toEqual(['x', 'q', '?', 'pagedown']);
		expect(app.screen().overlay).toBe('export');
		app.press('ctrl+c');
		expect(app.effects.quit).toHaveBeenCalledOnce();
	});

	test('a paste goes only where something is typed', async () => {
		await listen();
		ways.export.open();
		await hears('write to: report.csv');
		app.terminal.paste('.gz');
		await hears('write to: report.csv.gz');
		app.controller.dispatch({type: 'open', overlay: 'why'});
		app.terminal.paste('q');
		await app.terminal.flush();
		expect(app.screen()).toMatchObject({overlay: 'why', input: {text: ''}});
	});
});
