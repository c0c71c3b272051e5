import {commands} from '../commands/index.ts';
import {keymapOf, runCommand} from '../commands/keymap.ts';
import {insertText} from '../commands/text-input.ts';
import type {Controller} from './controller-options.ts';
import {overlayOf} from './overlays/index.ts';
import type {OverlayReach} from './overlays/overlay.ts';

/** Where keys and pasted text go: to what lies over the lists, else to the command that has the key. */
export const createKeyRouter = (reach: OverlayReach): Pick<Controller, 'press' | 'paste'> => {
	const keymap = keymapOf(commands);
	const press = (key: string): void => {
		const {screen, dispatch, effects} = reach.context();
		if (screen.message) {
			dispatch({type: 'message', message: null});
		}

		const overlay = overlayOf({screen});
		if (overlay && key === 'ctrl+c') {
			effects.quit();
		} else if (overlay) {
			overlay.press(key, reach);
		} else {
			const command = keymap.get(key);
			if (command) {
				runCommand(command, reach.context());
			}
		}
	};

	const paste = (text: string): void => {
		const {screen, dispatch} = reach.context();
		const overlay = overlayOf({screen});
		if (overlay?.paste) {
			overlay.paste(text, reach);
		} else if (overlay?.input?.(reach.frame())) {
			dispatch({type: 'input', input: insertText(screen.input, text)});
		}
	};

	return {press, paste};
};
