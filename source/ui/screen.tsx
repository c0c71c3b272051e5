import {type Instance, render} from 'ink';
import {onEndOfTerminal} from '../effects/signals.ts';
import type {Settings} from '../model/settings.ts';
import type {Store} from '../store/store.ts';
import {createAgentProcesses} from '../watch/agent-processes.ts';
import {createMachineMeter} from '../watch/machine-meter.ts';
import {harmless} from '../text/harmless.ts';
import type {Watch} from '../watch/watch.ts';
import {type FiguresPlace, type ScreenAlerts, startAlerts} from './alerts/screen-alerts.ts';
import {App, type Surroundings} from './app.tsx';
import {keptIn} from './attempt-source.ts';
import {createController} from './controller.ts';
import {usualPace} from './expectations/expectation-book.ts';
import type {ExportOrder, ExportResult} from './export/session.ts';
import {createScreenExports, type ReportLook} from './export/screen-exports.ts';
import {createScreenDesk} from './recovery/lazy-desk.ts';
import {createOwnDeeds} from './recovery/own-deeds.ts';
import {howToConfigure} from './work/how-to-configure.ts';
import {createLeaving, endRuns} from './work/leaving.ts';
import {openRunBoard} from './work/run-board.ts';
import {createScreenWork, type WorkFiles} from './work/screen-work.ts';
import type {Clerk} from '../recovery/clerk.ts';
import type {HistorySource} from './history-source.ts';
import {localClock, localTime} from './local-time.ts';
import {createScreenEffects} from './screen-effects.ts';
import {ScreenReaderApp} from './screen-reader-app.tsx';
import {TerminalBridge, type TerminalAccess} from './terminal-bridge.tsx';
import {themeFor} from './theme.ts';
import {ThemeContext} from './theme-context.ts';
import {paneLines} from './views/pane-lines.ts';

export type ScreenOptions = {
	readonly store: Store;
	readonly watch: Watch;
	readonly workspaces: readonly string[];
	readonly settings: Settings;
	readonly version: string;
	/** What is watched, in words; absent: the first workspace. */
	readonly title?: string;
	/** What recoveries are read and written with; what an earlier run was cut off at is settled first, and said. */
	readonly loadClerk: (say: (line: string) => void) => Promise<Clerk>;
	/** Where commands put their output, and where a canary or a sprint is kept. */
	readonly workFiles: WorkFiles;
	/** Writes a report about what the screen shows. */
	readonly writeReport: (order: ExportOrder, look: ReportLook) => Promise<ExportResult>;
	/** What keeps what is seen; null: nothing does. */
	readonly history: HistorySource | null;
	/** Where figures are left for `metawatch status --line`; absent: nowhere. */
	readonly figuresFolderOf?: FiguresPlace;
	/** Whether an earlier run was cut off while it wrote. */
	readonly isUnsettled: () => Promise<boolean>;
};

