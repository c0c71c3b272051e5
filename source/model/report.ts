import {harmless} from '../text/harmless.ts';
import type {FormatName} from './format-name.ts';
import type {Problem, Severity} from './problem.ts';
import {type CodeOf, rules} from './rules/index.ts';
import type {Rule} from './rules/rule.ts';

/** Where a finding is: without `task` it is about the whole file, without `line` it has no line. */
export type Where = Pick<Problem, 'path'> &
	Partial<Pick<Problem, 'line' | 'column' | 'task' | 'activeFrom'>> & {
		/** It is the situation in which its rule weighs less. */
		readonly isException?: boolean;
	};

/** The one way to a problem of a format: its code must have a rule, which says how grave it is. */
export const reporterOf =
	<Name extends FormatName>(format: Name) =>
	(code: CodeOf<Name>, message: string, where: Where): Problem =>
		problemFor(rules[code], format, {code, message, where, format});

/** A finding that is made whatever the format, or between formats. */
export const reportAny = (
	code: CodeOf<'any'>,
	message: string,
	{format, ...where}: Where & {readonly format: FormatName},
): Problem => problemFor(rules[code], 'any', {code, message, where, format});

const problemFor = (
	{severity, exception}: Rule,
	by: FormatName | 'any',
	{
		code,
		message,
		format,
		where: {path, line = null, column, task = null, activeFrom, isException = false},
	}: {code: string; message: string; format: FormatName; where: Where},
): Problem => ({
	code,
	severity: (isException ? exception?.severity : undefined) ?? severityBy(severity, by),
	// Values of files are harmless already; names of files and folders are not.
	message: harmless(message),
	format,
	task,
	path,
	line,
	...(column === undefined ? {} : {column}),
	...(activeFrom === undefined ? {} : {activeFrom}),
});

/** The types let no format report a rule that does not name it. */
const severityBy = (severity: Rule['severity'], by: FormatName | 'any'): Severity => severity[by]!;
