import type {Tone} from '../../analysis/columns.ts';
import {
	type EvidenceLine,
	evidenceLines,
	outlook,
	thresholdLine,
} from '../../analysis/explanation.ts';
import type {Verdict} from '../../analysis/liveness.ts';
import type {Row} from '../../analysis/rows.ts';
import {formatAge} from '../../text/age.ts';
import {formatRoughly} from '../../text/duration.ts';
import {displayWidth, fit, wrap} from '../../text/width.ts';
import {type DetailLine, field, heading, paragraph} from './detail-parts.ts';

const verdictTones: Readonly<Record<Verdict, Tone>> = {
	active: 'running',
	quiet: 'dim',
	stuck: 'warning',
	interrupted: 'interrupted',
	unknown: 'unknown',
};

/** Why a task counts as what it does: the evidence line by line, the threshold, what would change it. */
export const whyLines = ({
	row,
	now,
	width,
	formatTime,
}: {
	readonly row: Row;
	readonly now: number;
	readonly width: number;
	readonly formatTime: (at: number) => string;
}): readonly DetailLine[] => {
	const {task, liveness} = row;
	if (!liveness) {
		return paragraph('no file calls this task active, so there is nothing to judge', width);
	}

	const {verdict, reason, lastSignAt} = liveness;
	return [
		...wrap(`${task.id} ${task.title}`, width).map((line): DetailLine => [
			{text: line, tone: 'strong'},
		]),
		...paragraph(`${verdict}${reason === null ? '' : `: ${reason}`}`, width, verdictTones[verdict]),
		[],
		...field('file says', task.rawStatus ?? task.status, width),
		...field(
			'last sign',
			lastSignAt === null ? 'none' : `${formatTime(lastSignAt)}  ${formatAge(now - lastSignAt)}`,
			width,
		),
		...field('threshold', thresholdLine(liveness), width),
		[],
		...evidenceSection(row, now, width),
		[],
		heading('what would change it'),
		...outlook(row, now).flatMap((text) => paragraph(text, width)),
	];
};

/** The evidence, one piece a line where there is room: signal, age, weight, what it says. */
export const evidenceSection = (
	row: Row,
	now: number,
	width: number,
	hint = '',
): readonly DetailLine[] => {
	const lines = evidenceLines(row);
	return lines.length === 0
		? []
		: [
				[
					...heading(`evidence: ${row.liveness?.verdict ?? 'unknown'}`),
					...(hint === '' ? [] : [{text: `  ${hint}`, tone: 'dim' as const}]),
				],
				...lines.flatMap((line) => evidenceLine(line, now, width)),
				...falseAlarmLines(row, now, width),
			];
};

const falseAlarmLines = ({liveness}: Row, now: number, width: number): readonly DetailLine[] => {
	const alarm = liveness?.falseAlarm;
	return alarm
		? paragraph(
				`false alarm: called ${alarm.verdict} after ${formatRoughly(alarm.silenceMs)} of silence, and moved again ${formatAge(now - alarm.at)}`,
				width,
				'warning',
			)
		: [];
};

const marks: Readonly<Record<EvidenceLine['weight'], string>> = {end: '✖', life: '•', note: ' '};

/** From this width on the stable name of a signal stands in a column of its own. */
const namedFrom = 70;
const nameWidth = 20;

const evidenceLine = (line: EvidenceLine, now: number, width: number): readonly DetailLine[] => {
	const {weight, at, says, signal, isSilent} = line;
	const age = [at === null ? '' : formatAge(now - at), isSilent ? 'silent' : '']
		.filter(Boolean)
		.join(', ');
	const name = width >= namedFrom ? fit(`${signal} (${weight})`, nameWidth + 7) : '';
	const room = Math.max(4, width - 3 - displayWidth(name) - displayWidth(age) - (name ? 1 : 0));
	return wrap(says, room).map((text, index): DetailLine => [
		{
			text: `${index === 0 ? marks[weight] : ' '} `,
			tone: weight === 'end' ? 'failed' : 'accent',
		},
		...(name
			? [{text: `${index === 0 ? name : ' '.repeat(nameWidth + 7)} `, tone: 'dim' as const}]
			: []),
		{text: fit(text, room)},
		...(index === 0 && age !== ''
			? [{text: ` ${age}`, tone: isSilent ? ('warning' as const) : ('dim' as const)}]
			: []),
	]);
};
