import type {CommandContext, Effects} from '../commands/context.ts';
import {
	initialScreenState,
	reduceScreen,
	type ScreenAction,
	type ScreenState,
} from '../commands/screen-state.ts';
import {insertText} from '../commands/text-input.ts';
import type {Senses} from '../analysis/senses.ts';
import type {Witness} from '../analysis/witness.ts';
import {type Settings, staleScaleOf} from '../model/settings.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {createColumnFitter} from './column-fitter.ts';
import {followSelected} from './follow-selected.ts';
import {type Frame, frameOf} from './frame.ts';
import type {HealthSource} from './health-source.ts';
import {type AttemptSource, attemptsOfRows, createMetricsBook} from './metrics-book.ts';
import {createKeyRouter} from './overlay-keys.ts';
import type {RecoveryDesk} from './recovery/desk.ts';
import type {Follow} from './recovery/follow.ts';
import {createRecoverySession} from './recovery/session.ts';
import {createSensing, type ProcessSource} from './sensing.ts';
import {createViewModels} from './view-model.ts';
import type {Work, WorkStart} from './work/create-work.ts';
import {followOf} from './work/follow-of.ts';

export type Controller = {
	readonly frame: () => Frame;
	readonly subscribe: (listener: () => void) => () => void;
	readonly press: (key: string) => void;
	readonly paste: (text: string) => void;
	readonly resize: (size: {columns: number; rows: number}) => void;
	readonly dispatch: (action: ScreenAction) => void;
	readonly context: () => CommandContext;
	/** What learns from silences. */
	readonly witness: Witness;
	readonly close: () => void;
};

