import type {Operation} from './cues.ts';
import type {Project} from './projects.ts';

/** What an agent of one task has told so far. */
export type Run = {
	readonly operation: Operation;
	readonly session: string;
	readonly startedAt: number;
	stage: {name: string; details: string; phases?: readonly [number, number]};
	result: string | null;
};

/** Everything below `specs/`: the state, the runs, the error log. */
export type Root = {
	readonly projects: Project[];
	readonly runs: Map<number, Run>;
	readonly errors: unknown[];
	nextNumber: number;
};

/** Status words, agents and artifacts of the three operations. */
export const vocabulary: Readonly<
	Record<Operation, {doing: string; done: string; result: string; agent: string; artifact: string}>
> = {
	research: {
		doing: 'researching',
		done: 'researched',
		result: 'researched',
		agent: 'general-research-agent',
		artifact: 'report',
	},
	plan: {
		doing: 'planning',
		done: 'planned',
		result: 'planned',
		agent: 'planner-agent',
		artifact: 'plan',
	},
	implement: {
		doing: 'implementing',
		done: 'completed',
		result: 'implemented',
		agent: 'go-implementation-agent',
		artifact: 'summary',
	},
};
