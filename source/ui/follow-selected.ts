import type {ScreenState} from '../commands/screen-state.ts';
import type {ViewModel} from './view-model.ts';

/** Remembers where the selected line stands now: the next one takes its place when it is gone. */
export const followSelected = (screen: ScreenState, {items, index}: ViewModel): ScreenState => {
	const {view, cursors} = screen;
	const cursor = cursors[view];
	return cursor.index === index || cursor.key === null || items[index]?.key !== cursor.key
		? screen
		: {...screen, cursors: {...cursors, [view]: {...cursor, index}}};
};
