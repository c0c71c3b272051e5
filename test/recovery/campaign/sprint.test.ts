import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Sighting} from '../../../source/recovery/campaign/sighting.ts';
import {
	type CommandEnd,
	newSprint,
	type ReadyTask,
	type SprintAction,
	type SprintEvent,
	type SprintLimits,
	type SprintNews,
	type SprintState,
	type SprintSummary,
	type SprintView,
	usualSprintLimits,
} from '../../../source/recovery/campaign/sprint/state.ts';
import {sprintStep} from '../../../source/recovery/campaign/sprint/step.ts';
import {statuses, type Status} from '../../../source/model/status.ts';
import type {TaskError} from '../../../source/model/task.ts';

const start = Date.parse('2026-01-05T10:00:00Z');

const sighting = (status: Status, changes: Partial<Sighting> = {}): Sighting => ({
	status,
	stage: null,
	stageIndex: null,
	progress: null,
	lastSignAt: null,
	retries: null,
	error: null,
	attention: [],
	person: null,
	...changes,
});

const readyTask = (key: string, files: readonly string[] = []): ReadyTask => ({
	key,
	id: key,
	title: `Task ${key}`,
	files,
});

const view = (
	ready: readonly ReadyTask[],
	seen: SprintView['seen'] = {},
	busy: readonly string[] = [],
): SprintView => ({ready, seen, busy});

const commandEnd = (changes: Partial<CommandEnd> = {}): CommandEnd => ({
	code: 0,
	signal: null,
	failure: null,
	words: '',
	...changes,
});

/** A sprint with a clock that only the test moves. */
const sprint = (limits: Partial<SprintLimits> = {}) => {
	let state: SprintState = newSprint({...usualSprintLimits, tasks: 10, seed: 1, ...limits});
	let now = start;
	let wakeAt: number | null = null;
	const actions: SprintAction[] = [];
	const send = (event: SprintEvent): readonly SprintAction[] => {
		const step = sprintStep(state, event, now);
		({state} = step);
		({wakeAt} = step);
		actions.push(...step.actions);
		return step.actions;
	};

	return {
		send,
		look: (ready: readonly ReadyTask[], seen: SprintView['seen'] = {}, busy: string[] = []) =>
			send({type: 'looked', view: view(ready, seen, busy)}),
		exit: (task: string, changes: Partial<CommandEnd> = {}) =>
			send({type: 'exited', task, end: commandEnd(changes)}),
		/** Moves the clock to when the sprint wants to be woken, and wakes it. */
		wake: () => {
			now = wakeAt ?? now;
			return send({type: 'tick'});
		},
		after: (ms: number) => {
			now += ms;
			return send({type: 'tick'});
		},
		state: () => state,
		wakeIn: () => (wakeAt === null ? null : wakeAt - now),
		stageOf: (task: string) => state.tasks.find(({key}) => key === task)!.stage,
		news: () =>
			actions.flatMap((action): SprintNews[] => (action.type === 'tell' ? [action.news] : [])),
		summary: (): SprintSummary | undefined =>
			actions.find((action) => action.type === 'over')?.summary,
	};
};

const started = (actions: readonly SprintAction[]): readonly string[] =>
	actions.flatMap((action) => (action.type === 'start' ? [action.task] : []));

const networkError: TaskError = {
	message: 'connection reset',
	category: 'network',
	severity: 'high',
};

