import type {Dependencies} from '../analysis/dependencies/dependencies.ts';
import type {OutlineLine} from '../analysis/dependencies/outline.ts';
import type {Happening} from '../analysis/happening.ts';
import type {Row} from '../analysis/rows.ts';
import type {Problem} from '../model/problem.ts';
import type {ScreenAction, ScreenState} from './screen-state.ts';

/** One line of a view. */
export type Item = {
	/** Unique within its view. */
	readonly key: string;
	/** The task it is, or the task it is about. */
	readonly row: Row | null;
	readonly problem: Problem | null;
	/** In the Dependencies view: what the line is. */
	readonly outline?: OutlineLine;
	/** In the Timeline: what happened, or the day that begins with the next line. */
	readonly happening?: Happening;
	readonly day?: string;
};

/** What a command can see and do. */
export type CommandContext = {
	readonly screen: ScreenState;
	/** Lines of the present view, as filtered and sorted. */
	readonly items: readonly Item[];
	/** Position of the selected line, or -1 when there are none. */
	readonly index: number;
	readonly selected: Item | null;
	/** Problems that hold now, whatever the view. */
	readonly problems: readonly Problem[];
	readonly dependencies: Dependencies;
	/** Lines that fit into the table. */
	readonly pageSize: number;
	/** Whether details are visible, and whether they take the place of the table. */
	readonly details: 'none' | 'beside' | 'covering';
	readonly isReadOnly: boolean;
	/** Whether an earlier moment is shown. */
	readonly isPast: boolean;
	readonly travel: Travel;
	readonly dispatch: (action: ScreenAction) => void;
	readonly effects: Effects;
	/** Shows what can be done; nothing is changed before a person has confirmed it. */
	readonly recover: (target: RecoveryTarget) => void;
	/** Shows what taking the latest recovery back would change. */
	readonly undo: () => void;
	/** Shows commands in the background, a canary or a sprint, or what could be started. */
	readonly showWork: (place: 'runs' | 'campaign' | 'sprint') => void;
};

/** Ways between moments. */
export type Travel = {
	readonly step: (direction: 'before' | 'after') => void;
	/** @param at epoch milliseconds. */
	readonly go: (at: number) => void;
	/** Back to the present. */
	readonly end: () => void;
	/** Lists the versions of the files of a line. */
	readonly openVersions: (item: Item) => void;
};

/** What a recovery is asked for: tasks by their keys, or the file that a problem is about. */
export type RecoveryTarget =
	| {readonly type: 'tasks'; readonly keys: readonly string[]}
	| {readonly type: 'file'; readonly path: string};

/** What reaches beyond the screen. */
export type Effects = {
	readonly quit: () => void;
	/** Hands the terminal back to the shell until `fg`. */
	readonly suspend: () => void;
	/** Puts a text on the clipboard; `what` names it in the message. */
	readonly copy: (text: string, what: string) => void;
	readonly openInEditor: (path: string, line: number | null) => void;
	/** Walks the folders again at once. */
	readonly rescan: () => void;
	readonly redraw: () => void;
	/** Everything in the list of alerts has been seen. */
	readonly acknowledgeAlerts: () => void;
	/** Keeps alerts quiet for a while, or no longer. */
	readonly muteAlerts: () => void;
	/** Opens the panel of exports. */
	readonly openExport: () => void;
};
