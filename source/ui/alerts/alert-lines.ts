import {muteAlerts, showAlerts} from '../../commands/alerts.ts';
import {keyLabel} from '../../commands/keymap.ts';
import type {AlertsShown} from '../../analysis/alerts/shown.ts';
import type {Row} from '../../analysis/rows.ts';
import {type Alert, alertRuleIds, alertRules} from '../../model/alert.ts';
import {displayWidth, fit, truncate} from '../../text/width.ts';
import type {Hint} from '../hint.ts';
import type {Segment} from '../line.tsx';

type PaneLine = readonly Segment[];

/** Columns of the name of a rule: the longest is "many failures". */
const ruleWidth = 13;

const [seenKey, muteKey] = [showAlerts, muteAlerts].map(({keys}) => keyLabel(keys[0]!));

/** What happened, newest first, and what keeps it quiet. */
export const alertLines = (
	{alerts, atStart, mutedUntil, trouble}: AlertsShown,
	{
		width,
		clock,
		rowOf,
	}: {
		readonly width: number;
		/** Epoch ms -> local time of day. */
		readonly clock: (at: number) => string;
		readonly rowOf: (key: string) => Row | undefined;
	},
): readonly PaneLine[] => {
	const held = alertRuleIds.flatMap((id) =>
		atStart[id] === undefined
			? []
			: [`${atStart[id]} ${atStart[id] === 1 ? alertRules[id].title : alertRules[id].many}`],
	);
	const notes = [
		mutedUntil === null ? null : `quiet until ${clock(mutedUntil)}; ${muteKey} ends it`,
		trouble === null ? null : `webhook: ${trouble}`,
		held.length === 0 ? null : `already so when metawatch came: ${held.join(', ')}`,
	].filter((note) => note !== null);
	return [
		[{text: 'alerts', tone: 'strong'}],
		...notes.map((note): PaneLine => [{text: truncate(note, width), tone: 'dim'}]),
		[],
		...(alerts.length === 0
			? [
					[
						{
							text: truncate('nothing has happened since metawatch came', width),
							tone: 'dim',
						} as const,
					],
				]
			: alerts.flatMap((alert) => linesOf(alert, {width, clock, rowOf}))),
	];
};

const linesOf = (
	alert: Alert,
	{
		width,
		clock,
		rowOf,
	}: {
		readonly width: number;
		readonly clock: (at: number) => string;
		readonly rowOf: (key: string) => Row | undefined;
	},
): readonly PaneLine[] => {
	const {rule, at, message, tasks, count, repeats, isAcknowledged, isLoud} = alert;
	const tone = isAcknowledged ? 'dim' : 'plain';
	const time = clock(at);
	const head: PaneLine = [
		{text: isAcknowledged ? '  ' : '⚑ ', tone: 'accent'},
		{text: `${time}  `, tone: 'dim'},
		{
			text: `${fit(alertRules[rule].title, ruleWidth)}  `,
			tone: isAcknowledged ? 'dim' : isLoud ? 'warning' : 'plain',
		},
	];
	const indent = head.reduce((sum, {text}) => sum + displayWidth(text), 0);
	const room = Math.max(1, width - indent);
	const after = [
		repeats > 0 ? `and ${repeats} more ${repeats === 1 ? 'time' : 'times'}` : null,
		count > 1 ? tasks.map(({id}) => id).join(', ') : sinceThen(alert, rowOf),
	].filter((text) => text !== null);
	return [
		[...head, {text: truncate(message, room), tone}],
		...after.map((text): PaneLine => [
			{text: `${' '.repeat(Math.min(indent, width - 1))}${truncate(text, room)}`, tone: 'dim'},
		]),
	];
};

/** What has become of the task since. */
const sinceThen = ({tasks}: Alert, rowOf: (key: string) => Row | undefined): string | null => {
	const [task] = tasks;
	const row = task && rowOf(task.key);
	return !task
		? null
		: !row
			? 'gone by now'
			: row.status === task.status
				? null
				: `now ${row.status}`;
};

/** What the keys do there. */
export const alertHints: readonly Hint[] = [
	{key: seenKey!, hint: 'seen'},
	{key: muteKey!, hint: 'mute'},
	{key: 'Esc', hint: 'close'},
];
