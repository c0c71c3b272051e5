import * as fc from 'fast-check';
import type {Attempt} from '../../source/model/attempt.ts';
import {formatNames} from '../../source/model/format-name.ts';
import {errorCategories} from '../../source/model/task.ts';
import {noon} from './tasks.ts';

/** A completed attempt of an hour that ended at noon, and whatever else a test is about. */
export const attemptOf = (known: Partial<Attempt> & {readonly task: string}): Attempt => ({
	id: known.task,
	title: `Task ${known.task}`,
	format: 'tasks-meta',
	workspace: '/code',
	group: 'specs/001-login',
	agent: null,
	kind: null,
	stages: [],
	ordinal: 1,
	startedAt: null,
	endedAt: noon,
	durationMs: null,
	outcome: 'completed',
	error: null,
	priority: null,
	points: null,
	dependencies: 0,
	source: 'observed',
	...known,
});

/** An error as files tell it. */
export const errorOf = (message: string): Attempt['error'] => ({
	message,
	category: null,
	severity: null,
});

const orNull = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
	fc.option(arbitrary, {nil: null});

const time = fc.integer({min: noon - 1e9, max: noon + 1e9});

/** Any attempts that could be recorded, also such that make no sense together. */
export const arbitraryAttempts: fc.Arbitrary<readonly Attempt[]> = fc.array(
	fc
		.record({
			task: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
			format: fc.constantFrom(...formatNames),
			agent: orNull(fc.constantFrom('codex', 'jules', '')),
			kind: orNull(fc.constantFrom('lean4', 'SYNC')),
			ordinal: fc.integer({min: 1, max: 4}),
			startedAt: orNull(time),
			endedAt: orNull(time),
			durationMs: orNull(fc.oneof(fc.integer({min: 0, max: 1e8}), fc.constantFrom(0, 0.5, 1e15))),
			outcome: fc.constantFrom(
				'completed' as const,
				'failed' as const,
				'interrupted' as const,
				'cancelled' as const,
				'running' as const,
			),
			error: orNull(
				fc.record({
					message: fc.string({unit: 'binary', maxLength: 40}),
					category: orNull(fc.constantFrom(...errorCategories)),
					severity: fc.constant(null),
				}),
			),
		})
		.map((known) => attemptOf(known)),
	{maxLength: 60},
);
