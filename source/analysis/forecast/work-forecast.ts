import type {Task} from '../../model/task.ts';
import {scheduleOf} from '../dependencies/schedule.ts';
import type {WorkPlan} from '../dependencies/work-plan.ts';
import {createRandom, seedOf} from './random.ts';
import {type Cuts, type Ranges, rangesOf, usualCuts} from './range.ts';
import {drawFrom, type Spread} from './spread.ts';
import {finished} from './steps.ts';
import {type Outcomes, successForecastOf} from './success.ts';
import {fewestLengths, type Lengths, spreadFor} from './task-forecast.ts';

/** When open work will be done, if whoever is at it goes on without a pause. */
export type WorkForecast = {
	/** Milliseconds from now. */
	readonly left: Ranges;
	/** Open tasks that are counted. */
	readonly tasks: number;
	/** Open tasks that are not, because only a person can set them going. */
	readonly without: number;
	/** Tasks that run and have been silent for longer than usual: the ranges are wider for them. */
	readonly silent: number;
};

export type WorkForecasts =
	| {
			readonly type: 'ranges';
			/** Null: nothing is open that can be done. */
			readonly all: WorkForecast | null;
			/** Workspace and group, joined by a line break -> its open work. */
			readonly groups: ReadonlyMap<string, WorkForecast>;
			/** Workspace -> its open work. */
			readonly workspaces: ReadonlyMap<string, WorkForecast>;
			readonly agents: number;
			/** Lengths it rests on: the fewest that any task was judged by. */
			readonly lengths: number;
	  }
	| {readonly type: 'too-little'; readonly count: number; readonly needed: number};

/** Name of a group of tasks in `WorkForecasts`. */
export const groupKeyOf = ({workspace, group}: Pick<Task, 'workspace' | 'group'>): string =>
	`${workspace}\n${group}`;

export type WorkQuestion = {
	readonly plan: WorkPlan;
	/** Epoch milliseconds. */
	readonly now: number;
	/** How many work at once. */
	readonly agents: number;
	readonly lengths: Lengths;
	readonly outcomes: Outcomes;
	readonly cuts?: Cuts;
};

/** Runs of the schedule: more for few tasks, fewer for many, so that it takes no longer. */
const drawsFor = (tasks: number): number =>
	Math.max(40, Math.min(200, Math.floor(100_000 / Math.max(1, tasks))));

/** A task that fails again and again is given to a person sooner or later. */
const mostTries = 4;

/** What is silent may be over: as likely as not it will have to begin again. */
const shareOver = 0.5;

/**
When everything and every group will be done: the open work is dealt out to agents many times over, each time
with other lengths, drawn from what such work took (bootstrap: Efron, 1979). Every time the lengths that
are known are themselves drawn anew, which stands for how little they tell; a try may fail and be followed
by another. The same data give the same answer.
*/
export const workForecastsOf = (question: WorkQuestion): WorkForecasts =>
	finished(workForecastSteps(question));

/** The same, a run of the schedule at a time. */
export function* workForecastSteps(
	question: WorkQuestion,
): Generator<void, WorkForecasts, undefined> {
	const {
		plan: {standings, path},
		agents,
		cuts = usualCuts,
	} = question;
	const prospects = prospectsOf(question);
	if (!('works' in prospects)) {
		return {type: 'too-little', count: prospects.count, needed: fewestLengths};
	}

	yield;
	const {works, lengths: fewest} = prospects;
	const {tasks} = standings.graph;
	const ends = new Map<string, number[]>();
	const draws = drawsFor(works.size);
	for (let draw = 0; draw < draws; draw++) {
		const lengths = drawLengths(tasks.length, works, draw);
		const latest = new Map<string, number>([['', 0]]);
		for (const {position, end} of scheduleOf(standings, agents, lengths, path.tails).assignments) {
			const task = tasks[position]!;
			for (const key of ['', task.workspace, groupKeyOf(task)]) {
				latest.set(key, Math.max(end, latest.get(key) ?? 0));
			}
		}

		for (const [key, end] of latest) {
			const known = ends.get(key);
			if (known) {
				known.push(end);
			} else {
				ends.set(key, [end]);
			}
		}

		yield;
	}

	const open = tasks.flatMap((task, position) =>
		standings.standings[position] === 'done' ? [] : [{task, work: works.get(position)}],
	);
	const forecastOf = (key: string, own: typeof open): WorkForecast | null => {
		const counted = own.filter(({work}) => work !== undefined);
		const sorted = (ends.get(key) ?? []).sort((a, b) => a - b);
		return counted.length === 0 || sorted.length === 0
			? null
			: {
					left: rangesOf((share) => sorted[Math.floor(share * (sorted.length - 1))]!, cuts),
					tasks: counted.length,
					without: own.length - counted.length,
					silent: counted.filter(({work}) => work!.isSilent).length,
				};
	};

	const forecastsBy = (keyOf: (task: Task) => string): ReadonlyMap<string, WorkForecast> =>
		new Map(
			[...Map.groupBy(open, ({task}) => keyOf(task))].flatMap(([key, own]) => {
				const forecast = forecastOf(key, own);
				return forecast ? [[key, forecast] as const] : [];
			}),
		);
	return {
		type: 'ranges',
		all: forecastOf('', open),
		groups: forecastsBy(groupKeyOf),
		workspaces: forecastsBy(({workspace}) => workspace),
		agents,
		lengths: fewest,
	};
}

