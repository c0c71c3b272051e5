import {formatNames} from '../../model/format-name.ts';
import {formatAge} from '../../text/age.ts';
import {formatRoughly} from '../../text/duration.ts';
import {truncate, wrap} from '../../text/width.ts';
import type {Surroundings} from '../app.tsx';
import type {Frame} from '../frame.ts';
import type {Segment} from '../line.tsx';

/** What is watched and how, in sentences. */
export const watchedTexts = (
	{health, judgement, now}: Frame,
	{workspaces}: Surroundings,
	width: number,
): readonly string[] =>
	[
		...workspaces.map((folder) => `watching ${folder}`),
		`${health.mode}: ${health.files} files in ${health.folders} folders`,
		health.reason,
		health.missed > 0
			? `${health.missed} changes were found by the slow pass only: the system did not report them`
			: 'no change was missed so far',
		judgementText(judgement, now),
	].flatMap((text) => (text === null ? [] : wrap(text, width)));

/** How often a silence was mistaken, and what it rests on. */
const judgementText = (
	{falseAlarms, lastFalseAlarm, gaps}: Frame['judgement'],
	now: number,
): string => {
	const learned = `${gaps} ${gaps === 1 ? 'silence' : 'silences'} seen to end`;
	return lastFalseAlarm === null
		? `no false alarm so far, ${learned}`
		: `${falseAlarms} ${falseAlarms === 1 ? 'false alarm' : 'false alarms'}, ${learned}; the last: ${lastFalseAlarm.id} was called ${lastFalseAlarm.verdict} after ${formatRoughly(lastFalseAlarm.silenceMs)} and moved again ${formatAge(now - lastFalseAlarm.at)}`;
};

/** What was found in each format, by the titles of a table. */
export const foundByFormat = ({model}: Frame) =>
	formatNames.map((name) => {
		const rows = model.rows.filter(({task}) => task.format === name);
		return {
			Format: name,
			Tasks: String(rows.length),
			Running: String(rows.filter(({status}) => status === 'running').length),
			Attention: String(rows.filter(({attention}) => attention.length > 0).length),
			Groups: String(new Set(rows.map(({task}) => task.group)).size),
			Problems: String(model.problems.filter(({format}) => format === name).length),
		};
	});

/** All of it as lines, for a screen that has no room for a table, or none to see. */
export const watchedLines = (
	frame: Frame,
	surroundings: Surroundings,
): readonly (readonly Segment[])[] => {
	const width = frame.layout.columns - 4;
	return [
		...watchedTexts(frame, surroundings, width),
		...foundByFormat(frame).map(
			({Format, Tasks, Problems}) => `${Format}: ${Tasks} tasks, ${Problems} problems`,
		),
	].map((text) => [{text: truncate(text, width)}]);
};
