import type {Command} from './command.ts';
import type {CommandContext} from './context.ts';
import {foldOrElse} from './dependencies.ts';

const nothingHere = ({items, screen}: CommandContext): string | null =>
	items.length === 0 && screen.view !== 'metrics' ? 'nothing here to select' : null;

/** Whether there are lines to scroll through instead of lines to select. */
const scrolls = ({details, screen}: CommandContext): boolean =>
	details === 'covering' || screen.view === 'metrics';

const select = ({items, dispatch}: CommandContext, index: number): void => {
	const bounded = Math.min(Math.max(0, index), items.length - 1);
	dispatch({type: 'select', key: items[bounded]?.key ?? null, index: bounded});
};

/** Moves the selection, or scrolls the details where they cover the table. */
const moveOrScroll = (context: CommandContext, lines: number): void => {
	if (scrolls(context)) {
		context.dispatch({type: 'scroll-details', top: context.screen.detailsTop + lines});
	} else {
		select(context, context.index + lines);
	}
};

export const moveCommands: readonly Command[] = [
	{
		id: 'cursor.down',
		title: 'down',
		group: 'Move',
		keys: ['down', 'j'],
		disabledReason: nothingHere,
		run: (context) => moveOrScroll(context, 1),
	},
	{
		id: 'cursor.up',
		title: 'up',
		group: 'Move',
		keys: ['up', 'k'],
		disabledReason: nothingHere,
		run: (context) => moveOrScroll(context, -1),
	},
	{
		id: 'cursor.page-down',
		title: 'a page down',
		group: 'Move',
		keys: ['pagedown', 'ctrl+d', 'ctrl+f'],
		disabledReason: nothingHere,
		run: (context) => moveOrScroll(context, context.pageSize),
	},
	{
		id: 'cursor.page-up',
		title: 'a page up',
		group: 'Move',
		keys: ['pageup', 'ctrl+u', 'ctrl+b'],
		disabledReason: nothingHere,
		run: (context) => moveOrScroll(context, -context.pageSize),
	},
	{
		id: 'cursor.first',
		title: 'to the first',
		group: 'Move',
		keys: ['g', 'home'],
		disabledReason: nothingHere,
		run: (context) =>
			scrolls(context) ? context.dispatch({type: 'scroll-details', top: 0}) : select(context, 0),
	},
	{
		id: 'cursor.last',
		title: 'to the last',
		group: 'Move',
		keys: ['G', 'end'],
		disabledReason: nothingHere,
		run: (context) =>
			scrolls(context)
				? context.dispatch({type: 'scroll-details', top: Number.POSITIVE_INFINITY})
				: select(context, context.items.length - 1),
	},
	{
		id: 'cursor.next',
		title: 'the next one, also in details; unfolds a tree',
		group: 'Move',
		keys: ['right', 'l'],
		disabledReason: nothingHere,
		run: foldOrElse(true, (context) => select(context, context.index + 1)),
	},
	{
		id: 'cursor.previous',
		title: 'the one before, also in details; folds a tree',
		group: 'Move',
		keys: ['left', 'h'],
		disabledReason: nothingHere,
		run: foldOrElse(false, (context) => select(context, context.index - 1)),
	},
	{
		id: 'details.down',
		title: 'scroll the details down',
		group: 'Move',
		keys: ['J'],
		disabledReason: ({details}) => (details === 'none' ? 'the details are not open' : null),
		run: ({dispatch, screen}) => dispatch({type: 'scroll-details', top: screen.detailsTop + 3}),
	},
	{
		id: 'details.up',
		title: 'scroll the details up',
		group: 'Move',
		keys: ['K'],
		disabledReason: ({details}) => (details === 'none' ? 'the details are not open' : null),
		run: ({dispatch, screen}) => dispatch({type: 'scroll-details', top: screen.detailsTop - 3}),
	},
];
