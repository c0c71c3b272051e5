import {editInput} from '../../commands/text-input.ts';
import {paneMove} from '../pane-moves.ts';
import type {OverlayReach, PanelKeys} from './overlay.ts';

/** Edits the common input. */
export const edit = (key: string, {context}: OverlayReach): void => {
	const {screen, dispatch} = context();
	const input = editInput(screen.input, key);
	if (input) {
		dispatch({type: 'input', input});
	}
};

/** True: the key has moved the page. */
const scroll = (key: string, {context, frame}: OverlayReach): boolean => {
	const {screen, dispatch} = context();
	const move = paneMove(key, frame().layout.bodyRows);
	if (move !== undefined) {
		dispatch({type: 'scroll-details', top: screen.detailsTop + move});
	}

	return move !== undefined;
};

/** A page to be read: keys that do not move it close it. */
export const pressInPage = (key: string, reach: OverlayReach): void => {
	if (!scroll(key, reach)) {
		reach.context().dispatch({type: 'close-overlay'});
	}
};

/** A panel with keys of its own. An unknown key does nothing: it must be hard to leave or confirm by mistake. */
export const pressInPanel =
	(panelOf: (reach: OverlayReach) => PanelKeys) =>
	(key: string, reach: OverlayReach): void => {
		if (!panelOf(reach).press(key)) {
			scroll(key, reach);
		}
	};
