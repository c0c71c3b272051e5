import * as z from 'zod';
import {errorCategories} from '../model/task.ts';

/* Parts of `stats --json`: errors by pattern, and forecasts. */

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const time = z.iso.datetime({precision: 3});
const range = z.strictObject({from: time, until: time});

const ranges = {
	half: range.describe('Within it half of the time.'),
	nineTenths: range.describe('Within it nine times of ten.'),
};

const work = {
	...ranges,
	tasks: count.describe('Open tasks that are counted.'),
	without: count.describe('Open tasks that only a person can set going: not counted.'),
	silent: count.describe('Running tasks that have been silent for long: the ranges are wider.'),
};

export const errorGroupsSchema = z
	.array(
		z.strictObject({
			pattern: z
				.string()
				.nullable()
				.describe('The message without what differs; null: nothing was said.'),
			category: z.enum(errorCategories),
			severity: z.enum(['critical', 'high', 'medium', 'low']),
			count,
			tasks: count,
			agents: z.array(z.string()),
			firstAt: time.nullable(),
			lastAt: time.nullable(),
			byHour: z.array(count).describe('By hour of the local day, 0 to 23.'),
			trend: z
				.enum(['rising', 'falling', 'steady'])
				.nullable()
				.describe('Against as much time before; null: not known.'),
			recovered: count.describe('After which the same task was completed.'),
			of: count,
			example: z.strictObject({key: z.string(), id: z.string(), message: z.string().nullable()}),
			options: z.array(
				z.strictObject({
					option: z.string().nullable().describe('null: tried again without any.'),
					title: z.string(),
					tried: count,
					worked: count,
					open: count,
				}),
			),
		}),
	)
	.nullable()
	.describe('Errors by pattern, most often first; null: not looked into.');

export const forecastSchema = z
	.strictObject({
		all: z.strictObject(work).nullable().describe('Everything that is open; null: not forecast.'),
		groups: z.array(z.strictObject({workspace: z.string(), group: z.string(), ...work})),
		agents: z.number().int().min(1).nullable().describe('How many are taken to work at once.'),
		known: count.nullable().describe('Lengths that are known, where they are too few.'),
		needed: count.nullable(),
		running: z.array(
			z.strictObject({
				key: z.string(),
				id: z.string(),
				done: z
					.strictObject({...ranges, basis: z.string(), isSilent: z.boolean()})
					.nullable()
					.describe('If it succeeds; null: too little is known.'),
				success: z
					.strictObject({
						probability: share,
						low: share,
						high: share,
						risk: z.enum(['low', 'medium', 'high']),
						basis: z.string(),
					})
					.nullable()
					.describe('With its 90 % interval; null: too little is known.'),
			}),
		),
		score: z
			.strictObject({
				of: z.enum(['kept', 'tried']).describe('Forecasts that were made, or tried on the past.'),
				ranges: z
					.strictObject({
						count,
						heldHalf: count,
						heldNineTenths: count,
						meanWidth: z.number().describe('Milliseconds.'),
						pinball: z.number().describe('Milliseconds.'),
					})
					.nullable(),
				probabilities: z.strictObject({count, brier: share, reference: share}).nullable(),
			})
			.describe('How forecasts have fared.'),
	})
	.nullable()
	.describe('null: not looked into.');

export type ForecastReport = NonNullable<z.infer<typeof forecastSchema>>;
