import {array, constantFrom, integer, option, record} from 'fast-check';
import type {Attempt} from '../../../source/model/attempt.ts';
import {noon} from '../tasks.ts';

/** A completed attempt of a minute, and whatever else a test is about. */
export const attemptOf = (known: Partial<Attempt> = {}): Attempt => ({
	task: 'tasks-meta:/code/T001',
	id: 'T001',
	title: 'Task T001',
	format: 'tasks-meta',
	workspace: '/code',
	group: 'specs/001-login',
	agent: 'jules',
	kind: null,
	stages: [],
	ordinal: 1,
	startedAt: noon - 60_000,
	endedAt: noon,
	durationMs: 60_000,
	outcome: 'completed',
	error: null,
	priority: null,
	points: null,
	dependencies: 0,
	source: 'observed',
	...known,
});

const time = option(
	integer({min: 0, max: 400}).map((hours) => noon - hours * 3_600_000),
	{nil: null},
);

/** Any attempts, many of the same few tasks. */
export const anyAttempts = array(
	record({
		task: constantFrom('a', 'b', 'c', 'd'),
		agent: option(constantFrom('jules', 'kiro'), {nil: null}),
		kind: option(constantFrom('plan', 'implement'), {nil: null}),
		ordinal: integer({min: 1, max: 9}),
		startedAt: time,
		endedAt: time,
		durationMs: option(integer({min: 0, max: 1_000_000_000}), {nil: null}),
		outcome: constantFrom(
			...(['completed', 'failed', 'interrupted', 'cancelled', 'running'] as const),
		),
		priority: option(integer({min: 0, max: 3}), {nil: null}),
		points: option(integer({min: 0, max: 8}), {nil: null}),
		dependencies: integer({min: 0, max: 4}),
		stages: array(
			record({
				name: constantFrom('plan', 'code', 'constructor'),
				durationMs: option(integer({min: 0, max: 100_000}), {nil: null}),
			}),
			{maxLength: 3},
		),
	}).map((known) => attemptOf(known)),
	{maxLength: 40},
);
