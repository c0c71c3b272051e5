import {formatRoughly} from '../../text/duration.ts';
import {inOrder, quantile} from '../metrics/distribution.ts';
import type {Row} from '../rows.ts';
import type {Edge, Moment} from './moment.ts';

/** How long the completed tasks of a kind took: 95 % of them took less. */
type Usual = {readonly p95Ms: number; readonly count: number};

export type SlowState = {
	/** Format and kind -> what is usual. */
	readonly usual: ReadonlyMap<string, Usual>;
	/** Runs that are known to take long: key and start. */
	readonly known: ReadonlySet<string>;
};

export const noSlow: SlowState = {usual: new Map(), known: new Set()};

/** Runs that began to take longer than is usual for their kind, and when the next one will. */
export const slowEdges = (
	state: SlowState,
	{rows, changes, now}: Moment,
	{factor = 1, atLeast = 1}: Readonly<Record<string, number>>,
): {readonly state: SlowState; readonly edges: readonly Edge[]; readonly wakeAt: number | null} => {
	const hasOthers = changes.some(
		({before, after}) => before?.status === 'completed' || after?.status === 'completed',
	);
	const usual = hasOthers ? usualOf(rows) : state.usual;
	if (usual.size === 0) {
		return {
			state: usual === state.usual ? state : {usual, known: state.known},
			edges: [],
			wakeAt: null,
		};
	}

	const known = new Set<string>();
	const edges: Edge[] = [];
	let wakeAt: number | null = null;
	for (const row of rows) {
		if (row.status !== 'running' || row.runningSince === null) {
			continue;
		}

		const own = usual.get(kindOf(row));
		if (!own || own.count < atLeast) {
			continue;
		}

		const limitMs = own.p95Ms * factor;
		const lasted = now - row.runningSince;
		const run = `${row.task.key}\n${row.runningSince}`;
		if (lasted > limitMs) {
			known.add(run);
			if (!state.known.has(run)) {
				edges.push({
					rule: 'slow',
					row,
					message: `runs for ${formatRoughly(lasted)}; 95 % of ${own.count} took less than ${formatRoughly(own.p95Ms)}`,
				});
			}
		} else {
			const at = row.runningSince + limitMs + 1;
			wakeAt = Math.min(at, wakeAt ?? at);
		}
	}

	return {state: {usual, known}, edges, wakeAt};
};

const kindOf = ({task: {format, kind}}: Row): string => `${format}\n${kind ?? ''}`;

const usualOf = (rows: readonly Row[]): ReadonlyMap<string, Usual> => {
	const lengths = new Map<string, number[]>();
	for (const row of rows) {
		if (row.status === 'completed' && row.durationMs !== null && row.durationMs > 0) {
			const kind = kindOf(row);
			const own = lengths.get(kind);
			if (own) {
				own.push(row.durationMs);
			} else {
				lengths.set(kind, [row.durationMs]);
			}
		}
	}

	return new Map(
		[...lengths].map(([kind, values]) => [
			kind,
			{p95Ms: quantile(inOrder(values), 0.95), count: values.length},
		]),
	);
};
