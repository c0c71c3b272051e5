import {commands} from '../../commands/index.ts';
import {keymapOf, runCommand} from '../../commands/keymap.ts';
import {searchCommands} from '../../commands/palette.ts';
import {countsOf} from '../counts.ts';
import {typedNotes} from '../time-travel/typed-notes.ts';
import type {OverlayContract} from './overlay.ts';
import {edit} from './presses.ts';

const keymap = keymapOf(commands);

export const filter: OverlayContract = {
	press(key, reach) {
		const {dispatch} = reach.context();
		const command = keymap.get(key);
		if (key === 'escape') {
			dispatch({type: 'filter', text: ''});
			dispatch({type: 'close-overlay'});
		} else if (key === 'enter') {
			dispatch({type: 'close-overlay'});
		} else if (command && (key === 'up' || key === 'down' || key.startsWith('page'))) {
			// The list can be walked through while one types.
			runCommand(command, reach.context());
		} else {
			edit(key, reach);
		}
	},
	input(frame) {
		const {shown, total} = countsOf(frame);
		const found = `${shown} of ${total}`;
		return {
			prompt: '/',
			input: frame.screen.input,
			notes: () => [`${found}  Enter keeps  Esc clears`, found],
			// A filter is said as long as there is one.
			heard: null,
		};
	},
};

const paletteMoves: Readonly<Record<string, number>> = {
	up: -1,
	down: 1,
	'ctrl+p': -1,
	'ctrl+n': 1,
};

export const palette: OverlayContract = {
	press(key, reach) {
		const {screen, dispatch} = reach.context();
		const found = searchCommands(commands, screen.input.text);
		const move = paletteMoves[key];
		if (key === 'escape') {
			dispatch({type: 'close-overlay'});
		} else if (key === 'enter') {
			const command = found[screen.paletteIndex];
			dispatch({type: 'close-overlay'});
			if (command) {
				runCommand(command, reach.context());
			}
		} else if (move === undefined) {
			edit(key, reach);
		} else {
			const index = screen.paletteIndex + move;
			dispatch({
				type: 'palette-index',
				index: Math.min(Math.max(0, index), Math.max(0, found.length - 1)),
			});
		}
	},
	input({screen: {input, paletteIndex}}) {
		const chosen = searchCommands(commands, input.text)[paletteIndex];
		return {
			prompt: ':',
			input,
			notes: () => ['Enter runs  Esc leaves'],
			heard: `Command: ${input.text}. ${chosen?.title ?? 'none of that name'}. Enter runs it.`,
		};
	},
};

export const moment: OverlayContract = {
	press(key, reach) {
		const {screen, dispatch} = reach.context();
		if (key === 'escape') {
			dispatch({type: 'close-overlay'});
		} else if (key !== 'enter') {
			edit(key, reach);
		} else if (screen.input.text.trim() === '' || reach.goTo(screen.input.text)) {
			dispatch({type: 'close-overlay'});
		}
	},
	input: ({screen, past}) => ({
		prompt: 'go to: ',
		input: screen.input,
		notes: (surroundings) => typedNotes(past.typed, surroundings),
		heard: `Go to: ${screen.input.text}. Enter goes.`,
	}),
};
