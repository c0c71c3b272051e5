import type {RowPage} from '../analysis/row-book.ts';
import type {Witness} from '../analysis/witness.ts';
import type {CommandContext, Effects} from '../commands/context.ts';
import type {ScreenAction} from '../commands/screen-state.ts';
import type {Settings} from '../model/settings.ts';
import type {Store} from '../store/store.ts';
import type {AttemptSource} from './attempt-source.ts';
import type {ExpectationPace} from './expectations/expectation-book.ts';
import type {Frame} from './frame.ts';
import type {HealthSource} from './health-source.ts';
import type {HistorySource} from './history-source.ts';
import type {PanelKeys} from './overlays/overlay.ts';
import type {RecoveryDesk} from './recovery/desk.ts';
import type {Follow} from './recovery/follow.ts';
import type {ProcessSource} from './sensing.ts';
import type {ViewModel} from './view-model.ts';
import type {Work, WorkStart} from './work/create-work.ts';

export type Controller = {
	readonly frame: () => Frame;
	readonly subscribe: (listener: () => void) => () => void;
	readonly press: (key: string) => void;
	readonly paste: (text: string) => void;
	readonly resize: (size: {columns: number; rows: number}) => void;
	readonly dispatch: (action: ScreenAction) => void;
	readonly context: () => CommandContext;
	/** All rows as they are judged now, whatever moment is shown. */
	readonly presentRows: () => RowPage;
	/** The same by key. */
	readonly liveRows: () => ViewModel['rowByKey'];
	/** What learns from silences. */
	readonly witness: Witness;
	readonly close: () => void;
};

/** What a controller is made from. */
export type ControllerOptions = {
	readonly store: Store;
	readonly watch: HealthSource;
	readonly settings: Settings;
	readonly effects: Effects;
	/** Where recoveries are planned and written. */
	readonly desk: RecoveryDesk;
	/** Takes keys in the panel of exports; absent: there is none. */
	readonly exports?: PanelKeys;
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
	/** How often it is worked out what is to be expected; absent: never. */
	readonly expectationPace?: ExpectationPace;
	/** What is kept of earlier times; null: nothing. */
	readonly history?: Pick<HistorySource, 'memories'> | null;
	/** How far east of UTC days begin, in milliseconds; absent: as the clock of this machine. */
	readonly offsetAt?: (at: number) => number;
	readonly now?: () => number;
};