/**
Joins the store, the clock and the keys to frames. It is the only thing on the screen that changes;
the components only draw the frame they are given.
*/
export const createController = ({
	store,
	watch,
	settings,
	effects,
	desk,
	startWork,
	howToConfigure = () => 'no command is configured for it: see docs/commands.md',
	paneLength,
	processes,
	attempts = attemptsOfRows,
	offsetAt = (at) => -new Date(at).getTimezoneOffset() * 60_000,
	now = Date.now,
}: {
	readonly store: Store;
	readonly watch: HealthSource;
	readonly settings: Settings;
	readonly effects: Effects;
	/** Where recoveries are planned and written. */
	readonly desk: RecoveryDesk;
	/** Commands, canary and sprint; absent: there are none. */
	readonly startWork?: (start: WorkStart) => Work;
	/** One sentence: where a command for a rehearsed option is to be configured. */
	readonly howToConfigure?: Follow['howToConfigure'];
	/** How many lines there are to scroll through in a frame: help, details or the like. */
	readonly paneLength: (frame: Frame) => number;
	/** Where agent processes are seen; absent: they are not. */
	readonly processes?: ProcessSource;
	/** What is known of attempts; absent: only what the rows tell. */
	readonly attempts?: AttemptSource;
	/** How far east of UTC days begin, in milliseconds; absent: as the clock of this machine. */
	readonly offsetAt?: (at: number) => number;
	readonly now?: () => number;
}): Controller => {
	const scale = staleScaleOf(settings);
	const viewModelAt = createViewModels(scale);
	const fit = createColumnFitter();
	const metricsAt = createMetricsBook({
		source: attempts,
		thresholds: settings.metrics,
		offsetAt,
		onLoad: () => invalidate(),
	});
	const listeners = new Set<() => void>();
	let screen: ScreenState = initialScreenState;
	let size = {columns: 80, rows: 24};
	let frozen: {state: State; now: number; senses: Senses} | null = null;
	let current: Frame | null = null;
	let top = 0;
	let clock = 0;
	let timer: NodeJS.Timeout | null = null;

	const frame = (): Frame => {
		if (current) {
			return current;
		}

		const at = frozen?.now ?? now();
		const senses = frozen?.senses ?? sensing.senses();
		const model = viewModelAt(frozen?.state ?? store.getState(), screen, at, senses);
		sensing.attend(model.rows);
		screen = followSelected(screen, model);
		current = frameOf({
			screen,
			model,
			health: watch.health(),
			vitals: screen.overlay === 'watched' ? (watch.vitals?.() ?? null) : null,
			judgement: sensing.judgement(),
			now: at,
			size,
			previousTop: top,
			previousClock: clock,
			recovery: recovery.panel(),
			metrics:
				screen.view === 'metrics'
					? metricsAt(frozen?.state ?? store.getState(), model.rows, screen.filter, at)
					: null,
			work: {
				activity: work?.activity() ?? null,
				panel: screen.overlay === 'work' ? (work?.panel() ?? null) : null,
			},
			fit,
		});
		top = current.top;
		clock = current.clockNow;
		schedule(current.changesAt);
		return current;
	};

	const schedule = (changesAt: number | null): void => {
		if (timer) {
			clearTimeout(timer);
			timer = null;
		}

		if (changesAt !== null) {
			// On whole seconds, so that twenty running clocks cost one frame and not twenty.
			const at = Math.ceil(changesAt / 1000) * 1000;
			timer = setTimeout(invalidate, Math.min(Math.max(10, at - now()), 3_600_000));
		}
	};

	const invalidate = (): void => {
		current = null;
		for (const listener of listeners) {
			listener();
		}
	};

	/** Not beyond the last line: from there, one key has to lead back. */
	const withinPane = (action: ScreenAction): ScreenAction =>
		action.type === 'scroll-details'
			? {...action, top: Math.min(action.top, paneLength(frame()) - frame().layout.bodyRows)}
			: action;

	const dispatch = (action: ScreenAction): void => {
		const next = reduceScreen(screen, withinPane(action));
		if (next === screen) {
			return;
		}

		if (next.isPaused !== screen.isPaused) {
			frozen = next.isPaused
				? {state: store.getState(), now: now(), senses: sensing.senses()}
				: null;
		}

		if (next.view !== screen.view) {
			top = 0;
		}

		screen = next;
		invalidate();
	};

	const context = (): CommandContext => {
		const {model, layout, selected} = frame();
		return {
			screen,
			items: model.items,
			index: model.index,
			selected,
			problems: model.problems,
			dependencies: model.dependencies,
			pageSize: layout.details === 'covering' ? layout.bodyRows : layout.tableRows,
			details: layout.details,
			isReadOnly: settings.isReadOnly,
			dispatch,
			effects,
			recover(target) {
				dispatch({type: 'open', overlay: 'recover'});
				recovery.open(target);
			},
			undo() {
				dispatch({type: 'open', overlay: 'recover'});
				recovery.openUndo();
			},
			showWork: (place) => work?.open(place),
		};
	};

	const recovery = createRecoverySession({
		desk,
		now,
		isReadOnly: settings.isReadOnly,
		copy: effects.copy,
		follow: followOf(() => work ?? null, {
			tell: (message) => dispatch({type: 'message', message}),
			howToConfigure,
		}),
		onChange(isOther) {
			if (isOther) {
				dispatch({type: 'scroll-details', top: 0});
			}

			invalidate();
		},
		onEnd(message) {
			dispatch({type: 'close-overlay'});
			if (message?.tone === 'done') {
				dispatch({type: 'unmark'});
			}

			dispatch({type: 'message', message});
		},
	});
	const press = createKeyRouter({
		context,
		pageRows: () => frame().layout.bodyRows,
		pressInRecovery: recovery.press,
		pressInWork: (key) => work?.press(key) ?? false,
	});
	const sensing = createSensing({
		store,
		scale,
		isFirst: () => watch.health().mode === 'scanning',
		processes,
		now,
		onChange() {
			if (!frozen) {
				invalidate();
			}
		},
	});
	const work = startWork?.({
		senses: sensing.senses,
		onChange: invalidate,
		showOverlay: () => dispatch({type: 'open', overlay: 'work'}),
		closeOverlay: () => dispatch({type: 'close-overlay'}),
	});
	const stopWatching = watch.subscribe(invalidate);
	const stopListening = store.subscribe(() => {
		if (!frozen) {
			invalidate();
		}
	});

	return {
		frame,
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		press,
		paste(text) {
			if (screen.overlay === 'recover') {
				recovery.paste(text);
			} else if (screen.overlay === 'filter' || screen.overlay === 'palette') {
				dispatch({type: 'input', input: insertText(screen.input, text)});
			}
		},
		resize(next) {
			if (next.columns !== size.columns || next.rows !== size.rows) {
				size = next;
				current = null;
			}
		},
		dispatch,
		context,
		witness: sensing.witness,
		close() {
			stopWatching();
			stopListening();
			sensing.close();
			if (timer) {
				clearTimeout(timer);
			}
		},
	};
};
