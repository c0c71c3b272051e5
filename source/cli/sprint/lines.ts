import type {Tone} from '../../analysis/columns.ts';
import type {SprintLine} from '../../export/sprint-schema.ts';
import {formatDuration} from '../../text/duration.ts';
import {sprintPreviewLines} from '../../recovery/campaign/sprint/preview.ts';
import {type Paint} from '../sgr.ts';

type PlanLine = Extract<SprintLine, {event: 'plan'}>;
type SummaryLine = Extract<SprintLine, {event: 'summary'}>;

/** One event of a sprint for people: one line, or a few where there is more to tell. */
export const sprintText = (line: SprintLine, paint: Paint): string => {
	switch (line.event) {
		case 'plan': {
			return planText(line, paint);
		}

		case 'summary': {
			return summaryText(line, paint);
		}

		default: {
			const {event, id, text, delayMs, log} = line;
			const {word, tone} = words[event];
			const when = delayMs === null ? '' : ` in ${formatDuration(Math.max(1000, delayMs))}`;
			const rest = [text, log === null ? null : `output in ${log}`].filter(Boolean).join('  ');
			return `${clockOf(line.at)} ${paint(`${word}${when}`.padEnd(8), tone)} ${id}${rest === '' ? '' : `  ${rest}`}`;
		}
	}
};

const words: Readonly<
	Record<
		Exclude<SprintLine['event'], 'plan' | 'summary'>,
		{readonly word: string; readonly tone: Tone}
	>
> = {
	started: {word: 'start', tone: 'accent'},
	progress: {word: 'progress', tone: 'dim'},
	ended: {word: 'ending', tone: 'warning'},
	done: {word: 'done', tone: 'completed'},
	failed: {word: 'failed', tone: 'failed'},
	retry: {word: 'retry', tone: 'warning'},
	left: {word: 'left for a person', tone: 'warning'},
};

const clockOf = (at: string): string => {
	const time = new Date(at);
	return [time.getHours(), time.getMinutes(), time.getSeconds()]
		.map((part) => String(part).padStart(2, '0'))
		.join(':');
};

const planText = (line: PlanLine, paint: Paint): string =>
	sprintPreviewLines(line)
		.map(({text, tone}) => paint(text, tone))
		.join('\n');

const summaryText = (line: SummaryLine, paint: Paint): string => {
	const {done, failed, left, notStarted, reason} = line;
	const counts = [
		`${done.length} done`,
		`${failed.length} failed`,
		`${left.length} left for a person`,
		...(notStarted > 0 ? [`${notStarted} more ready`] : []),
	].join(', ');
	return [
		paint(`${counts}: ${reason}`, 'strong'),
		...failed.map((task) => `${paint('failed', 'failed')} ${task.id}  ${task.reason}`),
		...left.map((task) => `${paint('left', 'warning')} ${task.id}  ${task.reason}`),
	].join('\n');
};
