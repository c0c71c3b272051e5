import type {FormatName} from '../format-name.ts';
import type {Severity} from '../problem.ts';

/** A kind of finding: what it is called, how grave it is, what it means and what to do about it. */
export type Rule = {
	/**
	Which formats find it, and how grave it is there: the field guides weigh some findings differently.
	`any`: it is found whatever the format, or between formats.
	*/
	readonly severity: Readonly<Partial<Record<FormatName | 'any', Severity>>>;
	/** A situation in which it weighs less. */
	readonly exception?: {readonly severity: Severity; readonly when: string};
	/** What it is, in a few words. */
	readonly title: string;
	/** What it means for the person who reads it. */
	readonly meaning: string;
	/** What to do about it. */
	readonly remedy: string;
};

export type RuleTable = Readonly<Record<string, Rule>>;
