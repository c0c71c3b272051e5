import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	type CanaryAction,
	type CanaryEvent,
	type CanaryState,
	newCanary,
	type Pace,
	usualCanaryLimits,
} from '../../../source/recovery/campaign/canary/state.ts';
import {canaryStep} from '../../../source/recovery/campaign/canary/step.ts';
import type {Sighting} from '../../../source/recovery/campaign/sighting.ts';
import {restoredCampaign, storedText} from '../../../source/recovery/campaign/stored.ts';
import {type Status, statuses} from '../../../source/model/status.ts';

const start = Date.parse('2026-01-05T10:00:00Z');
const keys = ['a', 'b', 'c', 'd'];

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

const canary = (pace: Pace, from?: CanaryState) => {
	let state =
		from ??
		newCanary(
			keys.map((key) => ({key, id: key, title: `Task ${key}`, option: 'retry'})),
			pace,
		);
	let now = start;
	let wakeAt: number | null = null;
	const all: CanaryAction[] = [];
	const send = (event: CanaryEvent): readonly string[] => {
		const step = canaryStep(state, event, now);
		({state, wakeAt} = step);
		all.push(...step.actions);
		return step.actions.flatMap((action) => (action.type === 'apply' ? [action.task] : []));
	};

	return {
		send,
		look: (seen: Readonly<Record<string, Sighting>>) => send({type: 'looked', seen}),
		applied: (task: string) => send({type: 'applied', task}),
		after: (ms: number) => {
			now += ms;
			return send({type: 'tick'});
		},
		wakeIn: () => (wakeAt === null ? null : wakeAt - now),
		state: () => state,
		stageOf: (task: string) => state.items.find(({key}) => key === task)!.stage,
		overs: () => all.filter(({type}) => type === 'over'),
	};
};

/** The first one is applied, and its files say what the plan wrote. */
const begun = (pace: Pace) => {
	const run = canary(pace);
	run.send({type: 'tick'});
	run.applied('a');
	run.look({a: sighting('pending')});
	run.after(usualCanaryLimits.settleMs);
	return run;
};