describe('a sprint starts', () => {
	test('the ready tasks in order, as many side by side as asked', () => {
		const {look, send} = sprint({sideBySide: 2});
		expect(started(send({type: 'tick'}))).toEqual([]);
		expect(started(look([readyTask('b'), readyTask('a'), readyTask('c')]))).toEqual(['b', 'a']);
	});

	test('the next when one is done, up to the number asked for', () => {
		const {look, exit, summary} = sprint({tasks: 2});
		look([readyTask('a'), readyTask('b'), readyTask('c')]);
		look([readyTask('b'), readyTask('c')], {a: sighting('completed')});
		expect(started(exit('a'))).toEqual(['b']);
		look([readyTask('c')], {a: sighting('completed'), b: sighting('completed')});
		expect(started(exit('b'))).toEqual([]);
		expect(summary()).toEqual({
			done: ['a', 'b'],
			failed: [],
			left: [],
			notStarted: 1,
			reason: '2 tasks were started, as asked',
		});
	});

	test('no two that change the same file, whoever works on it', () => {
		const {look, exit} = sprint({sideBySide: 3});
		const [a, b, c] = [
			readyTask('a', ['/x', '/y']),
			readyTask('b', ['/y']),
			readyTask('c', ['/z']),
		];
		expect(started(look([a, b, c], {}, ['/z']))).toEqual(['a']);
		expect(started(look([b, c], {a: sighting('completed')}))).toEqual(['c']);
		expect(started(exit('a'))).toEqual(['b']);
	});

	test('nothing when nothing is ready', () => {
		const {look, summary} = sprint();
		look([]);
		expect(summary()).toMatchObject({done: [], reason: 'nothing more is ready'});
	});

	test('nothing when somebody else works on the files of all that is ready', () => {
		const {look, summary} = sprint();
		look([readyTask('a', ['/x'])], {}, ['/x']);
		expect(summary()).toMatchObject({
			notStarted: 1,
			reason: 'what is ready changes files that somebody works on',
		});
	});
});

describe('a task whose command has ended', () => {
	test.each([
		['completed', {}, 'done', ''],
		['completed', {code: 3}, 'left', 'its files say completed, but its command ended with exit 3'],
		['blocked', {}, 'left', 'its files say blocked'],
		['cancelled', {}, 'left', 'its files say cancelled'],
		['skipped', {code: 1}, 'left', 'its files say skipped'],
		[
			'running',
			{failure: 'no such program'},
			'left',
			'its command could not be started: no such program',
		],
	] as const)('with files that say %s and %j is %s at once', (status, end, what, text) => {
		const {look, exit, stageOf, news} = sprint();
		look([readyTask('a')]);
		look([], {a: sighting(status)});
		exit('a', end);
		expect(stageOf('a').type).toBe(what);
		expect(news().at(-1)).toMatchObject({what, text});
	});

	test.each([
		['running', 'its command ended without recording: the files still say running'],
		['pending', 'its command ended without recording: the files still say pending'],
		['interrupted', 'its command ended without recording: the files still say interrupted'],
		['partial', 'its files say partial: there is more to do'],
		[null, 'its command ended well, and no file names the task any more'],
	] as const)('with files that say %s is left, after a grace', (status, reason) => {
		const {look, exit, stageOf, wake, wakeIn} = sprint();
		look([readyTask('a')]);
		look([], {a: status && sighting(status)});
		exit('a');
		expect(stageOf('a').type).toBe('settling');
		expect(wakeIn()).toBe(usualSprintLimits.graceMs);
		wake();
		expect(stageOf('a')).toEqual({type: 'left', reason});
	});

	test('may be told about by its files within the grace', () => {
		const {look, exit, stageOf, after} = sprint();
		look([readyTask('a')]);
		exit('a');
		after(9000);
		look([], {a: sighting('completed')});
		expect(stageOf('a').type).toBe('done');
	});

	test('that runs longer than it may is ended and left', () => {
		const {look, wake, exit, stageOf} = sprint({limitMs: 1000});
		look([readyTask('a')]);
		expect(wake()).toContainEqual({type: 'end', task: 'a'});
		expect(started(look([readyTask('b')], {a: sighting('running')}))).toEqual([]);
		exit('a', {code: null, signal: 'SIGTERM'});
		expect(stageOf('a')).toEqual({
			type: 'left',
			reason: 'its command was ended: it ran longer than it may',
		});
	});
});

