import {isSettled} from '../model/status.ts';
import type {Command} from './command.ts';
import type {CommandContext, Item} from './context.ts';

const notHere = ({screen}: CommandContext): string | null =>
	screen.view === 'dependencies' ? null : 'only the Dependencies view has lines to fold';

/** "2 errors, 1 warning" of dependencies, or that all is well: with how much was looked at. */
const verdictOn = ({dependencies}: CommandContext): {text: string; isFine: boolean} => {
	const {findings, graph} = dependencies;
	const count = (severity: string): number =>
		findings.filter((finding) => finding.severity === severity).length;
	const named = (number: number, word: string): string =>
		`${number} ${word}${number === 1 ? '' : 's'}`;
	const [errors, warnings] = [count('error'), count('warning')];
	const edges = graph.needs.targets.length;
	if (errors + warnings > 0) {
		const parts = [
			...(errors > 0 ? [named(errors, 'error')] : []),
			...(warnings > 0 ? [named(warnings, 'warning')] : []),
		];
		return {text: `dependencies: ${parts.join(', ')}; t goes to the task`, isFine: false};
	}

	if (edges === 0 && graph.looseEnds.size === 0) {
		return {text: 'no task names a dependency', isFine: true};
	}

	const waiting = findings.filter(({code}) => code === 'dependency-unmet').length;
	const open = graph.tasks.filter(({status}) => !isSettled(status)).length;
	return {
		text:
			waiting === 0
				? edges === 1
					? 'the one dependency is satisfied'
					: `all ${edges} dependencies are satisfied`
				: `${edges} ${edges === 1 ? 'dependency is' : 'dependencies are'} in order: ${waiting} of ${open} open ${open === 1 ? 'task' : 'tasks'} ${waiting === 1 ? 'waits' : 'wait'} for others`,
		isFine: true,
	};
};

const fold = (context: CommandContext, isOpen: boolean): void => {
	const {selected, items, index, dispatch} = context;
	const line = selected?.outline;
	if (line?.fold && line.fold.isOpen !== isOpen) {
		dispatch({type: 'fold', key: line.key});
	} else if (!isOpen && line) {
		// Nothing to fold here: to what it stands under.
		const above = items.findLastIndex((item, at) => at < index && isAbove(item, line));
		if (above !== -1) {
			dispatch({type: 'select', key: items[above]!.key, index: above});
		}
	}
};

const isAbove = ({outline}: Item, {depth, type}: NonNullable<Item['outline']>): boolean =>
	outline !== undefined &&
	(outline.type === 'section' ? type !== 'section' && depth === 0 : outline.depth < depth);

/** What right and left do in a view whose lines can be folded. */
export const foldOrElse =
	(isOpen: boolean, otherwise: (context: CommandContext) => void) =>
	(context: CommandContext): void =>
		context.screen.view === 'dependencies' ? fold(context, isOpen) : otherwise(context);

export const dependencyCommands: readonly Command[] = [
	{
		id: 'dependencies.validate',
		title: 'validate the dependencies, and show what holds others up',
		hint: 'validate',
		group: 'Views',
		keys: ['v'],
		run(context) {
			const {dispatch} = context;
			const {text, isFine} = verdictOn(context);
			dispatch({type: 'filter', text: ''});
			dispatch({type: 'focus', key: null});
			dispatch({type: 'view', view: 'dependencies'});
			dispatch({type: 'select', key: null, index: isFine ? 0 : 1});
			dispatch({type: 'message', message: {text, tone: isFine ? 'done' : 'problem'}});
		},
	},
	{
		id: 'dependencies.focus',
		title: 'one task with all it waits for and all that wait for it, and back',
		group: 'Views',
		keys: ['f'],
		disabledReason: ({screen, selected}) =>
			screen.view === 'dependencies' && screen.focus !== null
				? null
				: selected?.row
					? null
					: 'select a task first',
		run({dispatch, screen, selected}) {
			const isLeaving = screen.view === 'dependencies' && screen.focus !== null;
			const key = selected?.row?.task.key ?? null;
			// What belongs to it must not be filtered out.
			dispatch({type: 'filter', text: ''});
			dispatch({type: 'focus', key: isLeaving ? null : key});
			dispatch({type: 'view', view: 'dependencies'});
			dispatch({type: 'select', key: isLeaving ? `tree:${screen.focus}` : null, index: 0});
		},
	},
	{
		id: 'dependencies.fold-all',
		title: 'fold or unfold all trees',
		group: 'Views',
		keys: ['z'],
		disabledReason: notHere,
		run: ({dispatch}) => dispatch({type: 'fold-all'}),
	},
];
