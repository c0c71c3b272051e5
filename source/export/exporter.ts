import type {Cycle} from '../analysis/dependencies/cycles.ts';
import type {WorkPlan} from '../analysis/dependencies/work-plan.ts';

/** Everything a report can be made from. */
export type ExportInput = {
	readonly workPlan: WorkPlan;
	readonly cycles: readonly Cycle[];
	readonly workspaces: readonly string[];
	/** Epoch milliseconds. */
	readonly now: number;
};

export const outputFormats = ['json', 'csv', 'mermaid', 'dot'] as const;

export type OutputFormat = (typeof outputFormats)[number];

/** A kind of report: what it tells, and how it can be written. */
export type Exporter = {
	/** One line for the help. */
	readonly description: string;
	readonly writers: Readonly<Partial<Record<OutputFormat, (input: ExportInput) => string>>>;
};
