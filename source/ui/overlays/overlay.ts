import type {CommandContext} from '../../commands/context.ts';
import type {TextInput} from '../../commands/text-input.ts';
import type {Surroundings} from '../app.tsx';
import type {Frame} from '../frame.ts';
import type {Hint} from '../hint.ts';
import type {Segment} from '../line.tsx';

type PaneLine = readonly Segment[];

/**
What lies over the lists while it is open: everything that the key router, the last line, the body and
the screen for people who listen have to know of it.
*/
export type OverlayContract = {
	/** Takes every key but Ctrl+C. */
	readonly press: (key: string, reach: OverlayReach) => void;
	/** Takes pasted text; absent: it goes to the common input while `input` asks for one, else nowhere. */
	readonly paste?: (text: string, reach: OverlayReach) => void;
	/** What stands in the place of the lists; absent: they stay to be seen, or a component draws it. */
	readonly lines?: (frame: Frame, surroundings: Surroundings) => readonly PaneLine[];
	/** The first of those lines to be seen; absent: as it was scrolled. */
	readonly top?: (frame: Frame, lines: readonly PaneLine[]) => number;
	/** What the keys do at the moment; absent: nothing is said of them. */
	readonly hints?: (frame: Frame) => readonly Hint[];
	/** What is typed in the last line; null or absent: nothing is at the moment. */
	readonly input?: (frame: Frame) => TypedLine | null;
	/** The lines in words for people who listen, where those of the screen would make a bad reading. */
	readonly heard?: (frame: Frame) => readonly string[];
	/**
	What in a frame its lines tell of, besides tasks and problems: people who listen hear them again when
	one of these is another, and not when only a clock goes on.
	*/
	readonly parts?: (frame: Frame) => readonly unknown[];
};

/** A line one types into. */
export type TypedLine = {
	readonly prompt: string;
	readonly input: TextInput;
	/** What to say beside it, the longest that fits. */
	readonly notes: (surroundings: Surroundings) => readonly string[];
	/** For people who listen; absent: the prompt, the text and the first note. Null: it is said elsewhere. */
	readonly heard?: string | null;
};

/** What an overlay can reach when a key is pressed. */
export type OverlayReach = {
	readonly context: () => CommandContext;
	readonly frame: () => Frame;
	readonly recovery: PanelKeys & {readonly paste: (text: string) => void};
	/** Commands, canary and sprint. */
	readonly work: PanelKeys;
	/** Versions of a file. */
	readonly versions: PanelKeys;
	readonly exports: PanelKeys;
	/** Goes to a moment in words; false: they were not understood. */
	readonly goTo: (words: string) => boolean;
};

/** A panel that keeps its own state. */
export type PanelKeys = {
	/** Takes a key; false: it means nothing there. */
	readonly press: (key: string) => boolean;
};