describe('a task that failed', () => {
	const failing = (error: TaskError, limits: Partial<SprintLimits> = {}) => {
		const run = sprint(limits);
		run.look([readyTask('a')]);
		const fail = () => {
			run.look([], {a: sighting('failed', {error})});
			return run.exit('a', {code: 1});
		};

		/** The retry is recorded, the files say so, the time comes. */
		const retry = () => {
			run.send({type: 'retried', task: 'a', refusal: null});
			run.look([readyTask('a')], {a: sighting('pending')});
			return run.wake();
		};

		return {...run, fail, retry};
	};

	test('is tried again by the schedule of its category, with the retry of its format first', () => {
		const {fail, news, send, look, wakeIn, wake} = failing(networkError);
		expect(fail()).toContainEqual({type: 'retry', task: 'a'});
		const {delayMs} = news().at(-1)!;
		expect(delayMs).toBeGreaterThanOrEqual(1000);
		expect(delayMs).toBeLessThanOrEqual(2000);
		expect(started(send({type: 'retried', task: 'a', refusal: null}))).toEqual([]);
		expect(started(look([readyTask('a')], {a: sighting('pending')}))).toEqual([]);
		expect(wakeIn()).toBe(delayMs);
		expect(started(wake())).toEqual(['a']);
		expect(news().at(-1)).toMatchObject({what: 'started', text: 'retry 1'});
	});

	test('is left when its category allows no more', () => {
		const {fail, retry, summary} = failing({
			message: 'timed out',
			category: 'timeout',
			severity: null,
		});
		fail();
		expect(started(retry())).toEqual(['a']);
		fail();
		expect(started(retry())).toEqual(['a']);
		fail();
		expect(summary()?.failed).toEqual([{key: 'a', id: 'a', reason: 'timed out (after 2 retries)'}]);
	});

	test('is never tried again when that would make it worse', () => {
		const {fail, stageOf} = failing({
			message: 'no space left on device',
			category: null,
			severity: null,
		});
		expect(fail()).not.toContainEqual({type: 'retry', task: 'a'});
		expect(stageOf('a')).toMatchObject({type: 'failed', reason: /critical/});
	});

	test('is left when its retry is refused', () => {
		const {fail, send, stageOf} = failing(networkError);
		fail();
		send({type: 'retried', task: 'a', refusal: 'the file has changed'});
		expect(stageOf('a')).toEqual({
			type: 'failed',
			reason: "connection reset; it can't be tried again: the file has changed",
		});
	});

	test('is left when its files do not call it ready after the retry', () => {
		const {fail, send, stageOf, wake} = failing(networkError);
		fail();
		send({type: 'retried', task: 'a', refusal: null});
		wake();
		wake();
		expect(stageOf('a')).toMatchObject({type: 'left', reason: /its files say failed/});
	});

	test('counts the tries that its files know of', () => {
		const run = sprint();
		run.look([readyTask('a')]);
		run.look([], {a: sighting('failed', {error: networkError, retries: 5})});
		run.exit('a', {code: 1});
		expect(run.stageOf('a')).toMatchObject({type: 'failed', reason: /after 5 retries/});
	});

	test('makes room for others while it waits', () => {
		const {fail, send, look} = failing(networkError);
		fail();
		send({type: 'retried', task: 'a', refusal: null});
		expect(started(look([readyTask('a'), readyTask('b')], {a: sighting('pending')}))).toEqual([
			'b',
		]);
	});

	test('by its command alone, with nothing recorded, needs no retry of its format', () => {
		const {look, exit, wake, stageOf} = sprint();
		look([readyTask('a')]);
		exit('a', {code: 2, words: 'Connection refused'});
		const actions = wake();
		expect(actions).not.toContainEqual({type: 'retry', task: 'a'});
		expect(stageOf('a')).toMatchObject({
			type: 'waiting',
			error: {message: 'exit 2: Connection refused', category: 'network'},
		});
		expect(started(wake())).toEqual(['a']);
	});
});