/** What is known about how long one open task will take. */
type Work = {
	readonly spread: Spread;
	readonly elapsed: number;
	/** How long it takes from its beginning. */
	readonly whole: Spread;
	/** It runs and has been silent for longer than usual, so that it may have to begin again. */
	readonly isSilent: boolean;
	/** That a try succeeds. */
	readonly probability: number;
};

/** By position, for every open task that somebody can be given. */
const prospectsOf = ({
	plan: {standings, rows},
	now,
	lengths,
	outcomes,
}: WorkQuestion):
	| {readonly works: ReadonlyMap<number, Work>; readonly lengths: number}
	| {readonly count: number} => {
	const works = new Map<number, Work>();
	const spreads = new Map<string, ReturnType<typeof spreadFor>>();
	const probabilities = new Map<string, number>();
	const {tasks} = standings.graph;
	let fewest = Infinity;
	for (const position of standings.order) {
		const obstacle = standings.obstacles[position];
		if (obstacle !== 'ready' && obstacle !== 'running') {
			continue;
		}

		const task = tasks[position]!;
		const row = rows[position];
		const kind = `${task.format}\n${task.kind}\n${task.agent}`;
		const isRunning = standings.standings[position] === 'running';
		const since = isRunning ? (row?.runningSince ?? null) : null;
		const elapsed = since === null ? 0 : Math.max(0, now - since);
		const whole = spreads.get(kind) ?? spreadFor(lengths, task, 0);
		spreads.set(kind, whole);
		if (!('spread' in whole)) {
			return whole;
		}

		// What has run longer than anything before it is judged as if it began now.
		const rest = elapsed === 0 ? whole : spreadFor(lengths, task, elapsed);
		const found = 'spread' in rest ? {...rest, elapsed} : {...whole, elapsed: 0};
		const verdict = row?.liveness?.verdict;
		const known = probabilities.get(kind) ?? probabilityOf(outcomes, task);
		probabilities.set(kind, known);
		fewest = Math.min(fewest, found.basis.count);
		works.set(position, {
			spread: found.spread,
			elapsed: found.elapsed,
			whole: whole.spread,
			isSilent: isRunning && (verdict === 'quiet' || verdict === 'stuck'),
			probability: known,
		});
	}

	return {works, lengths: works.size === 0 ? 0 : fewest};
};

const probabilityOf = (outcomes: Outcomes, subject: Task): number => {
	const forecast = successForecastOf(outcomes, {subject, ordinal: 1});
	return forecast.type === 'probability' ? forecast.probability : 1;
};

/**
Chance is the same for the same draw and task, whatever time has passed and whatever other tasks are there:
so what is said moves on with the work, and does not jump from one time to the next.
*/
const drawLengths = (
	count: number,
	works: ReadonlyMap<number, Work>,
	draw: number,
): Float64Array => {
	const drawn = new Map<Spread, Spread>();
	const redrawn = (spread: Spread, position: number): Spread => {
		const known = drawn.get(spread);
		if (known) {
			return known;
		}

		const {roots} = spread;
		const random = createRandom(seedOf([draw, position, -1]));
		const again = {...spread, roots: roots.map(() => roots[Math.floor(random() * roots.length)]!)};
		drawn.set(spread, again);
		return again;
	};
	const lengths = new Float64Array(count);
	for (const [position, {spread, elapsed, whole, isSilent, probability}] of works) {
		const random = createRandom(seedOf([draw, position]));
		const isOver = isSilent && random() < shareOver;
		let length = isOver
			? drawFrom(redrawn(whole, position), random)
			: Math.max(0, drawFrom(redrawn(spread, position), random) - elapsed);
		for (let tries = 1; tries < mostTries && random() > probability; tries++) {
			length += drawFrom(redrawn(whole, position), random);
		}

		lengths[position] = length;
	}

	return lengths;
};
