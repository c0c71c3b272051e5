import type {ErrorCategory, TaskError} from '../../model/task.ts';
import type {Origin} from '../../model/origin.ts';
import {isSettled} from '../../model/status.ts';
import {fileTime} from './file-times.ts';
import type {Findings} from './findings.ts';
import type {LoggedError} from './values.ts';

export type Failure = {
	readonly error: TaskError | null;
	readonly origin: Origin | null;
	/** The error ends the task, whatever `state.json` says. */
	readonly isFatal: boolean;
};

const noFailure: Failure = {error: null, origin: null, isFatal: false};

/** Words in the type of an error and the category they belong to; the first that fits counts. */
const categories: readonly (readonly [RegExp, ErrorCategory])[] = [
	[/interrupt|abort|killed|stall/i, 'interruption'],
	[/timeout|timed_out|hang/i, 'timeout'],
	[/permission|denied/i, 'permission'],
	[/network|connection|api_error/i, 'network'],
	[/database|sqlite/i, 'database'],
	[/file_not_found|missing_file|file_system/i, 'file_system'],
	[/validation|parse|schema|regex/i, 'validation'],
	[/build|git|tool|test|deploy|exec|lock|proof|jq/i, 'execution'],
];

const categoryOf = (type: string | null): ErrorCategory | null =>
	type === null ? null : (categories.find(([pattern]) => pattern.test(type))?.[1] ?? 'unknown');

const minute = 60_000;

/** An entry this much older than the newest news of its task has been dealt with. */
const datedMs = 10 * minute;

const isGrave = ({severity}: LoggedError): boolean =>
	severity === 'critical' || severity === 'high';

/** What went wrong with a task that is not done, from the sources that can tell. */
export const failureOf = (findings: Findings): Failure => {
	const {evidence, current, verdict, updatedAt} = findings;
	if (isSettled(verdict.status)) {
		return noFailure;
	}

	const run = current.run;
	const told = run?.value.errors.find(({isRecoverable}) => !isRecoverable) ?? run?.value.errors[0];
	if (run && told) {
		return {
			error: {message: told.message, category: null, severity: null},
			origin: {path: run.document.path, line: run.value.lines.errors},
			isFatal: !told.isRecoverable && verdict.status !== 'running',
		};
	}

	if (run && verdict.by === 'run' && verdict.status === 'failed') {
		return {
			error: {
				message: run.value.blockers ?? run.value.details ?? run.value.summary ?? 'the run failed',
				category: null,
				severity: null,
			},
			origin: {path: run.document.path, line: run.value.lines.status},
			isFatal: true,
		};
	}

	const open = evidence.errors.filter(({isOpen}) => isOpen);
	const logged = open.findLast((error) => isGrave(error)) ?? open.at(-1);
	if (logged) {
		const newest = Math.max(current.at ?? 0, updatedAt ?? 0);
		return {
			error: {
				message: logged.message,
				category: categoryOf(logged.type),
				severity: logged.severity,
			},
			origin: evidence.errorLog && {path: evidence.errorLog.path, line: logged.line},
			isFatal: isGrave(logged) && logged.at !== null && logged.at > newest - datedMs,
		};
	}

	return batchFailure(findings);
};

const batchFailure = ({evidence, updatedAt}: Findings): Failure => {
	const {number, batches, isCopy} = evidence;
	const batch = batches.find(({value}) => number !== null && value.failed.has(number));
	const at = batch ? fileTime(batch.document, isCopy) : null;
	return batch
		? {
				error: {
					message: 'the batch it belongs to counts it as failed',
					category: 'execution',
					severity: null,
				},
				origin: {path: batch.document.path, line: null},
				isFatal: at === null || updatedAt === null || at > updatedAt - datedMs,
			}
		: noFailure;
};
