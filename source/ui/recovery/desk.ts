import type {RecoveryTarget} from '../../commands/context.ts';
import type {Done} from '../../recovery/clerk.ts';
import type {Plan} from '../../model/plan.ts';
import type {CanaryChoice} from '../../recovery/campaign/canary/state.ts';
import type {ConfiguredCommand} from '../../recovery/commands/configured-command.ts';
import type {Segment} from '../line.tsx';
import type {ListedOption} from './panel.ts';

/** Everything the panel cannot do by itself: it looks at the disk and writes to it. */
export type RecoveryDesk = {
	readonly offers: (target: RecoveryTarget) => Promise<Offers | {readonly nothing: string}>;
	/** Writes a plan. The message says what was done, or why nothing was. */
	readonly apply: (plan: Plan, reason: string) => Promise<Done>;
	/** What undo would do now: the latest plan, turned round. */
	readonly lastPlan: () => Promise<Rehearsed | {readonly nothing: string}>;
	readonly undo: (plan: Plan) => Promise<Done>;
	/** Plans one option for one task anew and writes it; why it could not be done, or null. */
	readonly recoverOne: (task: string, option: string, reason: string) => Promise<string | null>;
};

/** A plan, and how it reads at a width. */
export type Rehearsed = {
	readonly plan: Plan;
	readonly commands: readonly ConfiguredCommand[];
	readonly choices: readonly CanaryChoice[];
	readonly lines: (width: number) => readonly (readonly Segment[])[];
};

export type Offers = {
	readonly title: string;
	readonly state: string;
	readonly options: readonly ListedOption[];
	/** Looks at the files and says what an option would change. */
	readonly plan: (option: ListedOption) => Promise<Rehearsed | {readonly refusal: string}>;
	/** A text to hand to an agent so that it goes on; null for several tasks. */
	readonly capsule: (() => Promise<string>) | null;
};
