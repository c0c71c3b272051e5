import {type AlertsShown, noAlertsShown} from '../analysis/alerts/shown.ts';
import type {Folds} from '../analysis/dependencies/outline.ts';
import type {ExportPanel} from './export-panel.ts';
import {sorts} from '../analysis/sort.ts';
import {insertText, type TextInput} from './text-input.ts';

/** Everything about the screen that is not about tasks: where one is and what one typed. */
export type ScreenState = {
	readonly view: ViewId;
	/** Whether the Metrics view is about errors alone, all of them and in full. */
	readonly isAboutErrors: boolean;
	/** Per view: the item the cursor is on. */
	readonly cursors: Readonly<Record<ViewId, Cursor>>;
	/** Whether the details of the selected item are wanted. */
	readonly details: 'automatic' | 'shown' | 'hidden';
	readonly detailsTop: number;
	readonly filter: string;
	readonly sort: string;
	readonly isReversed: boolean;
	readonly overlay: Overlay | null;
	/** What is typed into the filter line or the palette. */
	readonly input: TextInput;
	/** Keys of the palette's entries move this. */
	readonly paletteIndex: number;
	readonly pinned: ReadonlySet<string>;
	/** Keys of the tasks that the next recovery is about, together. */
	readonly marked: ReadonlySet<string>;
	/** While paused, the screen keeps showing what it showed. */
	readonly isPaused: boolean;
	readonly message: Message | null;
	/** Key of the task the Dependencies view is about; null: all of them. */
	readonly focus: string | null;
	readonly folds: Folds;
	/** What happened while one looked elsewhere. */
	readonly alerts: AlertsShown;
	/** What is chosen in the panel of exports; null: it is not open. */
	readonly exporting: ExportPanel | null;
};

export const viewIds = ['tasks', 'problems', 'dependencies', 'metrics', 'timeline'] as const;

export type ViewId = (typeof viewIds)[number];

/** What can lie over the lists; `ui/overlays/` says what each of them is. */
export type Overlay =
	| 'filter'
	| 'palette'
	| 'help'
	| 'watched'
	| 'why'
	| 'recover'
	| 'work'
	| 'alerts'
	| 'export'
	| 'moment'
	| 'versions';

/** `key` names the selected item, so the selection stays on it when rows move. */
type Cursor = {
	readonly key: string | null;
	/** Where it was last, for when the item is gone. */
	readonly index: number;
};

export type Message = {
	readonly text: string;
	readonly tone: 'done' | 'notice' | 'problem';
};

export const initialScreenState: ScreenState = {
	view: 'tasks',
	isAboutErrors: false,
	cursors: {
		tasks: {key: null, index: 0},
		problems: {key: null, index: 0},
		dependencies: {key: null, index: 0},
		metrics: {key: null, index: 0},
		timeline: {key: null, index: 0},
	},
	details: 'automatic',
	detailsTop: 0,
	filter: '',
	sort: sorts[0]!.id,
	isReversed: false,
	overlay: null,
	input: {text: '', caret: 0},
	paletteIndex: 0,
	pinned: new Set(),
	marked: new Set(),
	isPaused: false,
	message: null,
	focus: null,
	folds: {turned: new Set(), isUnfolded: false},
	alerts: noAlertsShown,
	exporting: null,
};

export type ScreenAction =
	| {readonly type: 'view'; readonly view: ViewId; readonly isAboutErrors?: boolean}
	| {readonly type: 'select'; readonly key: string | null; readonly index: number}
	| {readonly type: 'details'; readonly details: ScreenState['details']}
	| {readonly type: 'scroll-details'; readonly top: number}
	| {readonly type: 'open'; readonly overlay: Overlay; readonly text?: string}
	| {readonly type: 'close-overlay'}
	| {readonly type: 'input'; readonly input: TextInput}
	| {readonly type: 'filter'; readonly text: string}
	| {readonly type: 'palette-index'; readonly index: number}
	| {readonly type: 'sort'; readonly sort: string}
	| {readonly type: 'reverse'}
	| {readonly type: 'pin'; readonly key: string}
	/** Marks those that are not marked; when all are, unmarks them. */
	| {readonly type: 'mark'; readonly keys: readonly string[]}
	| {readonly type: 'unmark'}
	| {readonly type: 'pause'}
	| {readonly type: 'focus'; readonly key: string | null}
	| {readonly type: 'fold'; readonly key: string}
	| {readonly type: 'fold-all'}
	| {readonly type: 'alerts'; readonly alerts: AlertsShown}
	| {readonly type: 'export'; readonly panel: ExportPanel | null}
	| {readonly type: 'message'; readonly message: Message | null};

/** The next state of the screen. Pure, and complete: every key ends here or in an effect. */
export const reduceScreen = (state: ScreenState, action: ScreenAction): ScreenState => {
	switch (action.type) {
		case 'view': {
			const {view, isAboutErrors = false} = action;
			return {...state, view, isAboutErrors, detailsTop: 0, message: null};
		}

		case 'select': {
			const before = state.cursors[state.view];
			return before.key === action.key && before.index === action.index
				? state
				: {
						...state,
						cursors: {
							...state.cursors,
							[state.view]: {key: action.key, index: action.index},
						},
						detailsTop: before.key === action.key ? state.detailsTop : 0,
						message: null,
					};
		}

		case 'details': {
			return {...state, details: action.details, detailsTop: 0};
		}

		case 'scroll-details': {
			const detailsTop = Math.max(0, action.top);
			return detailsTop === state.detailsTop ? state : {...state, detailsTop};
		}

		case 'open': {
			const text = action.text ?? '';
			return {
				...state,
				overlay: action.overlay,
				input: insertText({text: '', caret: 0}, text),
				paletteIndex: 0,
				detailsTop: 0,
				message: null,
			};
		}

		case 'close-overlay': {
			return {...state, overlay: null, input: {text: '', caret: 0}};
		}

		case 'input': {
			return state.overlay === 'filter'
				? {...state, input: action.input, filter: action.input.text}
				: {...state, input: action.input, paletteIndex: 0};
		}

		case 'filter': {
			return {...state, filter: action.text};
		}

		case 'palette-index': {
			return {...state, paletteIndex: action.index};
		}

		case 'sort': {
			return {...state, sort: action.sort, message: null};
		}

		case 'reverse': {
			return {...state, isReversed: !state.isReversed};
		}

		case 'pin': {
			const pinned = new Set(state.pinned);
			if (!pinned.delete(action.key)) {
				pinned.add(action.key);
			}

			return {...state, pinned};
		}

		case 'mark': {
			const isMarked = action.keys.every((key) => state.marked.has(key));
			const others = [...state.marked].filter((key) => !action.keys.includes(key));
			return {...state, marked: new Set(isMarked ? others : [...state.marked, ...action.keys])};
		}

		case 'unmark': {
			return state.marked.size === 0 ? state : {...state, marked: new Set()};
		}

		case 'focus': {
			return action.key === state.focus ? state : {...state, focus: action.key, detailsTop: 0};
		}

		case 'fold': {
			const turned = new Set(state.folds.turned);
			if (!turned.delete(action.key)) {
				turned.add(action.key);
			}

			return {...state, folds: {...state.folds, turned}};
		}

		case 'fold-all': {
			return {...state, folds: {turned: new Set(), isUnfolded: !state.folds.isUnfolded}};
		}

		case 'pause': {
			return {...state, isPaused: !state.isPaused};
		}

		case 'alerts': {
			return {...state, alerts: action.alerts};
		}

		case 'export': {
			return {...state, exporting: action.panel};
		}

		case 'message': {
			return {...state, message: action.message};
		}
	}
};
