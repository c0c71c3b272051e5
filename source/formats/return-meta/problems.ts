import {reporterOf} from '../../model/report.ts';
import type {CodeOf} from '../../model/rules/index.ts';

export type ProblemCode = CodeOf<'return-meta'>;

/** A finding of this format; `model/rules` says what it means and how grave it is. */
export const problem = reporterOf('return-meta');
