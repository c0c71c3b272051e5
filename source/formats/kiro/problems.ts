import {reporterOf} from '../../model/report.ts';

/** A finding of this format; `model/rules` says what it means and how grave it is. */
export const problem = reporterOf('kiro');