describe('a person', () => {
	test('stops it: nothing new is started, and what runs goes on to its end', () => {
		const {look, send, exit, summary} = sprint({sideBySide: 2});
		look([readyTask('a')]);
		send({type: 'stop', reason: 'stopped by you'});
		expect(started(look([readyTask('b')], {a: sighting('running')}))).toEqual([]);
		expect(summary()).toBeUndefined();
		look([readyTask('b')], {a: sighting('completed')});
		exit('a');
		expect(summary()).toMatchObject({done: ['a'], notStarted: 1, reason: 'stopped by you'});
	});

	test('ends it: what runs is ended and left', () => {
		const {look, send, exit, summary} = sprint();
		look([readyTask('a')]);
		send({type: 'stop', reason: 'stopped by you'});
		expect(send({type: 'end-all', reason: 'ended by you'})).toContainEqual({
			type: 'end',
			task: 'a',
		});
		exit('a', {code: null, signal: 'SIGTERM'});
		expect(summary()?.left).toEqual([
			{key: 'a', id: 'a', reason: 'its command was ended: ended by you'},
		]);
	});

	test('is told of every stage once', () => {
		const {look, news} = sprint();
		look([readyTask('a')], {a: sighting('pending')});
		look([], {a: sighting('running', {stage: 'plan'})});
		look([], {a: sighting('running', {stage: 'plan', progress: 0.2})});
		look([], {a: sighting('running', {stage: 'build'})});
		expect(news().map(({what, text}) => `${what} ${text}`)).toEqual([
			'started Task a',
			'progress plan',
			'progress build',
		]);
	});

	test('is not told of a stage that stood in the files before it was started', () => {
		const {look, news} = sprint();
		look([readyTask('a')], {a: sighting('pending', {stage: 'Phase 4', progress: 0})});
		look([], {a: sighting('pending', {stage: 'Phase 4', progress: 0})});
		look([], {a: sighting('running', {stage: 'Phase 4', progress: 0.5})});
		expect(news().map(({what}) => what)).toEqual(['started']);
		look([], {a: sighting('running', {stage: 'Phase 5', progress: 0.5})});
		expect(news().at(-1)).toMatchObject({what: 'progress', text: 'Phase 5'});
	});

	test.each([
		['with nothing else that changed', {}, 0],
		['with a share done', {progress: 0.5}, 1],
		['with a step', {stageIndex: 1}, 1],
	])('a stage that appears %s is told as it should', (_, changes, count) => {
		const {look, news} = sprint();
		look([readyTask('a')], {a: sighting('pending')});
		look([], {a: sighting('pending', {stage: 'Phase 4', ...changes})});
		expect(news().filter(({what}) => what === 'progress')).toHaveLength(count);
	});

	test('is not told of a stage when nothing is known from before', () => {
		const {look, news} = sprint();
		look([readyTask('a')]);
		look([], {a: sighting('running', {stage: 'plan'})});
		expect(news().map(({what}) => what)).toEqual(['started']);
	});
});

