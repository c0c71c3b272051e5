import * as z from 'zod/mini';
import {statuses} from '../../model/status.ts';
import {errorCategories} from '../../model/task.ts';
import type {CanaryState} from './canary/state.ts';
import type {SprintState} from './sprint/state.ts';

/** A campaign that can be written down. */
export type Campaign = CanaryState | SprintState;

/** The text of a file that holds a campaign. */
export const storedText = (campaign: Campaign): string =>
	`${JSON.stringify({version: 1, campaign})}\n`;

const text = z.string();
const texts = z.array(text);
const number = z.number();
const orNull = <Schema extends z.ZodMiniType>(schema: Schema) => z.nullable(schema);
const withReason = <Name extends string>(name: Name) =>
	z.object({type: z.literal(name), reason: text});

const error = z.object({
	message: text,
	category: orNull(z.enum(errorCategories)),
	severity: orNull(z.enum(['critical', 'high', 'medium', 'low'])),
});

const sighting = z.object({
	status: z.enum(statuses),
	stage: orNull(text),
	stageIndex: orNull(number),
	progress: orNull(number),
	lastSignAt: orNull(number),
	retries: orNull(number),
	error: orNull(error),
	// Codes that are not known any more stand in no list of ours, and mean nothing.
	attention: texts,
	person: orNull(text),
});

const canary = z.object({
	type: z.literal('canary'),
	pace: z.union([
		z.object({type: z.literal('all')}),
		z.object({type: z.literal('side-by-side'), count: number}),
		z.object({type: z.literal('every'), ms: number}),
	]),
	limits: z.object({settleMs: number, progressMs: number}),
	items: z.array(
		z.object({
			key: text,
			id: text,
			title: text,
			option: text,
			stage: z.union([
				z.object({type: z.literal('waiting')}),
				z.object({type: z.literal('applying')}),
				z.object({
					type: z.literal('watched'),
					at: number,
					settledAt: number,
					until: number,
					baseline: orNull(sighting),
				}),
				z.object({
					type: z.literal('better'),
					reason: text,
					settledAt: number,
					baseline: sighting,
				}),
				withReason('worse'),
				withReason('left'),
				withReason('undone'),
			]),
		}),
	),
	phase: z.enum(['going', 'paused', 'stopped', 'abandoned', 'done']),
	reason: orNull(text),
	appliedAt: orNull(number),
	isProved: z.boolean(),
});

const sprint = z.object({
	type: z.literal('sprint'),
	limits: z.object({
		tasks: number,
		sideBySide: number,
		limitMs: number,
		graceMs: number,
		readyMs: number,
		seed: number,
	}),
	tasks: z.array(
		z.object({
			key: text,
			id: text,
			title: text,
			files: texts,
			starts: number,
			stage: z.union([
				z.object({type: z.literal('running'), since: number, until: number}),
				withReason('ending'),
				z.object({
					type: z.literal('settling'),
					until: number,
					end: z.object({
						code: orNull(number),
						signal: orNull(text),
						failure: orNull(text),
						words: text,
					}),
				}),
				z.object({type: z.literal('retrying'), at: number, error}),
				z.object({type: z.literal('waiting'), at: number, until: number, error}),
				z.object({type: z.literal('done')}),
				withReason('failed'),
				withReason('left'),
			]),
		}),
	),
	stopping: orNull(text),
	isOver: z.boolean(),
});

const stored = z.object({version: z.literal(1), campaign: z.union([canary, sprint])});

/**
A campaign as it can go on after metawatch was started again, or null when the text is not one. It does
nothing by itself: a canary is paused, a sprint is over. Whatever was under way at the end is left for a
person, because nobody saw what became of it.
*/
export const restoredCampaign = (content: string): Campaign | null => {
	const parsed = stored.safeParse(parsedJson(content));
	if (!parsed.success) {
		return null;
	}

	const {campaign} = parsed.data;
	return campaign.type === 'canary'
		? restoredCanary(campaign as CanaryState)
		: restoredSprint({...campaign, view: null});
};

const unseen = 'metawatch ended meanwhile, so nobody saw what became of it';

const restoredCanary = (state: CanaryState): CanaryState => ({
	...state,
	...(state.phase === 'going' && {phase: 'paused', reason: 'metawatch was started again'}),
	items: state.items.map((item) =>
		item.stage.type === 'applying' ? {...item, stage: {type: 'left', reason: unseen}} : item,
	),
});

const restoredSprint = (state: SprintState): SprintState => ({
	...state,
	isOver: true,
	stopping: state.stopping ?? 'metawatch ended',
	tasks: state.tasks.map((task) =>
		task.stage.type === 'done' || task.stage.type === 'failed' || task.stage.type === 'left'
			? task
			: {...task, stage: {type: 'left', reason: unseen}},
	),
});

const parsedJson = (content: string): unknown => {
	try {
		return JSON.parse(content);
	} catch {
		return null;
	}
};
