import type {Cycle} from '../analysis/dependencies/cycles.ts';
import type {WorkPlan} from '../analysis/dependencies/work-plan.ts';
import type {ErrorReport} from '../analysis/errors/error-report.ts';
import type {Metrics} from '../analysis/metrics/metrics.ts';
import type {Window} from '../analysis/metrics/population.ts';
import type {Row} from '../analysis/rows.ts';
import type {Attempt} from '../model/attempt.ts';
import type {Transition} from '../model/transition.ts';
import type {Finding} from './finding.ts';

/** Everything a report can be made from: what matches the filter and lies in the window. */
export type ExportInput = {
	readonly rows: readonly Row[];
	/** All tasks: others may wait for those that match. */
	readonly allRows: readonly Row[];
	readonly findings: readonly Finding[];
	readonly attempts: () => readonly Attempt[];
	/** Newest first, read while they are written: there may be a million. */
	readonly transitions: () => Iterable<Transition>;
	readonly metrics: () => Metrics;
	readonly errors: () => ErrorReport;
	/** Of all tasks. */
	readonly workPlan: () => WorkPlan;
	readonly cycles: readonly Cycle[];
	readonly isSelected: (task: string) => boolean;
	readonly workspaces: readonly string[];
	/** As typed; empty: none. */
	readonly filter: string;
	readonly window: Window;
	/** Epoch milliseconds. */
	readonly now: number;
	/** A moment as people write it, where the reader lives. */
	readonly timeText: (at: number) => string;
};

export const outputFormats = [
	'json',
	'jsonl',
	'csv',
	'markdown',
	'html',
	'mermaid',
	'dot',
] as const;

export type OutputFormat = (typeof outputFormats)[number];

/** Text in pieces, made while it is written. */
export type Pieces = Iterable<string>;

/** A kind of report: what it tells, and how it can be written. */
export type Exporter = {
	/** One line for the help. */
	readonly description: string;
	readonly title: string;
	readonly writers: Readonly<
		Partial<Record<Exclude<OutputFormat, 'markdown' | 'html'>, (input: ExportInput) => Pieces>>
	>;
	/** What stands below its heading in a report of several parts. */
	readonly sections: Readonly<Record<'markdown' | 'html', (input: ExportInput) => Pieces>>;
};