/**
Shows the live screen until a person leaves it.

@returns the exit code: 0, or 128 + n when signal n ended it.
@throws what a component threw, after the terminal has been restored.
*/
export const runScreen = async (options: ScreenOptions): Promise<number> => {
	const {store, watch, workspaces, settings} = options;
	const environment = process.env;
	const isScreenReader = environment['INK_SCREEN_READER'] === 'true';
	let access: TerminalAccess | null = null;
	const keepAccess = (next: TerminalAccess | null): void => {
		access = next;
	};

	let instance: Instance | null = null;
	let exitCode = 0;
	const leave = (code: number): void => {
		exitCode = code;
		access?.exit();
	};

	const say = (text: string, tone: 'done' | 'notice' | 'problem'): void =>
		controller.dispatch({type: 'message', message: {text, tone}});

	let clerk: Promise<Clerk> | null = null;
	const theClerk = async (): Promise<Clerk> =>
		await (clerk ??= options.loadClerk((line) => say(line, 'notice')));

	const board = openRunBoard(options.workFiles.logs);
	const ask = createLeaving(board.running, Date.now);
	const exports = createScreenExports({
		controller: () => controller,
		store,
		notes: watch.notes,
		write: options.writeReport,
	});
	const effects = createScreenEffects({
		watch,
		terminal: () => access,
		alerts: () => alerts,
		openExport: () => exports.open(),
		question: ask,
		leave: () => leave(0),
		clear: () => instance?.clear(),
		say,
		environment,
	});
	const surroundings: Surroundings = {
		title:
			options.title ??
			workspaces.map((folder) => harmless(shortPath(folder, environment))).join(' '),
		workspaces,
		isReadOnly: settings.isReadOnly,
		isReadOut: isScreenReader,
		formatClock: localClock,
		formatTime: localTime,
	};
	const deeds = createOwnDeeds(Date.now);
	const desk = deeds.over(
		createScreenDesk({
			store,
			// The controller comes to be after it.
			rows: () => controller.liveRows(),
			clerk: theClerk,
			commands: settings.commands,
			history: options.history,
		}),
	);
	const work = createScreenWork({
		store,
		settings,
		workspaces,
		files: options.workFiles,
		board,
		desk,
		deeds,
		clerk: theClerk,
		isRead: () => watch.health().mode !== 'scanning',
		suspend: async (during) => await access?.suspend(during),
		say,
	});
	let alerts: ScreenAlerts | null = null;
	const processes = createAgentProcesses({workspaces});
	const controller = createController({
		store,
		watch,
		settings,
		effects,
		desk,
		exports,
		startWork: (start) => work.start(start),
		howToConfigure: ({plan}) => howToConfigure(plan, options.workFiles.ownFile),
		processes,
		history: options.history,
		attempts: {
			...keptIn(options.history),
			machine: createMachineMeter({workspaces, presenceOf: processes.presenceOf}),
		},
		expectationPace: usualPace,
		paneLength: (frame) => paneLines(frame, surroundings).length,
	});
	/** Nothing of it is loaded before the first screen. */
	const beginHistory = once(() => {
		void options.history
			?.begin({
				getState: store.getState,
				whenFirstRead: watch.whenFirstRead,
				witness: controller.witness,
				say: (line) => say(line, 'notice'),
			})
			.catch((error: unknown) => say(`history is off: ${String(error)}`, 'problem'));
	});
	const View = isScreenReader ? ScreenReaderApp : App;
	instance = render(
		<ThemeContext value={themeFor(settings, environment)}>
			<TerminalBridge onChange={keepAccess}>
				<View controller={controller} surroundings={surroundings} />
			</TerminalBridge>
		</ThemeContext>,
		{
			// A screen reader follows the text as it scrolls by; the other screen has no history.
			alternateScreen: !isScreenReader,
			// Ink would draw nothing where the environment speaks of CI; who came here has a terminal.
			interactive: true,
			incrementalRendering: true,
			exitOnCtrlC: false,
			patchConsole: true,
			maxFps: 30,
			onRender() {
				const {screen, past} = controller.frame();
				watch.noteDrawn(!screen.isPaused && past.journey === null);
				// Once the rows themselves are to be seen.
				if (watch.isFirstReadDone()) {
					beginHistory();
				}
			},
		},
	);
	// What was cut off is not left for later; as a rule there is nothing, and nothing is loaded.
	void options
		.isUnsettled()
		.then(async (is) => (is ? await theClerk() : null))
		.catch((error: unknown) => say(String(error), 'problem'));
	void work.restore();
	alerts = startAlerts({
		store,
		settings,
		workspaces,
		title: surroundings.title,
		version: options.version,
		figuresFolderOf: settings.isReadOnly ? null : (options.figuresFolderOf ?? null),
		page: controller.presentRows,
		dependencies() {
			const {screen, model} = controller.frame();
			return screen.isPaused ? null : model.dependencies;
		},
		expectations: () => controller.frame().expectations,
		isReading: () => watch.health().mode === 'scanning',
		ownTasks: deeds.tasks,
		show: (shown) => controller.dispatch({type: 'alerts', alerts: shown}),
		write: (sequence) => void process.stdout.write(sequence),
		// A title that changes would be read out again and again.
		environment: isScreenReader ? {...environment, TERM: 'dumb'} : environment,
		now: Date.now,
	});
	const stopNoting = controller.subscribe(() => alerts?.note());
	const stopListening = onEndOfTerminal((code) => leave(code));
	try {
		await instance.waitUntilExit();
	} finally {
		stopListening();
		stopNoting();
		await alerts?.close();
		controller.close();
		instance.cleanup();
		await work.close();
		await endRuns(board);
	}

	return exitCode;
};

const once = (run: () => void): (() => void) => {
	let hasRun = false;
	return () => {
		if (!hasRun) {
			hasRun = true;
			run();
		}
	};
};

/** `~` for the home folder: a path people recognise. */
const shortPath = (folder: string, environment: NodeJS.ProcessEnv): string => {
	const home = environment['HOME'] ?? environment['USERPROFILE'];
	return home && (folder === home || folder.startsWith(`${home}/`))
		? `~${folder.slice(home.length)}`
		: folder;
};
