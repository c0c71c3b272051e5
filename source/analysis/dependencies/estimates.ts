import type {Task} from '../../model/task.ts';

/** How long open tasks are likely to take. By positions. */
export type Estimates = {
	/**
	- `milliseconds`: from completed tasks;
	- `tasks`: nothing is known about lengths, so every task counts one.
	*/
	readonly unit: 'milliseconds' | 'tasks';
	/** The middle of what such tasks took. */
	readonly likely: Float64Array;
	/** A quarter of such tasks took less. */
	readonly low: Float64Array;
	/** A quarter of such tasks took more. */
	readonly high: Float64Array;
	/** What it rests on, in words: "median of 12 completed lean4 tasks". */
	readonly basisOf: (position: number) => string;
	/** Completed tasks whose length is known. */
	readonly samples: number;
};

/** Fewer lengths than this say more about chance than about a kind of work. */
const fewest = 3;

type Sample = {
	readonly quartiles: readonly [number, number, number];
	readonly count: number;
	readonly of: string;
};

/**
Estimates from history: the completed tasks of the same format and kind, else of the same format, else of
all, wherever there are at least three.
*/
export const estimatesOf = (tasks: readonly Task[]): Estimates => {
	const lengths = new Map<string, {values: number[]; of: string}>();
	const add = (name: string, of: string, value: number): void => {
		const known = lengths.get(name);
		if (known) {
			known.values.push(value);
		} else {
			lengths.set(name, {values: [value], of});
		}
	};

	for (const {status, durationMs, format, kind} of tasks) {
		if (status === 'completed' && durationMs !== null && durationMs > 0) {
			if (kind !== null) {
				add(`${format}\n${kind}`, `${kind} tasks`, durationMs);
			}

			add(format, `${format} tasks`, durationMs);
			add('', 'tasks', durationMs);
		}
	}

	const samples = new Map<string, Sample>(
		[...lengths]
			.filter(([, {values}]) => values.length >= fewest)
			.map(([name, {values, of}]) => {
				values.sort((a, b) => a - b);
				const quartiles = [0.25, 0.5, 0.75].map((share) => quantile(values, share));
				return [name, {quartiles: quartiles as [number, number, number], count: values.length, of}];
			}),
	);
	const sampleFor = ({format, kind}: Task): Sample | undefined =>
		samples.get(`${format}\n${kind}`) ?? samples.get(format) ?? samples.get('');
	const chosen = tasks.map((task) => sampleFor(task));
	const column = (index: 0 | 1 | 2): Float64Array =>
		Float64Array.from(chosen, (sample) => sample?.quartiles[index] ?? 1);
	return {
		unit: samples.size > 0 ? 'milliseconds' : 'tasks',
		low: column(0),
		likely: column(1),
		high: column(2),
		basisOf(position) {
			const sample = chosen[position];
			return sample
				? `median of ${sample.count} completed ${sample.of}`
				: 'no lengths known: every task counts one';
		},
		samples: lengths.get('')?.values.length ?? 0,
	};
};

/** Linear between neighbours (type 7 of Hyndman and Fan, 1996). */
const quantile = (sorted: readonly number[], share: number): number => {
	const at = (sorted.length - 1) * share;
	const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
	return below + (above - below) * (at - Math.floor(at));
};
