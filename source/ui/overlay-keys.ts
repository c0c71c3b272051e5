import type {CommandContext} from '../commands/context.ts';
import {commands} from '../commands/index.ts';
import {keymapOf, runCommand} from '../commands/keymap.ts';
import {searchCommands} from '../commands/palette.ts';
import {editInput} from '../commands/text-input.ts';
import {paneMove} from './pane-moves.ts';

/** What keys can reach while something lies over the lists. */
export type OverlayReach = {
	readonly context: () => CommandContext;
	/** Lines of a page that covers everything. */
	readonly pageRows: () => number;
	/** Takes a key in the recovery panel; false: it means nothing there. */
	readonly pressInRecovery: (key: string) => boolean;
	/** The same for commands, canary and sprint. */
	readonly pressInWork: (key: string) => boolean;
	/** The same for the versions of a file. */
	readonly pressInVersions: (key: string) => boolean;
	/** Goes to a moment in words; false: they were not understood. */
	readonly goTo: (words: string) => boolean;
};

/** Where keys go: to what lies over the lists, else to the command that has the key. */
export const createKeyRouter = ({
	context,
	pageRows,
	pressInRecovery,
	pressInWork,
	pressInVersions,
	goTo,
}: OverlayReach) => {
	const keymap = keymapOf(commands);

	const edit = (key: string): void => {
		const {screen, dispatch} = context();
		const input = editInput(screen.input, key);
		if (input) {
			dispatch({type: 'input', input});
		}
	};

	const inPalette = (key: string): void => {
		const {screen, dispatch} = context();
		const found = searchCommands(commands, screen.input.text);
		const moves: Readonly<Record<string, number>> = {up: -1, down: 1, 'ctrl+p': -1, 'ctrl+n': 1};
		if (key === 'enter') {
			const command = found[screen.paletteIndex];
			dispatch({type: 'close-overlay'});
			if (command) {
				runCommand(command, context());
			}
		} else if (moves[key] === undefined) {
			edit(key);
		} else {
			const index = screen.paletteIndex + moves[key];
			dispatch({
				type: 'palette-index',
				index: Math.min(Math.max(0, index), Math.max(0, found.length - 1)),
			});
		}
	};

	const inFilter = (key: string): void => {
		const {dispatch} = context();
		const command = keymap.get(key);
		if (key === 'escape') {
			dispatch({type: 'filter', text: ''});
			dispatch({type: 'close-overlay'});
		} else if (key === 'enter') {
			dispatch({type: 'close-overlay'});
		} else if (command && (key === 'up' || key === 'down' || key.startsWith('page'))) {
			// The list can be walked through while one types.
			runCommand(command, context());
		} else {
			edit(key);
		}
	};

	/** True: the key has moved the page. */
	const scroll = (key: string): boolean => {
		const {screen, dispatch} = context();
		const move = paneMove(key, pageRows());
		if (move !== undefined) {
			dispatch({type: 'scroll-details', top: screen.detailsTop + move});
		}

		return move !== undefined;
	};

	const inPages = (key: string): void => {
		if (!scroll(key)) {
			context().dispatch({type: 'close-overlay'});
		}
	};

	const overlays: Readonly<
		Record<NonNullable<CommandContext['screen']['overlay']>, (key: string) => void>
	> = {
		filter: inFilter,
		palette: (key) =>
			key === 'escape' ? context().dispatch({type: 'close-overlay'}) : inPalette(key),
		help: inPages,
		why: inPages,
		watched: inPages,
		alerts(key) {
			const {dispatch, effects} = context();
			if (key === 'A') {
				effects.muteAlerts();
			} else if (key === 'a' || key === 'enter') {
				effects.acknowledgeAlerts();
				dispatch({type: 'close-overlay'});
			} else {
				inPages(key);
			}
		},
		export: (key) => context().effects.pressInExport(key),
		recover(key) {
			// An unknown key does nothing here: it must be hard to leave or confirm by mistake.
			if (!pressInRecovery(key)) {
				scroll(key);
			}
		},
		moment(key) {
			const {screen, dispatch} = context();
			if (key === 'escape') {
				dispatch({type: 'close-overlay'});
			} else if (key !== 'enter') {
				edit(key);
			} else if (screen.input.text.trim() === '' || goTo(screen.input.text)) {
				dispatch({type: 'close-overlay'});
			}
		},
		versions(key) {
			if (!pressInVersions(key)) {
				scroll(key);
			}
		},
		work(key) {
			if (!pressInWork(key)) {
				scroll(key);
			}
		},
	};

	return (key: string): void => {
		const {screen, dispatch, effects} = context();
		if (screen.message) {
			dispatch({type: 'message', message: null});
		}

		if (screen.overlay && key === 'ctrl+c') {
			effects.quit();
		} else if (screen.overlay) {
			overlays[screen.overlay](key);
		} else {
			const command = keymap.get(key);
			if (command) {
				runCommand(command, context());
			}
		}
	};
};