describe('a canary', () => {
	test('applies to the first alone, and waits', () => {
		const run = canary({type: 'all'});
		expect(run.send({type: 'tick'})).toEqual(['a']);
		expect(run.send({type: 'tick'})).toEqual([]);
		expect(run.applied('a')).toEqual([]);
		expect(run.look({a: sighting('pending')})).toEqual([]);
		expect(run.after(60_000)).toEqual([]);
		expect(run.wakeIn()).toBe(usualCanaryLimits.progressMs - 60_000);
	});

	test('does not take what its own plan wrote for progress', () => {
		const run = canary({type: 'all'});
		run.send({type: 'tick'});
		run.applied('a');
		expect(run.look({a: sighting('running', {lastSignAt: start})})).toEqual([]);
		run.after(usualCanaryLimits.settleMs);
		expect(run.look({a: sighting('running', {lastSignAt: start})})).toEqual([]);
		expect(run.look({a: sighting('running', {lastSignAt: start + 5000})})).toEqual(['b']);
	});

	test.each([
		['completed', {}],
		['running', {}],
		['pending', {progress: 0.5}],
		['pending', {stage: 'two', stageIndex: 2}],
	] as const)('goes on when the first is %s with %j', (status, changes) => {
		const run = begun({type: 'all'});
		expect(run.look({a: sighting(status, changes)})).toEqual(['b']);
		expect(run.applied('b')).toEqual(['c']);
		expect(run.stageOf('a').type).toBe('better');
	});

	test.each([
		['failed', {}, 'a: failed'],
		['failed', {error: {message: 'no', category: null, severity: null}}, 'a: failed: no'],
		['interrupted', {}, 'a: interrupted'],
		['blocked', {}, 'a: blocked'],
		['running', {attention: ['stuck']}, 'a: stuck'],
	] as const)('stops when the first is %s with %j', (status, changes, reason) => {
		const run = begun({type: 'all'});
		run.look({a: sighting(status, changes)});
		expect(run.state()).toMatchObject({phase: 'stopped', reason});
		expect(run.overs()).toHaveLength(1);
		expect(run.send({type: 'resume'})).toEqual([]);
	});

	test('stops when one that got on fails later, while others still wait', () => {
		const run = begun({type: 'side-by-side', count: 1});
		expect(run.look({a: sighting('running')})).toEqual(['b']);
		run.applied('b');
		run.look({a: sighting('failed'), b: sighting('pending')});
		expect(run.state()).toMatchObject({phase: 'stopped', reason: 'a: failed'});
	});

	test('stops when nothing is seen of the first', () => {
		const run = begun({type: 'all'});
		run.after(usualCanaryLimits.progressMs);
		expect(run.state()).toMatchObject({phase: 'stopped', reason: 'a: no progress in 15m'});
	});

	test('goes on with the next when the first is refused: that was no try', () => {
		const run = canary({type: 'all'});
		run.send({type: 'tick'});
		expect(run.send({type: 'refused', task: 'a', reason: 'the file has changed'})).toEqual(['b']);
		expect(run.stageOf('a')).toEqual({type: 'left', reason: 'the file has changed'});
	});

	test('goes on when a person vouches for it', () => {
		const run = begun({type: 'all'});
		expect(run.send({type: 'vouch'})).toEqual(['b']);
		const none = canary({type: 'all'});
		none.send({type: 'vouch'});
		expect(none.state().isProved).toBe(false);
	});

	test('keeps the pace: one each so often', () => {
		const run = begun({type: 'every', ms: 60_000});
		expect(run.look({a: sighting('running')})).toEqual([]);
		expect(run.after(57_000)).toEqual(['b']);
		run.applied('b');
		expect(run.after(59_999)).toEqual([]);
		expect(run.after(1)).toEqual(['c']);
	});

	test('keeps the pace: so many side by side', () => {
		const run = begun({type: 'side-by-side', count: 2});
		expect(run.look({a: sighting('completed')})).toEqual(['b']);
		expect(run.applied('b')).toEqual(['c']);
		expect(run.applied('c')).toEqual([]);
		run.look({b: sighting('pending'), c: sighting('pending')});
		run.after(usualCanaryLimits.settleMs);
		expect(run.look({b: sighting('running'), c: sighting('pending')})).toEqual(['d']);
	});

	test('stops when a person takes back what it applied, and does not call that worse', () => {
		const run = begun({type: 'all'});
		expect(run.send({type: 'taken-back', tasks: ['other']})).toEqual([]);
		expect(run.state().phase).toBe('going');
		expect(run.send({type: 'taken-back', tasks: ['a', 'b']})).toEqual([]);
		expect(run.stageOf('a')).toEqual({type: 'undone', reason: 'you took it back'});
		expect(run.stageOf('b')).toEqual({type: 'waiting'});
		expect(run.state()).toMatchObject({phase: 'stopped', reason: 'a: you took it back'});
		run.look({a: sighting('failed')});
		expect(run.stageOf('a')).toMatchObject({type: 'undone'});
		expect(run.overs()).toHaveLength(1);
	});

	test('notes what is taken back after it was stopped, and keeps why it was', () => {
		const run = begun({type: 'all'});
		run.look({a: sighting('failed')});
		expect(run.state().phase).toBe('stopped');
		run.send({type: 'taken-back', tasks: ['a']});
		expect(run.stageOf('a')).toMatchObject({type: 'undone'});
		expect(run.state().reason).toBe('a: failed');
	});

	test('can be paused, resumed and abandoned', () => {
		const run = begun({type: 'all'});
		run.send({type: 'pause'});
		expect(run.look({a: sighting('running')})).toEqual([]);
		expect(run.send({type: 'resume'})).toEqual(['b']);
		run.send({type: 'abandon'});
		expect(run.applied('b')).toEqual([]);
		expect(run.stageOf('b').type).toBe('watched');
		expect(run.state().phase).toBe('abandoned');
	});

	test('is done when all have got on', () => {
		const run = canary({type: 'all'});
		run.send({type: 'tick'});
		for (const key of keys) {
			run.applied(key);
			run.look({[key]: sighting('completed')});
		}

		expect(run.state().phase).toBe('done');
	});

	test('survives a restart, and then waits for a person', () => {
		const run = begun({type: 'all'});
		run.look({a: sighting('running')});
		const restored = restoredCampaign(storedText(run.state())) as CanaryState;
		expect(restored.phase).toBe('paused');
		expect(restored.items.map(({stage}) => stage.type)).toEqual([
			'better',
			'left',
			'waiting',
			'waiting',
		]);
		const again = canary({type: 'all'}, restored);
		expect(again.send({type: 'tick'})).toEqual([]);
		expect(again.send({type: 'resume'})).toEqual(['c']);
	});
});

