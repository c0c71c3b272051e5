import type {Command} from './command.ts';
import {viewIds, type ViewId} from './screen-state.ts';

const titles: Readonly<Record<ViewId, string>> = {
	tasks: 'Tasks',
	problems: 'Problems',
	dependencies: 'Dependencies',
	metrics: 'Metrics',
	timeline: 'Timeline',
};

/** The views, in the order of their number keys. */
export const views: readonly {readonly id: ViewId; readonly title: string}[] = viewIds.map(
	(id) => ({
		id,
		title: titles[id],
	}),
);

const viewCommands: readonly Command[] = views.map(({id, title}, index) => ({
	id: `view.${id}`,
	title: `the ${title} view`,
	group: 'Views',
	keys: [String(index + 1)],
	run: ({dispatch}) => dispatch({type: 'view', view: id}),
}));

export const viewingCommands: readonly Command[] = [
	...viewCommands,
	{
		id: 'view.next',
		title: 'the next view',
		group: 'Views',
		keys: ['tab'],
		run: ({dispatch, screen}) =>
			dispatch({
				type: 'view',
				view: viewIds[(viewIds.indexOf(screen.view) + 1) % viewIds.length]!,
			}),
	},
	{
		id: 'view.errors',
		title: 'errors by pattern, or all figures',
		group: 'Views',
		keys: ['E'],
		run: ({dispatch, screen}) =>
			dispatch({type: 'view', view: 'metrics', isAboutErrors: !screen.isAboutErrors}),
	},
	{
		id: 'details.toggle',
		title: 'open or close the details',
		hint: 'details',
		group: 'Views',
		keys: ['enter'],
		disabledReason: ({selected}) => (selected ? null : 'nothing is selected'),
		run({dispatch, details, selected, index}) {
			// What one looks into stays selected, even if one never moved there.
			dispatch({type: 'select', key: selected!.key, index});
			dispatch({type: 'details', details: details === 'none' ? 'shown' : 'hidden'});
		},
	},
	{
		id: 'view.back',
		title: 'back, then clear the filter, then to the present, then the marks',
		group: 'Views',
		keys: ['escape'],
		run({dispatch, screen, details, isPast, travel}) {
			if (details === 'covering' || (details === 'beside' && screen.details === 'shown')) {
				dispatch({type: 'details', details: 'automatic'});
			} else if (screen.isAboutErrors) {
				dispatch({type: 'view', view: 'metrics'});
			} else if (screen.view === 'dependencies' && screen.focus !== null) {
				dispatch({type: 'focus', key: null});
			} else if (screen.filter !== '') {
				dispatch({type: 'filter', text: ''});
			} else if (isPast) {
				travel.end();
			} else {
				dispatch({type: 'unmark'});
			}
		},
	},
];
