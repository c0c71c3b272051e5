import type {FormatName} from '../format-name.ts';
import {databaseRules} from './databases.ts';
import {dependencyRules} from './dependencies.ts';
import {fileRules} from './files.ts';
import {identityRules} from './identities.ts';
import type {Rule} from './rule.ts';
import {statusRules} from './statuses.ts';
import {workRules} from './work.ts';

/** The tables the registry is made of, by what their rules are about. */
export const ruleTables = {
	files: fileRules,
	databases: databaseRules,
	identities: identityRules,
	statuses: statusRules,
	dependencies: dependencyRules,
	work: workRules,
} as const;

/**
Every finding there is. A code that is not here does not compile, and one that no test sets off fails
`test/rules`. Documentation, `validate` and the Problems view are made from it.
*/
export const rules = {
	...fileRules,
	...databaseRules,
	...identityRules,
	...statusRules,
	...dependencyRules,
	...workRules,
} as const;

type Rules = typeof rules;

export type RuleCode = keyof Rules;

/** The codes a format may find. */
export type CodeOf<Name extends FormatName | 'any'> = {
	[Code in RuleCode]: Name extends keyof Rules[Code]['severity'] ? Code : never;
}[RuleCode];

export const ruleCodes = Object.keys(rules) as RuleCode[];

/** The rule of a code; undefined for codes from elsewhere, as in an old report. */
export const ruleOf = (code: string): Rule | undefined =>
	Object.hasOwn(rules, code) ? rules[code as RuleCode] : undefined;
