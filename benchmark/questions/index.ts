import type {Question} from '../question.ts';
import {burst} from './burst.ts';
import {change} from './change.ts';
import {dependencies} from './dependencies.ts';
import {forecast} from './forecast.ts';
import {exporting} from './export.ts';
import {history} from './history.ts';
import {idle} from './idle.ts';
import {keys} from './keys.ts';
import {liveness} from './liveness.ts';
import {memory} from './memory.ts';
import {metrics} from './metrics.ts';
import {parse} from './parse.ts';
import {size} from './size.ts';
import {start} from './start.ts';
import {status} from './status.ts';
import {statusLine} from './status-line.ts';
import {travel} from './travel.ts';
import {validate} from './validate.ts';

/** All questions, in the order of the table. A new one is a file and a line here. */
export const questions: readonly Question[] = [
	start,
	status,
	statusLine,
	validate,
	change,
	keys,
	idle,
	burst,
	memory,
	parse,
	dependencies,
	size,
	history,
	exporting,
	travel,
	metrics,
	liveness,
	forecast,
];
