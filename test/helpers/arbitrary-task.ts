import * as fc from 'fast-check';
import type {Activity} from '../../source/model/activity.ts';
import {attentionCodes} from '../../source/model/attention.ts';
import {formatNames} from '../../source/model/format-name.ts';
import {severities} from '../../source/model/problem.ts';
import {statuses} from '../../source/model/status.ts';
import {blankTask, errorCategories, type Task} from '../../source/model/task.ts';

/** Epoch ms: mostly dates, sometimes what damaged files claim. */
const arbitraryTime = fc.oneof(
	fc.integer({min: 0, max: 4e12}),
	fc.constantFrom(0, -1, 8.64e15, -8.64e15),
);

const text = fc.string({unit: 'grapheme', maxLength: 30});

const orNull = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
	fc.option(arbitrary, {nil: null});

const origin = fc.record({path: text, line: orNull(fc.integer({min: 1, max: 5000}))});

const moment = fc.record({at: arbitraryTime, source: text});

const activity: fc.Arbitrary<Activity> = fc.record({
	signals: fc.array(
		fc.record({
			signal: text,
			weight: fc.constantFrom('life' as const, 'end' as const, 'note' as const),
			at: orNull(arbitraryTime),
			says: text,
		}),
		{maxLength: 3},
	),
	silentAfterMs: fc.integer({min: 1, max: 1e7}),
	interruptedAfterMs: fc.integer({min: 1, max: 1e7}),
	usualMs: orNull(fc.integer({min: 1, max: 1e7})),
});

/** Any task that a format could make; keys are unique only within `arbitraryTasks`. */
const arbitraryTask: fc.Arbitrary<Task> = fc
	.record({
		key: text,
		id: text,
		title: text,
		format: fc.constantFrom(...formatNames),
		workspace: text,
		group: text,
		order: fc.nat(1000),
		section: orNull(text),
		status: fc.constantFrom(...statuses),
		rawStatus: orNull(text),
		stage: orNull(
			fc.record({
				name: text,
				index: orNull(fc.nat(20)),
				total: orNull(fc.integer({min: 1, max: 20})),
			}),
		),
		progress: orNull(fc.double({min: 0, max: 1, noNaN: true})),
		agent: orNull(text),
		session: orNull(text),
		kind: orNull(text),
		startedAt: orNull(moment),
		updatedAt: orNull(moment),
		completedAt: orNull(moment),
		durationMs: orNull(fc.nat(1e9)),
		durationSource: orNull(text),
		retries: orNull(fc.nat(9)),
		priority: orNull(fc.record({raw: text, rank: orNull(fc.nat(5))})),
		score: orNull(fc.double({min: 0, max: 10, noNaN: true})),
		humanRequired: orNull(text),
		error: orNull(
			fc.record({
				message: text,
				category: orNull(fc.constantFrom(...errorCategories)),
				severity: orNull(fc.constantFrom('critical' as const, 'high' as const, 'low' as const)),
			}),
		),
		attention: fc.array(fc.record({code: fc.constantFrom(...attentionCodes), message: text}), {
			maxLength: 3,
		}),
		nextStep: orNull(text),
		command: orNull(text),
		artifacts: fc.array(
			fc.record({
				path: text,
				type: orNull(text),
				summary: orNull(text),
				exists: orNull(fc.boolean()),
			}),
			{maxLength: 2},
		),
		review: orNull(
			fc.record({
				state: fc.constantFrom('passed' as const, 'failed' as const, 'not-recorded' as const),
				detail: text,
			}),
		),
		activity: orNull(activity),
		files: fc.array(origin, {maxLength: 2}),
		sources: fc.record({title: origin, status: origin}, {requiredKeys: []}),
		staleSince: orNull(arbitraryTime),
	})
	.map((values) => ({...blankTask(values), ...values}));

/** Tasks of one state: unique keys, and dependencies among each other. */
export const arbitraryTasks: fc.Arbitrary<readonly Task[]> = fc
	.array(fc.tuple(arbitraryTask, fc.array(fc.nat(30), {maxLength: 3})), {maxLength: 12})
	.map((entries) =>
		entries.map(([task, wanted], index) => ({
			...task,
			key: `${task.format}:/${index}#${task.key}`,
			dependencies: wanted.map((number) => {
				const target = entries[number]?.[0];
				return {
					raw: `raw ${number}`,
					id: target ? target.id : null,
					key: target ? `${target.format}:/${number}#${target.key}` : null,
					state: target ? ('known' as const) : ('missing' as const),
				};
			}),
		})),
	);

export const arbitraryFindings = fc.array(
	fc.record({
		code: text,
		severity: fc.constantFrom(...severities),
		message: text,
		format: orNull(fc.constantFrom(...formatNames)),
		task: orNull(text),
		path: text,
		line: orNull(fc.integer({min: 1, max: 999})),
		column: orNull(fc.integer({min: 1, max: 99})),
	}),
	{maxLength: 5},
);
