import type {CommandContext} from '../commands/context.ts';
import {
	initialScreenState,
	reduceScreen,
	type ScreenAction,
	type ScreenState,
} from '../commands/screen-state.ts';
import {createRowBook, type RowBook, type RowPage} from '../analysis/row-book.ts';
import type {Senses} from '../analysis/senses.ts';
import {staleScaleOf} from '../model/settings.ts';
import type {State} from '../store/state.ts';
import {attemptsOfRows} from './attempt-source.ts';
import type {Controller, ControllerOptions} from './controller-options.ts';
import {createColumnFitter} from './column-fitter.ts';
import {followSelected} from './follow-selected.ts';
import {type Frame, frameOf} from './frame.ts';
import {createFrameTimer} from './frame-timer.ts';
import {createPast} from './time-travel/past.ts';
import {localTime} from './local-time.ts';
import {createExpectationBook} from './expectations/expectation-book.ts';
import {createMetricsBook} from './metrics-book.ts';
import {createKeyRouter} from './key-router.ts';
import {createRecoverySession} from './recovery/session.ts';
import {createSensing} from './sensing.ts';
import {createViewModels} from './view-model.ts';
import {followOf} from './work/follow-of.ts';

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
	exports = {press: () => false},
	startWork,
	howToConfigure = () => 'no command is configured for it: see docs/commands.md',
	paneLength,
	processes,
	attempts = attemptsOfRows,
	expectationPace,
	history = null,
	offsetAt = (at) => -new Date(at).getTimezoneOffset() * 60_000,
	now = Date.now,
}: ControllerOptions): Controller => {
	const scale = staleScaleOf(settings);
	const rowsAt = createRowBook(scale);
	const viewModelAt = createViewModels(scale, offsetAt, rowsAt);
	/** Apart, so that the present need not be made anew after a journey. */
	const pastModelAt = createViewModels(scale, offsetAt);
	const fit = createColumnFitter();
	const metricsAt = createMetricsBook({
		source: attempts,
		thresholds: settings.metrics,
		offsetAt,
		onLoad: () => invalidate(),
	});
	const expectations = createExpectationBook({
		source: attempts,
		pace: expectationPace,
		onChange: () => invalidate(),
		now,
	});
	const listeners = new Set<() => void>();
	let screen: ScreenState = initialScreenState;
	let size = {columns: 80, rows: 24};
	let frozen: {state: State; now: number; senses: Senses} | null = null;
	/** Goes on while the screen stands still. */
	let meanwhile: RowBook | null = null;
	let current: Frame | null = null;
	let top = 0;
	let clock = 0;
	const timer = createFrameTimer(() => invalidate(), now);

	const frame = (): Frame => {
		if (current) {
			return current;
		}

		const still = past.shown() ?? frozen;
		const at = still?.now ?? now();
		const state = still?.state ?? store.getState();
		const senses = still?.senses ?? sensing.senses();
		const told = screen.view === 'timeline' ? past.tell(state) : null;
		const model = (past.shown() ? pastModelAt : viewModelAt)(state, screen, at, senses, told);
		if (!past.shown()) {
			sensing.attend(model.rows);
		}

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
			past: past.frame(
				model.items[model.index] ?? null,
				state,
				at,
				screen.overlay === 'moment' ? screen.input.text : null,
			),
			expectations: past.shown()
				? null
				: expectations.see(model, state, !still && watch.health().mode !== 'scanning'),
			metrics: metricsAt(screen, state, model.rows, at, past.shown() !== null),
			work: {
				activity: work?.activity() ?? null,
				panel: screen.overlay === 'work' ? (work?.panel() ?? null) : null,
			},
			fit,
		});
		top = current.top;
		clock = current.clockNow;
		timer.set(current.changesAt);
		if (told?.hasMore && model.index + 2 * current.layout.bodyRows >= model.items.length) {
			past.readMore();
		}

		return current;
	};

	const presentRows = (): RowPage => {
		const book = frozen ? (meanwhile ??= rowsAt.copy()) : rowsAt;
		return book(store.getState(), now(), sensing.senses());
	};

	const invalidate = (): void => {
		current = null;
		for (const listener of listeners) {
			listener();
		}
	};

	/** For what a screen that stands still does not show. */
	const invalidateLive = (): void => {
		if (!frozen) {
			invalidate();
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
			meanwhile = null;
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
			isPast: past.journey() !== null,
			travel: past.travel,
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
	const past = createPast({
		history,
		now,
		formatTime: localTime,
		say: (text) => dispatch({type: 'message', message: {text, tone: 'notice'}}),
		onChange: invalidate,
		open: () => dispatch({type: 'open', overlay: 'versions'}),
		close: () => dispatch({type: 'close-overlay'}),
		toTop: () => dispatch({type: 'scroll-details', top: 0}),
	});
	const {press, paste} = createKeyRouter({
		context,
		frame,
		recovery,
		work: {press: (key) => work?.press(key) ?? false},
		versions: {press: past.pressInVersions},
		exports,
		goTo: (words) => past.go(words, frame().selected),
	});
	const sensing = createSensing({
		store,
		scale,
		isFirst: () => watch.health().mode === 'scanning',
		processes,
		now,
		onChange: invalidateLive,
	});
	const work = startWork?.({
		senses: sensing.senses,
		onChange: invalidate,
		showOverlay: () => dispatch({type: 'open', overlay: 'work'}),
		closeOverlay: () => dispatch({type: 'close-overlay'}),
	});
	const stopWatching = watch.subscribe(invalidate);
	const stopListening = store.subscribe(invalidateLive);

	return {
		frame,
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		press,
		paste,
		resize(next) {
			if (next.columns !== size.columns || next.rows !== size.rows) {
				size = next;
				current = null;
			}
		},
		dispatch,
		context,
		witness: sensing.witness,
		presentRows,
		liveRows: () =>
			past.shown() || frozen
				? new Map(presentRows().rows.map((row) => [row.task.key, row]))
				: frame().model.rowByKey,
		close() {
			stopWatching();
			stopListening();
			sensing.close();
			past.close();
			expectations.close();
			timer.stop();
		},
	};
};
