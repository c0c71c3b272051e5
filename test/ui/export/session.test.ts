import {describe, expect, test, vi} from 'vitest';
import {
	initialScreenState,
	reduceScreen,
	type ScreenState,
} from '../../../source/commands/screen-state.ts';
import {exportLines} from '../../../source/ui/export/export-lines.ts';
import {createExportSession, type WriteReport} from '../../../source/ui/export/session.ts';

/** The panel over a screen that is only a state; keys are names as `keystrokes.ts` gives them. */
const sessionWith = (write: WriteReport, filter = '') => {
	let screen: ScreenState = {...initialScreenState, filter};
	const session = createExportSession({
		screen: () => screen,
		dispatch(action) {
			screen = reduceScreen(screen, action);
		},
		write,
		today: () => '2026-03-01',
	});
	session.open();
	return {
		screen: () => screen,
		press: (...keys: readonly string[]): void => {
			for (const key of keys) {
				session.press(key);
			}
		},
		text: () =>
			screen.exporting
				? exportLines(screen.exporting, screen.input.text, 78)
						.map((segments) => segments.map(({text}) => text).join(''))
						.join('\n')
				: '',
	};
};

const written: WriteReport = async ({file}) =>
	await Promise.resolve({type: 'written', path: `/here/${file}`});

describe('the panel of exports', () => {
	test('writes nothing before Enter, and a page of everything with it', async () => {
		const write = vi.fn<WriteReport>(written);
		const {screen, press, text} = sessionWith(write, 'status:failed');
		expect(text()).toContain('metawatch-report-2026-03-01.html');
		expect(text()).toContain('only what matches status:failed');
		expect(write).not.toHaveBeenCalled();
		press('enter');
		await vi.waitFor(() => expect(screen().overlay).toBeNull());
		expect(write.mock.calls[0]![0]).toMatchObject({
			format: 'html',
			file: 'metawatch-report-2026-03-01.html',
			filter: 'status:failed',
			mayReplace: false,
		});
		expect(write.mock.calls[0]![0].reports).toHaveLength(6);
		expect(screen().message).toEqual({
			text: 'written: /here/metawatch-report-2026-03-01.html',
			tone: 'done',
		});
	});

	test('the name follows what is chosen, unless somebody typed one', () => {
		const {screen, press} = sessionWith(written);
		press('right', 'down', 'right');
		expect(screen().input.text).toBe('metawatch-tasks-2026-03-01.json');
		press('left', 'left', 'left');
		expect(screen().input.text).toBe('metawatch-tasks-2026-03-01.csv');
		press('down', 'ctrl+u', 'm', 'y', 'up', 'right');
		expect(screen().exporting?.how).toBe('markdown');
		expect(screen().input.text).toBe('my');
	});

	test('offers for every report only what it can be written as', () => {
		const {screen, press} = sessionWith(written);
		press('left');
		expect(screen().exporting).toMatchObject({what: 'dependencies'});
		expect(screen().exporting?.hows).toContain('dot');
		press('right', 'right');
		expect(screen().exporting?.hows).toEqual(['json', 'jsonl', 'csv', 'markdown', 'html']);
	});

	test('asks before it replaces a file: only y does', async () => {
		const write = vi.fn<WriteReport>(async (order) =>
			order.mayReplace ? await written(order) : {type: 'exists'},
		);
		const {screen, press, text} = sessionWith(write);
		press('enter');
		await vi.waitFor(() => expect(text()).toContain('there is such a file already'));
		press('enter');
		expect(screen().exporting?.stage.type).toBe('choosing');
		expect(write).toHaveBeenCalledTimes(1);
		press('enter');
		await vi.waitFor(() => expect(text()).toContain('there is such a file already'));
		press('y');
		await vi.waitFor(() => expect(screen().overlay).toBeNull());
		expect(write.mock.calls.at(-1)![0].mayReplace).toBe(true);
	});

	test('is left with Esc, which also stops the writing', async () => {
		const write = vi.fn<WriteReport>(
			async ({signal, onProgress}) =>
				await new Promise((resolve) => {
					onProgress(1234);
					signal.addEventListener('abort', () => resolve({type: 'stopped'}));
				}),
		);
		const {screen, press, text} = sessionWith(write);
		press('enter');
		await vi.waitFor(() => expect(text()).toContain('writing: 1,234 lines'));
		press('x', 'escape');
		await vi.waitFor(() => expect(screen().overlay).toBeNull());
		expect(screen().message?.text).toBe('stopped: nothing was written');
		const other = sessionWith(written);
		other.press('escape');
		expect(other.screen()).toMatchObject({overlay: null, exporting: null});
	});

	test('says why it could not be written, and stays', async () => {
		const {screen, press} = sessionWith(
			async () => await Promise.resolve({type: 'failed', reason: 'no room'}),
		);
		press('enter');
		await vi.waitFor(() =>
			expect(screen().message).toEqual({text: 'not written: no room', tone: 'problem'}),
		);
		expect(screen().overlay).toBe('export');
	});
});
