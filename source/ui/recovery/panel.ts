import type {Plan} from '../../model/plan.ts';
import type {CanaryChoice, Pace} from '../../recovery/campaign/canary/state.ts';
import type {ConfiguredCommand} from '../../recovery/commands/configured-command.ts';
import type {Rehearsed} from './desk.ts';
import type {TextInput} from '../../commands/text-input.ts';

/** What the recovery panel shows at a moment: a step on the way from a task to a changed file. */
export type Panel =
	| {readonly step: 'looking'; readonly what: string}
	| OptionsPanel
	| {readonly step: 'planning'; readonly option: ListedOption; readonly from: OptionsPanel}
	| RehearsalPanel
	| PacePanel
	| CommandPanel
	| {readonly step: 'writing'; readonly title: string; readonly from: RehearsalPanel};

export type OptionsPanel = {
	readonly step: 'options';
	/** "259 Prove completeness", "12 tasks". */
	readonly title: string;
	/** How it stands with it: "interrupted, silent for 43m". */
	readonly state: string;
	readonly options: readonly ListedOption[];
	readonly index: number;
	/** What speaks against the option that was tried last, or null. */
	readonly refusal: string | null;
};

/** An option as it is listed: for one task, or for all marked tasks that have it. */
export type ListedOption = {
	/** Stable within the list: format and id of the option. */
	readonly name: string;
	/** The key that rehearses it, and pressed once more confirms it. */
	readonly key: string;
	readonly id: string;
	readonly title: string;
	readonly because: string;
	readonly against: readonly string[];
	/** Why it can't be had for any of the tasks; null: it can. */
	readonly refusal: string | null;
	readonly changes: readonly string[];
	readonly command: string | null;
	/** The exact arguments of the command that is configured for it, or why it can't be run; null: none is. */
	readonly runs: string | null;
	/** How often the task went on to its end after it, where that is known. */
	readonly worked: {readonly tries: number; readonly successes: number} | null;
	/** For how many of the tasks it can be had. */
	readonly possible: number;
	readonly total: number;
	readonly isGrave: boolean;
};

export type RehearsalPanel = {
	readonly step: 'rehearsal';
	readonly kind: 'apply' | 'undo';
	readonly title: string;
	/** The key that confirms. */
	readonly key: string;
	readonly plan: Plan;
	readonly lines: Rehearsed['lines'];
	/** The configured commands that can be run for it, one for each task. */
	readonly commands: readonly ConfiguredCommand[];
	/** What a canary would apply one by one; fewer than two: there is nothing to try first. */
	readonly choices: readonly CanaryChoice[];
	/** Epoch ms at which it was put on the screen: a key that is held down confirms nothing. */
	readonly shownAt: number;
	/** Why it is done, in the person's words; for the audit trail. */
	readonly reason: string;
	/** What has to be typed to confirm; null: the key is enough. */
	readonly word: string | null;
	/** What is being typed: the reason, or the word that confirms. */
	readonly typing: {readonly what: 'reason' | 'word'; readonly input: TextInput} | null;
	/** What was refused when it was tried; it is not tried again. */
	readonly refusal: string | null;
	/** Where Esc leads back to; null: out of the panel. */
	readonly from: OptionsPanel | null;
};

/** How a canary is to go on, before it starts. */
export type PacePanel = {
	readonly step: 'pace';
	readonly from: RehearsalPanel;
	readonly pace: Pace;
	/** Epoch ms at which it was put on the screen. */
	readonly shownAt: number;
	readonly refusal: string | null;
};

/** Configured commands, before they are run. */
export type CommandPanel = {
	readonly step: 'command';
	readonly title: string;
	/** What has been applied just now, or null. */
	readonly done: string | null;
	readonly commands: readonly ConfiguredCommand[];
	/** Whether the next press of the key runs them. */
	readonly isArmed: boolean;
	/** Epoch ms at which it was put on the screen. */
	readonly shownAt: number;
	/** Where Esc leads back to; null: out of the panel. */
	readonly from: RehearsalPanel | null;
};

/** The key that runs configured commands, and the one that starts a canary. */
export const commandKey = 'x';
export const canaryKey = 'c';

/** Those of them that can be run. */
export const runnable = (commands: readonly ConfiguredCommand[]): readonly ConfiguredCommand[] =>
	commands.filter(({invocation}) => invocation !== null);

/** Nothing would be written: it only says what to type next. */
export const isAdvice = ({plan}: RehearsalPanel): boolean => plan.edits.length === 0;

/** Several tasks, which can be tried with one first; what takes much away is confirmed as a whole. */
export const mayTryOne = ({kind, choices, word}: RehearsalPanel): boolean =>
	kind === 'apply' && choices.length > 1 && word === null;

/** Keys for options, in order; those that move, copy or leave are not among them. */
export const optionKeys = '123456789abdefimnpstvwz';
