import {defaultSettings} from '../../source/model/settings.ts';
import type {Store} from '../../source/store/store.ts';
import type {AttemptSource} from '../../source/ui/attempt-source.ts';
import {App} from '../../source/ui/app.tsx';
import type {RecoveryDesk} from '../../source/ui/recovery/desk.ts';
import {createController} from '../../source/ui/controller.ts';
import type {HealthSource} from '../../source/ui/health-source.ts';
import type {HistorySource} from '../../source/ui/history-source.ts';
import {ThemeContext} from '../../source/ui/theme-context.ts';
import {paneLines} from '../../source/ui/views/pane-lines.ts';
import {openScreen} from '../helpers/screen.ts';
import {dark} from './open-app.tsx';
import {emptyDesk, silentEffects} from './workbench.ts';

const utc = (at: number): string => new Date(at).toISOString();

/** The whole screen on a real store, for what only documents tell. */
export const openStore = async ({
	store,
	watch,
	workspace,
	now,
	columns,
	rows,
	desk = emptyDesk,
	history = null,
	attempts,
}: {
	readonly store: Store;
	readonly watch: HealthSource;
	readonly workspace: string;
	readonly now: () => number;
	readonly columns: number;
	readonly rows: number;
	readonly desk?: RecoveryDesk;
	readonly history?: Pick<HistorySource, 'memories'> | null;
	readonly attempts?: AttemptSource;
}) => {
	const surroundings = {
		title: workspace,
		workspaces: [workspace],
		isReadOnly: false,
		formatClock: (at: number) => utc(at).slice(11, 19),
		formatTime: (at: number) => utc(at).slice(0, 16).replace('T', ' '),
	};
	const controller = createController({
		store,
		watch,
		settings: defaultSettings,
		effects: silentEffects(),
		desk,
		paneLength: (frame) => paneLines(frame, surroundings).length,
		history,
		...(attempts && {attempts}),
		offsetAt: () => 0,
		now,
	});
	const terminal = await openScreen(
		<ThemeContext value={dark}>
			<App controller={controller} surroundings={surroundings} />
		</ThemeContext>,
		{columns, rows, ink: {maxFps: 1000}},
	);
	return {
		controller,
		terminal,
		async close() {
			await terminal.close();
			controller.close();
		},
	};
};
