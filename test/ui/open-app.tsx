import {expect} from 'vitest';
import {defaultSettings} from '../../source/model/settings.ts';
import {App} from '../../source/ui/app.tsx';
import {ScreenReaderApp} from '../../source/ui/screen-reader-app.tsx';
import {type Theme, themeFor} from '../../source/ui/theme.ts';
import {ThemeContext} from '../../source/ui/theme-context.ts';
import {paneLines} from '../../source/ui/views/pane-lines.ts';
import {openScreen, type ScreenOptions} from '../helpers/screen.ts';
import type {Task} from '../../source/model/task.ts';
import {workbench, type WorkbenchOptions} from './workbench.ts';

export const dark = themeFor(defaultSettings, {});

const utc = (at: number): string => new Date(at).toISOString();

/** The whole screen on a terminal, at noon. */
export const openApp = async (
	tasks: readonly Task[],
	{
		theme = dark,
		isScreenReader = false,
		columns,
		rows,
		ink,
		...options
	}: WorkbenchOptions &
		ScreenOptions & {readonly theme?: Theme; readonly isScreenReader?: boolean} = {},
) => {
	const surroundings = {
		title: '~/code/acmg-server',
		workspaces: ['/code'],
		isReadOnly: options.settings?.isReadOnly ?? false,
		isReadOut: isScreenReader,
		formatClock: (at: number) => utc(at).slice(11, 19),
		formatTime: (at: number) => utc(at).slice(0, 16).replace('T', ' '),
	};
	const bench = workbench(tasks, {
		...options,
		paneLength: (frame) => paneLines(frame, surroundings).length,
	});
	const View = isScreenReader ? ScreenReaderApp : App;
	const terminal = await openScreen(
		<ThemeContext value={theme}>
			<View controller={bench.controller} surroundings={surroundings} />
		</ThemeContext>,
		{columns, rows, ink: {maxFps: 1000, ...ink}},
	);
	return {
		...bench,
		terminal,
		/** The screen, without blank lines at the end of what there is to see. */
		text: () => `\n${terminal.text()}\n`,
		async close() {
			await terminal.close();
			bench.controller.close();
		},
	};
};

export type OpenApp = Awaited<ReturnType<typeof openApp>>;

/** Nothing was cut off or wrapped by the terminal: the head is on top, the last line at the bottom. */
export const expectWholeScreen = ({terminal}: OpenApp): void => {
	const lines = terminal.lines();
	expect(lines).toHaveLength(terminal.rows());
	expect(lines[0]).toMatch(/^ metawatch /);
	for (let row = 0; row < lines.length; row++) {
		// A wide letter that does not fit into the last column leaves it to the next line.
		const cells = terminal.cells(row);
		expect(cells).toHaveLength(terminal.columns());
		expect(cells.at(-1)!.width).toBeLessThan(2);
	}
};
