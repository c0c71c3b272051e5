import type {FormatName} from '../../source/model/format-name.ts';
import type {CodeOf} from '../../source/model/rules/index.ts';
import type {Files} from './findings.ts';

/** A project in which a rule fires, and the same one healed, in which it does not. */
export type Case = {
	readonly code: CodeOf<FormatName> | CodeOf<'any'>;
	readonly format: FormatName;
	/** Versions of the files, one after the other. */
	readonly fires: readonly Files[];
	readonly quiet: readonly Files[];
	/** Where the finding points to. */
	readonly at?: string;
	/** What the message must name. */
	readonly says?: RegExp;
	/** The situation in which the rule weighs less. */
	readonly isException?: boolean;
};

/** JSON as agents write it: one key a line. */
export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