describe('whatever happens to a canary', () => {
	const anyKey = fc.constantFrom(...keys);
	const anyEvent: fc.Arbitrary<CanaryEvent> = fc.oneof(
		fc
			.dictionary(
				anyKey,
				fc.option(
					fc
						.record({
							status: fc.constantFrom(...statuses),
							progress: fc.constantFrom(null, 0.1, 0.9),
							lastSignAt: fc.constantFrom(null, start, start + 1e9),
						})
						.map(({status, ...rest}) => sighting(status, rest)),
				),
			)
			.map((seen): CanaryEvent => ({type: 'looked', seen})),
		anyKey.map((task): CanaryEvent => ({type: 'applied', task})),
		anyKey.map((task): CanaryEvent => ({type: 'refused', task, reason: 'no'})),
		fc.record({type: fc.constant('taken-back' as const), tasks: fc.array(anyKey, {maxLength: 2})}),
		fc.constantFrom<CanaryEvent>(
			{type: 'pause'},
			{type: 'resume'},
			{type: 'vouch'},
			{type: 'tick'},
			{type: 'tick'},
		),
	);
	const anyPace = fc.constantFrom<Pace>(
		{type: 'all'},
		{type: 'side-by-side', count: 2},
		{type: 'every', ms: 30_000},
	);
	const anyEvents = fc.array(
		fc.record({event: anyEvent, ms: fc.integer({min: -100, max: 40_000})}),
		{
			maxLength: 50,
		},
	);

	test('nothing is applied twice, two at once, or after a pause or the end; and it ends', () => {
		fc.assert(
			fc.property(anyEvents, anyPace, (events, pace) => {
				const run = canary(pace);
				const ever = new Set<string>();
				const faults: string[] = [];
				const check = (applied: readonly string[]): void => {
					for (const key of applied) {
						if (ever.has(key)) {
							faults.push(`${key} applied twice`);
						}

						ever.add(key);
					}

					const {phase, items} = run.state();
					if (applied.length > 0 && phase !== 'going') {
						faults.push(`applied while ${phase}`);
					}

					if (items.filter(({stage}) => stage.type === 'applying').length > 1) {
						faults.push('two at once');
					}
				};

				for (const {event, ms} of events) {
					check(run.send(event));
					check(run.after(ms));
					const text = storedText(run.state());
					if (restoredCampaign(text) === null) {
						faults.push(`cannot be read again: ${text}`);
					}
				}

				check(run.send({type: 'resume'}));
				for (let round = 0; round < 40; round++) {
					for (const key of keys) {
						check(run.applied(key));
					}

					check(run.after(usualCanaryLimits.progressMs));
				}

				expect(faults).toEqual([]);
				expect(run.overs()).toHaveLength(1);
			}),
			{numRuns: 500},
		);
	});

	test('what is stored is read back, and nothing else is', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				expect(restoredCampaign(text)).toBeNull();
			}),
		);
	});
});
