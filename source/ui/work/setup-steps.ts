import {leastReadingMs} from '../recovery/keys.ts';
import type {CampaignHost} from './campaign-host.ts';
import {sprintKey, type SprintSetup} from './work-panel.ts';

/** Tasks in all and side by side that are offered at first. */
const usual = {tasks: 5, sideBySide: 1};
const mostTasks = 99;
const mostSideBySide = 20;

/** What a sprint would start now. */
export const newSetup = (host: CampaignHost, now: number): SprintSetup =>
	setupFor(host, usual.tasks, usual.sideBySide, now);

const setupFor = (
	host: CampaignHost,
	tasks: number,
	sideBySide: number,
	now: number,
): SprintSetup => {
	const preview = host.previewSprint(tasks, sideBySide);
	const isRefused = 'refusal' in preview;
	return {
		type: 'sprint-setup',
		tasks,
		sideBySide,
		preview: isRefused ? null : preview,
		refusal: isRefused ? preview.refusal : null,
		shownAt: now,
	};
};

const steps: Readonly<Record<string, readonly [tasks: number, sideBySide: number]>> = {
	up: [1, 0],
	down: [-1, 0],
	right: [0, 1],
	left: [0, -1],
};

/** With other numbers; null: the key changes none. */
export const setupAfter = (
	host: CampaignHost,
	{tasks, sideBySide}: SprintSetup,
	key: string,
	now: number,
): SprintSetup | null => {
	const step = steps[key];
	const within = (value: number, most: number): number => Math.min(Math.max(1, value), most);
	return step
		? setupFor(
				host,
				within(tasks + step[0], mostTasks),
				within(sideBySide + step[1], mostSideBySide),
				now,
			)
		: null;
};

/** The same numbers, as it stands now. */
export const setupAgain = (
	host: CampaignHost,
	{tasks, sideBySide}: SprintSetup,
	now: number,
): SprintSetup => setupFor(host, tasks, sideBySide, now);

/** Whether the same would be started. */
export const isSame = (a: SprintSetup, b: SprintSetup): boolean =>
	JSON.stringify([a.refusal, a.preview?.tasks]) === JSON.stringify([b.refusal, b.preview?.tasks]);

/** Whether a key starts what stands there, which must have been there to be read. */
export const isConfirmed = (
	{preview, refusal, shownAt}: SprintSetup,
	key: string,
	now: number,
): boolean =>
	key === sprintKey &&
	refusal === null &&
	(preview?.tasks.length ?? 0) > 0 &&
	now - shownAt >= leastReadingMs;
