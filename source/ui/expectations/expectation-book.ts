import type {Dependencies} from '../../analysis/dependencies/dependencies.ts';
import {type Expectations, expectationSteps} from '../../analysis/forecast/expectations.ts';
import type {Row} from '../../analysis/rows.ts';
import type {Summary} from '../../analysis/summary.ts';
import type {State} from '../../store/state.ts';
import type {AttemptSource, Kept} from '../attempt-source.ts';
import {inSlices} from './in-slices.ts';

/** How soon and how often expectations are made, in milliseconds. */
export type ExpectationPace = {
	/** After the first moment that was seen: the first screen goes before. */
	readonly firstMs: number;
	/** From one time to the next. */
	readonly everyMs: number;
	/** The same, when a task has come to its end in between. */
	readonly afterEndMs: number;
};

export const usualPace: ExpectationPace = {firstMs: 1500, everyMs: 15_000, afterEndMs: 3000};

/** They may take this part of the time, so they are made rarer where they take long. */
const shareOfTime = 1 / 1000;

/** With more tasks than this they are made in the Metrics view alone. */
const mostTasks = 10_000;

/** What was kept is read again when a task has ended, at most so often. */
const reloadMs = 60_000;

/** The history may not be open at first: it is asked so many times. */
const mostAsked = 3;

/** What a moment of the screen tells. */
type Moment = {
	readonly rows: readonly Row[];
	readonly summary: Summary;
	readonly dependencies: Dependencies;
};

type SeenMoment = {readonly moment: Moment; readonly state: State};

export type ExpectationBook = {
	/**
	Takes what is shown and gives what was made last; null: nothing yet. Costs nothing: whatever follows from
	it is made later.

	@param isPresent the moment is the present, and all of it has been read.
	*/
	readonly see: (moment: Moment, state: State, isPresent: boolean) => Expectations | null;
	readonly close: () => void;
};

const nothingKept: Pick<Kept, 'attempts' | 'settled'> = {attempts: [], settled: []};

/** Makes expectations now and then beside everything else, and remembers the last. */
export const createExpectationBook = ({
	source,
	pace,
	onChange,
	now,
}: {
	readonly source: AttemptSource;
	/** Absent: they are never made. */
	readonly pace: ExpectationPace | undefined;
	readonly onChange: () => void;
	readonly now: () => number;
}): ExpectationBook => {
	let seen: SeenMoment | null = null;
	let firstAt = 0;
	let made: {
		readonly expectations: Expectations;
		readonly rows: readonly Row[];
		readonly ended: number;
		readonly tookMs: number;
	} | null = null;
	let kept = nothingKept;
	let asked = 0;
	let askedAt = Number.NEGATIVE_INFINITY;
	let endedWhenAsked = 0;
	let timer: NodeJS.Timeout | undefined;
	let isBusy = false;
	let isClosed = false;

	/** Something is there to be learned, or runs, so that the answer moves. */
	const isDue = ({moment: {rows, summary}}: SeenMoment): boolean =>
		rows.length <= mostTasks &&
		(made === null ||
			rows !== made.rows ||
			summary.byStatus.running > 0 ||
			(kept === nothingKept && asked < mostAsked));

	const schedule = (): void => {
		if (!pace || isBusy || isClosed || seen === null || !isDue(seen)) {
			return;
		}

		const hasEnded = made !== null && endedIn(seen) !== made.ended;
		const dueAt =
			made === null
				? firstAt + pace.firstMs
				: made.expectations.madeAt +
					Math.max(hasEnded ? pace.afterEndMs : pace.everyMs, made.tookMs / shareOfTime);
		clearTimeout(timer);
		timer = setTimeout(
			() => {
				// What cannot be worked out is not said; the screen goes on without.
				make().catch(() => {
					isClosed = true;
				});
			},
			Math.max(0, dueAt - now()),
		);
		timer.unref();
	};

	const load = async (moment: SeenMoment): Promise<void> => {
		const isNews = endedIn(moment) !== endedWhenAsked && now() - askedAt >= reloadMs;
		if (isNews || (kept === nothingKept && asked < mostAsked)) {
			asked++;
			askedAt = now();
			endedWhenAsked = endedIn(moment);
			const loaded = await source.latest();
			kept = loaded.attempts.length + loaded.settled.length === 0 ? nothingKept : loaded;
		}
	};

	const make = async (): Promise<void> => {
		isBusy = true;
		// What cannot be read is as good as not there.
		await load(seen!).catch(() => undefined);
		const from = seen!;
		const result = await inSlices(stepsFrom(from, kept, source, now()), () => !isClosed);
		isBusy = false;
		if (result) {
			made = {
				expectations: result.result,
				rows: from.moment.rows,
				ended: endedIn(from),
				tookMs: result.tookMs,
			};
			onChange();
			schedule();
		}
	};

	return {
		see(moment, state, isPresent) {
			if (isPresent && seen?.moment.rows !== moment.rows) {
				firstAt = seen === null ? now() : firstAt;
				seen = {moment, state};
				schedule();
			}

			return made?.expectations ?? null;
		},
		close() {
			isClosed = true;
			clearTimeout(timer);
		},
	};
};

function* stepsFrom(
	{moment: {rows, dependencies}, state}: SeenMoment,
	{attempts, settled}: Pick<Kept, 'attempts' | 'settled'>,
	source: AttemptSource,
	now: number,
): Generator<void, Expectations, undefined> {
	const together = source.together(attempts, state, rows);
	yield;
	return yield* expectationSteps({attempts: together, settled, rows, dependencies, now});
}

/** How many tasks have come to an end. */
const endedIn = ({
	moment: {
		summary: {byStatus},
	},
}: SeenMoment): number =>
	byStatus.completed + byStatus.failed + byStatus.cancelled + byStatus.interrupted;
