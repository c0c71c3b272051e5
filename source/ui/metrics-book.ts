import {createDependencyBook} from '../analysis/dependencies/dependencies.ts';
import {workPlanOf} from '../analysis/dependencies/work-plan.ts';
import {parseFilter} from '../analysis/filter.ts';
import {type Insights, insightsOf} from '../analysis/insights.ts';
import {attemptsAsOf, isPlaced} from '../analysis/metrics/as-of.ts';
import {type Metrics, metricsOf} from '../analysis/metrics/metrics.ts';
import {wholeTime} from '../analysis/metrics/population.ts';
import type {Row} from '../analysis/rows.ts';
import type {ScreenState} from '../commands/screen-state.ts';
import type {Attempt} from '../model/attempt.ts';
import type {MachineUse} from '../model/machine.ts';
import type {Settings} from '../model/settings.ts';
import type {State} from '../store/state.ts';
import type {AttemptSource, Kept} from './attempt-source.ts';

/** What the Metrics view shows. */
export type MetricsShown = {
	readonly metrics: Metrics;
	/** What fails, and what is to be expected. */
	readonly insights: Insights;
	/** The earlier moment they are of, in epoch ms; null: the present. A forecast is only of the present. */
	readonly asOf: number | null;
	/** What the machine is busy with; null: nobody looks, or an earlier moment is shown. */
	readonly machine: MachineUse | null;
	/** Attempts before the filter. */
	readonly total: number;
	/** How far east of UTC days begin, in milliseconds. */
	readonly offsetMs: number;
	/** Epoch ms at which the figures are to be counted again, or null while they are up to date. */
	readonly changesAt: number | null;
};

/** What was kept is read again after so long, while somebody looks. */
const reloadMs = 60_000;
/** And after so long while there was nothing: the history may not have been opened yet. */
const soonMs = 5000;

/** Figures follow the rows, but counting them takes at most this part of the time. */
const shareOfTime = 0.02;
const shortestMs = 1000;
const hourMs = 3_600_000;

/** What the machine does is looked at again after so long. */
const lookAgainMs = 5000;

/** Counts figures while somebody looks at them, and remembers them until they are others. */
export const createMetricsBook = ({
	source,
	thresholds,
	offsetAt,
	onLoad,
}: {
	readonly source: AttemptSource;
	readonly thresholds: Settings['metrics'];
	readonly offsetAt: (now: number) => number;
	readonly onLoad: () => void;
}) => {
	let kept: Kept = {attempts: [], journal: [], settled: []};
	let loadedAt: number | null = null;
	const dependenciesOf = createDependencyBook();
	let counted: {
		readonly kept: Kept;
		readonly rows: readonly Row[];
		readonly filter: string;
		readonly asOf: number | null;
		readonly attempts: readonly Attempt[];
		readonly metrics: Metrics;
		readonly insights: Insights;
		/** Epoch ms before which changed rows do not count. */
		readonly restsUntil: number;
	} | null = null;

	const attemptsAt = (
		state: State,
		rows: readonly Row[],
		asOf: number | null,
	): readonly Attempt[] =>
		asOf === null
			? source.together(kept.attempts, state, rows)
			: attemptsAsOf(
					// Before they are put together: what the rows of then tell must not go on to its later end.
					source.together(attemptsAsOf(kept.attempts.filter(isPlaced), asOf), state, rows),
					asOf,
				);

	const load = async (): Promise<void> => {
		const loaded = await source.load();
		if (isAny(loaded) || isAny(kept)) {
			kept = loaded;
			onLoad();
		}
	};

	/** An earlier moment is no clock: there, what was kept is read once, or at every moment while it is nothing. */
	const isLoadDue = (now: number, asOf: number | null): boolean =>
		loadedAt === null ||
		(asOf === null
			? now - loadedAt >= (isAny(kept) ? reloadMs : soonMs) || now < loadedAt
			: !isAny(kept) && loadedAt !== now);

	/** Null while nobody looks. @param isPast `now` is an earlier moment, of which state and rows are. */
	return (
		{view, filter}: Pick<ScreenState, 'view' | 'filter'>,
		state: State,
		rows: readonly Row[],
		now: number,
		isPast: boolean,
	): MetricsShown | null => {
		if (view !== 'metrics') {
			return null;
		}

		const asOf = isPast ? now : null;
		if (isLoadDue(now, asOf)) {
			loadedAt = now;
			// What cannot be read is as good as not there.
			load().catch(() => undefined);
		}

		const areRowsNew = counted?.rows !== rows && now >= (counted?.restsUntil ?? 0);
		const isAsked = counted?.kept !== kept || counted.filter !== filter || counted.asOf !== asOf;
		const offsetMs = offsetAt(now);
		if (counted === null || areRowsNew || isAsked) {
			const begin = performance.now();
			const attempts =
				counted === null || areRowsNew || counted.kept !== kept || counted.asOf !== asOf
					? attemptsAt(state, rows, asOf)
					: counted.attempts;
			const asked = {attempts, rows, window: wholeTime, filter: parseFilter(filter)};
			const metrics = metricsOf({...asked, thresholds, offsetMs});
			const insights = insightsOf({
				...asked,
				journal:
					asOf === null ? kept.journal : kept.journal.filter((entry) => isSettledBy(entry, asOf)),
				settled:
					asOf === null ? kept.settled : kept.settled.filter(({settledAt}) => settledAt <= asOf),
				plan: workPlanOf(dependenciesOf(state.tasks), rows),
				now,
				hourOf: (at) => Math.floor((at + offsetMs) / hourMs) % 24,
			});
			const took = performance.now() - begin;
			counted = {
				kept,
				rows,
				filter,
				asOf,
				attempts,
				metrics,
				insights,
				restsUntil: isPast ? now : now + Math.max(shortestMs, took / shareOfTime),
			};
		}

		return {
			metrics: counted.metrics,
			insights: counted.insights,
			asOf,
			machine: isPast ? null : (source.machine?.() ?? null),
			total: counted.attempts.length,
			offsetMs,
			changesAt: isPast
				? null
				: counted.rows !== rows
					? counted.restsUntil
					: source.machine
						? now + lookAgainMs
						: null,
		};
	};
};

const isAny = ({attempts, journal, settled}: Kept): boolean =>
	attempts.length + journal.length + settled.length > 0;

const isSettledBy = ({at, settledAt}: Kept['journal'][number], asOf: number): boolean =>
	(settledAt ?? at) <= asOf;
