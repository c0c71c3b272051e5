import {formatNames} from '../../model/format-name.ts';
import type {Lag, Vitals} from '../../model/health.ts';
import {tornGraceMs} from '../../store/torn-files.ts';
import {formatAge} from '../../text/age.ts';
import {formatRoughly} from '../../text/duration.ts';
import {truncate, wrap} from '../../text/width.ts';
import type {Surroundings} from '../app.tsx';
import type {Frame} from '../frame.ts';
import type {Segment} from '../line.tsx';
import {originText} from './detail-parts.ts';

/** What is watched and how, in sentences. */
export const watchedTexts = (
	frame: Frame,
	{workspaces, formatClock}: Surroundings,
	width: number,
): readonly string[] => {
	const {health, vitals, judgement, now} = frame;
	const clock = (at: number): string => formatClock(at, now);
	return [
		...workspaces.map((folder) => `watching ${folder}`),
		`${health.mode}: ${health.files} files in ${health.folders} folders${reportedText(vitals?.watchedFolders ?? null)}`,
		health.reason,
		`${
			health.missed > 0
				? `${health.missed} changes were found by the slow pass only: the system did not report them`
				: 'no change was missed so far'
		}${passText(vitals?.lastPass ?? null, clock)}`,
		judgementText(judgement, now),
		lagText(vitals?.lag ?? null, vitals?.drawnLag ?? null),
		useText(vitals),
		...unreadableTexts(frame, workspaces, clock),
	].flatMap((text) => (text === null ? [] : wrap(text, width)));
};

const reportedText = (folders: number | null): string =>
	folders === null ? '' : `, changes reported for ${folders} of them`;

const passText = (pass: Vitals['lastPass'], clock: (at: number) => string): string =>
	pass === null ? '' : `; last compared ${clock(pass.at)}, in ${Math.round(pass.tookMs)} ms`;

/** How far behind the disk it is. */
const lagText = (applied: Lag | null, drawn: Lag | null): string | null => {
	if (applied === null) {
		return null;
	}

	const changes = `${applied.samples} ${applied.samples === 1 ? 'change' : 'changes'}`;
	const shown = drawn === null ? '' : `, drawn after ${lagRange(drawn)}`;
	return `behind the disk: read after ${lagRange(applied)}${shown} (half, 95 % of ${changes})`;
};

const lagRange = ({p50Ms, p95Ms}: Lag): string => `${p50Ms}, ${p95Ms} ms`;

const useText = (vitals: Vitals | null): string | null => {
	if (vitals?.memoryBytes === null || vitals === null) {
		return null;
	}

	const memory = `${Math.round(vitals.memoryBytes / 1e6)} MB`;
	return vitals.cpuShare === null
		? `takes ${memory} of memory`
		: `takes ${(vitals.cpuShare * 100).toFixed(1)} % of a core, ${memory} of memory`;
};

/** Files that cannot be read, each with its place and since when. */
const unreadableTexts = (
	{model, now}: Frame,
	workspaces: readonly string[],
	clock: (at: number) => string,
): readonly string[] =>
	[...model.torn.values()].flatMap(({path, since, damage: {line}}) => {
		if (since === null || now - since < tornGraceMs) {
			return [];
		}

		const workspace = workspaces.find((folder) => path.startsWith(`${folder}/`)) ?? '';
		return [`unreadable since ${clock(since)}: ${originText({path, line}, workspace)}`];
	});

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
