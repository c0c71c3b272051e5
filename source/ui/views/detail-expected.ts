import {type TaskProspect, taskProspectOf} from '../../analysis/forecast/experience.ts';
import type {Expectations} from '../../analysis/forecast/expectations.ts';
import {recordSentence, successSentence, taskSentence} from '../../analysis/forecast/wording.ts';
import type {Row} from '../../analysis/rows.ts';
import type {Status} from '../../model/status.ts';
import {type DetailLine, heading, paragraph, type Section} from './detail-parts.ts';

/** Of these there is a next try, or one that runs; a word before its success where it is not the first. */
const tries: Readonly<Partial<Record<Status, string>>> = {
	running: '',
	pending: '',
	blocked: '',
	failed: 'tried again, it ',
	interrupted: 'tried again, it ',
	partial: 'tried again, it ',
};

/** What is to be expected of the task, and what that rests on; what is missing, while that is little. */
export const expected: Section = ({row, expectations, now, width}) => {
	const tryWords = tries[row.status];
	if (!expectations || tryWords === undefined) {
		return [];
	}

	const {time, success} = prospectAt(expectations, row, now);
	const record = recordSentence(expectations.experience.record);
	const isTimeKnown = time?.type === 'ranges';
	const timeLines =
		time === null || isNothing(time)
			? []
			: paragraph(
					isTimeKnown && record !== null ? `${taskSentence(time)}; ${record}` : taskSentence(time),
					width,
					isTimeKnown ? undefined : 'dim',
				);
	const successLines = isNothing(success)
		? []
		: paragraph(
				success.type === 'probability'
					? `${tryWords}${successSentence(success)}`
					: successSentence(success),
				width,
				success.type === 'probability' ? undefined : 'dim',
			);
	const lines: readonly DetailLine[] = [...timeLines, ...successLines];
	return lines.length === 0 ? [] : [heading('expected'), ...lines];
};

/** Where nothing at all is known, nothing is said. */
const isNothing = (
	forecast: NonNullable<TaskProspect['time']> | TaskProspect['success'],
): boolean => forecast.type === 'too-little' && forecast.count === 0;

/** Moves on in steps, as nobody sees that it moves in less. */
const stepMs = 15_000;

const known = new WeakMap<
	Row,
	{readonly from: Expectations; readonly at: number; readonly prospect: TaskProspect}
>();

/** Remembered, because details are drawn at every key. */
const prospectAt = (from: Expectations, row: Row, now: number): TaskProspect => {
	const at = Math.max(row.runningSince ?? 0, Math.floor(now / stepMs) * stepMs);
	const before = known.get(row);
	if (before?.from === from && before.at === at) {
		return before.prospect;
	}

	const prospect = taskProspectOf(from.experience, row, at);
	known.set(row, {from, at, prospect});
	return prospect;
};
