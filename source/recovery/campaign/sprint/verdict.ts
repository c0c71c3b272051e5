import {classifyError} from '../../../model/error-rules.ts';
import type {TaskError} from '../../../model/task.ts';
import type {Sighting} from '../sighting.ts';
import type {CommandEnd} from './state.ts';

/** What has become of a task whose command has ended. */
export type Verdict =
	| {readonly type: 'done'}
	| {readonly type: 'failed'; readonly error: TaskError}
	| {readonly type: 'left'; readonly reason: string}
	/** Its files may still tell. */
	| {readonly type: 'open'};

/**
Judges by both: what the files say and how the command ended. Where they disagree, nothing is decided
for a person.

@param isLate the files have had their time.
*/
export const verdictOn = (sighting: Sighting | null, end: CommandEnd, isLate: boolean): Verdict => {
	if (end.failure !== null) {
		return left(`its command could not be started: ${end.failure}`);
	}

	const exit = exitText(end);
	switch (sighting?.status) {
		case 'completed': {
			return end.code === 0
				? {type: 'done'}
				: left(`its files say completed, but its command ended with ${exit}`);
		}

		case 'failed': {
			return {
				type: 'failed',
				error: sighting.error ?? errorOf(end),
			};
		}

		case 'blocked':
		case 'cancelled':
		case 'skipped': {
			return left(sighting.person ?? `its files say ${sighting.status}`);
		}

		default: {
			if (!isLate) {
				return {type: 'open'};
			}

			if (sighting?.person) {
				return left(sighting.person);
			}

			if (end.code !== 0) {
				return {type: 'failed', error: errorOf(end)};
			}

			return left(
				sighting === null
					? 'its command ended well, and no file names the task any more'
					: sighting.status === 'partial'
						? 'its files say partial: there is more to do'
						: `its command ended without recording: the files still say ${sighting.status}`,
			);
		}
	}
};

const left = (reason: string): Verdict => ({type: 'left', reason});

const exitText = ({code, signal}: CommandEnd): string =>
	code === null ? `signal ${signal ?? 'unknown'}` : `exit ${code}`;

/** The command itself is the only one that tells. */
const errorOf = (end: CommandEnd): TaskError => {
	const {category, severity} = classifyError(end.words);
	return {
		message: `${exitText(end)}${end.words === '' ? '' : `: ${end.words}`}`,
		category,
		severity,
	};
};
