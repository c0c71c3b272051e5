import {createDependencyBook} from '../analysis/dependencies/dependencies.ts';
import {type DependencyGraph, targetsOf} from '../analysis/dependencies/graph.ts';
import {isMet} from '../analysis/dependencies/met.ts';
import {listed, nameFor} from '../analysis/dependencies/names.ts';
import {type Standing, type Standings, standingsOf} from '../analysis/dependencies/standing.ts';
import type {Row} from '../analysis/rows.ts';
import type {Affected, Plan} from '../model/plan.ts';
import type {Status} from '../model/status.ts';
import type {Task} from '../model/task.ts';
import type {State} from '../store/state.ts';
import type {Answer} from './answers.ts';
import {aftermathOf} from './aftermath.ts';

/**
The plan with what it changes for other tasks, and what its own tasks will be afterwards. Made last: for
an edit that is not known to any format it says nothing.

@param rowOf key of a task -> its row as it is judged now.
*/
export const withDownstream = (
	plan: Plan,
	state: State,
	rowOf: (key: string) => Row | undefined,
	answers: readonly Answer[],
): Plan => {
	const after = aftermathOf(state, plan, answers);
	if (after === state) {
		return plan;
	}

	const own = new Set(plan.steps.flatMap(({task}) => task ?? []));
	const before = scene(state, (task) => rowOf(task.key)?.status ?? task.status);
	const then = scene(after, (task) =>
		// Where the files say the same as before, it is judged as before: writing is no sign of work.
		state.tasks.get(task.key)?.status === task.status
			? (rowOf(task.key)?.status ?? task.status)
			: task.status,
	);
	return {
		...plan,
		notes: [...outcomes(plan, before, then), ...plan.notes],
		downstream: then.graph.tasks
			.filter(({key}) => !own.has(key))
			.flatMap((task) => affected(task, before, then, own)),
	};
};

type Scene = Standings & {readonly graph: DependencyGraph};

const scene = ({tasks}: State, statusOf: (task: Task) => Status): Scene => {
	const {graph} = createDependencyBook()(tasks);
	return standingsOf(graph, graph.tasks.map(statusOf));
};

const outcomes = ({steps}: Plan, before: Scene, then: Scene): readonly string[] => {
	const ends = steps.flatMap(({task, id}) => {
		const old = task === null ? undefined : before.graph.positions.get(task);
		if (task === null || old === undefined) {
			return [];
		}

		const position = then.graph.positions.get(task);
		const end = position === undefined ? 'gone' : then.statuses[position]!;
		const start = before.statuses[old]!;
		return [{id, text: start === end ? `${end} as before` : `${start} -> ${end}`}];
	});
	return [...Map.groupBy(ends, ({text}) => text)].map(
		([text, same]) => `afterwards ${text}: ${listed([...new Set(same.map(({id}) => id))])}`,
	);
};

const affected = (
	task: Task,
	before: Scene,
	then: Scene,
	own: ReadonlySet<string>,
): readonly Affected[] => {
	const old = before.graph.positions.get(task.key);
	const position = then.graph.positions.get(task.key)!;
	const effect = old === undefined ? 'appears' : effectOn(task, old, position, before, then, own);
	return effect === null ? [] : [{task: task.key, id: task.id, title: task.title, effect}];
};

const effectOn = (
	task: Task,
	old: number,
	position: number,
	before: Scene,
	then: Scene,
	own: ReadonlySet<string>,
): string | null => {
	const [was, is] = [before.statuses[old]!, then.statuses[position]!];
	if (was !== is) {
		return `becomes ${is}; it is ${was} now`;
	}

	const lost = unmetOf(then, position).filter((need) => isMetIn(before, need.key));
	const [stood, stands] = [before.standings[old]!, then.standings[position]!];
	if (lost.length > 0) {
		const names = listed(lost.map((need) => nameFor(need, task)));
		return `${lostWords[stands] ?? 'waits again'}: ${names} is not done any more`;
	}

	if (stood !== stands) {
		return standingWords[stands] ?? null;
	}

	// Nothing changes for it, but it is what the work is waited for by.
	const waitsFor = unmetOf(then, position).filter(({key}) => own.has(key));
	return waitsFor.length > 0 && stands === 'waiting'
		? `goes on waiting for ${listed(waitsFor.map((need) => nameFor(need, task)))}`
		: null;
};

const lostWords: Readonly<Partial<Record<Standing, string>>> = {
	done: 'is done already',
	running: 'runs already',
};

const standingWords: Readonly<Partial<Record<Standing, string>>> = {
	ready: 'can start',
	waiting: 'has to wait',
	person: 'needs a person, and nothing else',
};

const unmetOf = ({graph, statuses}: Scene, position: number): readonly Task[] =>
	Array.from(targetsOf(graph.needs, position))
		.filter((target) => !isMet({format: graph.tasks[target]!.format, status: statuses[target]!}))
		.map((target) => graph.tasks[target]!);

const isMetIn = ({graph, statuses}: Scene, key: string): boolean => {
	const position = graph.positions.get(key);
	return (
		position !== undefined &&
		isMet({format: graph.tasks[position]!.format, status: statuses[position]!})
	);
};