describe('whatever happens', () => {
	const keys = ['a', 'b', 'c', 'd', 'e'];
	const anyKey = fc.constantFrom(...keys);
	const anyView = fc.record({
		ready: fc
			.uniqueArray(anyKey)
			.chain((some) =>
				fc
					.array(fc.subarray(['/x', '/y']), {minLength: some.length, maxLength: some.length})
					.map((files) => some.map((key, index) => readyTask(key, files[index]))),
			),
		seen: fc.dictionary(
			anyKey,
			fc.option(
				fc
					.record({
						status: fc.constantFrom(...statuses),
						error: fc.constantFrom(null, networkError),
						retries: fc.constantFrom(null, 0, 3),
					})
					.map(({status, ...rest}) => sighting(status, rest)),
			),
		),
		busy: fc.subarray(['/x']),
	});
	const anyEnd = fc.constantFrom(
		commandEnd(),
		commandEnd({code: 1, words: 'connection reset'}),
		commandEnd({code: null, signal: 'SIGKILL'}),
		commandEnd({code: null, failure: 'nothing there'}),
	);
	const anyEvent: fc.Arbitrary<SprintEvent> = fc.oneof(
		{weight: 4, arbitrary: anyView.map((view): SprintEvent => ({type: 'looked', view}))},
		{
			weight: 4,
			arbitrary: fc
				.record({task: anyKey, end: anyEnd})
				.map((given): SprintEvent => ({type: 'exited', ...given})),
		},
		{
			weight: 2,
			arbitrary: fc
				.record({task: anyKey, refusal: fc.constantFrom(null, 'no')})
				.map((given): SprintEvent => ({type: 'retried', ...given})),
		},
		{weight: 4, arbitrary: fc.constant<SprintEvent>({type: 'tick'})},
		{
			weight: 1,
			arbitrary: fc.constantFrom<SprintEvent>(
				{type: 'stop', reason: 'stopped'},
				{type: 'end-all', reason: 'ended'},
			),
		},
	);

	test('it keeps to its limits, starts nothing twice at once, and comes to its end', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({event: anyEvent, ms: fc.integer({min: -5000, max: 90_000})}), {
					maxLength: 60,
				}),
				fc.integer({min: 1, max: 4}),
				fc.integer({min: 1, max: 3}),
				(events, tasks, sideBySide) => {
					const {send, state, after, wake, look} = sprint({tasks, sideBySide});
					const running = new Set<string>();
					const everStarted = new Set<string>();
					const wantRetry = new Set<string>();
					let wasStopped = false;
					let wasOver = false;
					const faults: string[] = [];
					const hold = (isSo: boolean, fault: string): void => {
						if (!isSo) {
							faults.push(fault);
						}
					};

					const check = (actions: readonly SprintAction[]): void => {
						hold(!wasOver || actions.length === 0, 'something happened after the end');
						for (const action of actions) {
							if (action.type === 'start') {
								hold(!wasStopped, 'started after a stop');
								hold(!running.has(action.task), 'started twice at once');
								running.add(action.task);
								everStarted.add(action.task);
							} else if (action.type === 'retry') {
								hold(!running.has(action.task), 'retried while it ran');
								wantRetry.add(action.task);
							} else if (action.type === 'end') {
								hold(running.has(action.task), 'ended what does not run');
							} else if (action.type === 'over') {
								hold(running.size === 0, 'over while something ran');
								wasOver = true;
							}
						}

						hold(running.size <= sideBySide, 'too many side by side');
						hold(everStarted.size <= tasks, 'too many in all');
						const files = state()
							.tasks.filter(({key}) => running.has(key))
							.flatMap((task) => task.files);
						hold(new Set(files).size === files.length, 'two changed the same file');
					};

					for (const {event, ms} of events) {
						wasStopped ||= event.type === 'stop' || event.type === 'end-all';
						if (event.type === 'exited') {
							// A command that does not run cannot end: what is said of one is not believed.
							running.delete(event.task);
						} else if (event.type === 'retried') {
							wantRetry.delete(event.task);
						}

						check(send(event));
						check(after(ms));
					}

					// From now on everybody answers.
					check(look([], Object.fromEntries(keys.map((key) => [key, sighting('pending')]))));
					for (let round = 0; round < 200 && !state().isOver; round++) {
						for (const key of running) {
							running.delete(key);
							check(send({type: 'exited', task: key, end: commandEnd({code: 1})}));
						}

						for (const key of wantRetry) {
							wantRetry.delete(key);
							check(send({type: 'retried', task: key, refusal: null}));
						}

						check(wake());
					}

					expect(faults).toEqual([]);
					expect(state().isOver).toBe(true);
					expect(send({type: 'tick'})).toEqual([]);
				},
			),
			{numRuns: 500},
		);
	});
});
