import {describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import {noSenses} from '../../source/analysis/senses.ts';
import {createWitness, type Witness} from '../../source/analysis/witness.ts';
import type {Task} from '../../source/model/task.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import {hour, minute, noon, silentFor, taskOf} from './tasks.ts';

/** A run that was last heard of at a moment. */
const runAt = (at: number, more: Partial<Task> = {}): Task =>
	taskOf({
		id: '7',
		status: 'running',
		agent: 'lean-research',
		session: 'sess_1',
		activity: {...silentFor(noon - at)!, interruptedAfterMs: 30 * minute},
		...more,
	});

const stateOf = (...tasks: readonly Task[]): State => ({
	...emptyState,
	groups: new Map([
		[
			'tasks-meta:/code',
			{format: 'tasks-meta', folder: '/code', paths: new Set(), tasks, problems: []},
		],
	]),
	tasks: new Map(tasks.map((task) => [task.key, task])),
});

const lengthsOf = (witness: Witness): readonly number[] =>
	witness.book().get('tasks-meta\nlean-research')?.lengths ?? [];

/** A witness that has seen a run at noon, and then something else. */
const after = (minutes: number, next: Task | null, isFirst = false): Witness => {
	const witness = createWitness(1);
	witness.see(stateOf(runAt(noon)), noon);
	witness.see(next ? stateOf(next) : stateOf(), noon + minutes * minute, isFirst);
	return witness;
};

describe('a silence that ends', () => {
	test.for([
		['by a sign of the same run', runAt(noon + 9 * minute), [9 * minute]],
		['by the end of the run', runAt(noon, {status: 'completed', activity: null}), [9 * minute]],
		['by other words at the old time', runAt(noon, {rawStatus: 'planning'}), [9 * minute]],
		['never', runAt(noon, {title: 'another'}), []],
		['in another session', runAt(noon + 9 * minute, {session: 'sess_2'}), []],
		['in failure', runAt(noon, {status: 'failed', activity: null}), []],
		['by vanishing', null, []],
	] as const)('%s', ([, next, expected]) => {
		expect(lengthsOf(after(9, next))).toEqual(expected);
	});

	test('while everything is read for the first time teaches nothing', () => {
		const witness = after(9, runAt(noon + 9 * minute, {rawStatus: 'planning'}), true);
		expect(witness.gapCount()).toBe(0);
		expect(witness.changedAt(runAt(noon).key)).toBeNull();
	});
});

describe('a false alarm', () => {
	const moved = (): Witness => after(40, runAt(noon + 40 * minute));

	test('is counted once, and named', () => {
		const witness = moved();
		expect(witness.falseAlarmCount()).toBe(1);
		expect(witness.lastFalseAlarm()).toEqual({
			at: noon + 40 * minute,
			task: runAt(noon).key,
			id: '7',
			verdict: 'interrupted',
			silenceMs: 40 * minute,
		});
		witness.see(stateOf(runAt(noon + 41 * minute)), noon + 41 * minute);
		witness.see(stateOf(runAt(noon + 42 * minute)), noon + 42 * minute);
		expect(witness.falseAlarmCount()).toBe(1);
	});

	test('widens the threshold, so that the same silence is none the next time', () => {
		const witness = moved();
		const again = runAt(noon + 40 * minute);
		expect(witness.thresholdOf(again, 1)!.silentAfterMs).toBe(50 * minute);
		witness.see(stateOf(runAt(noon + 80 * minute)), noon + 80 * minute);
		expect(witness.falseAlarmCount()).toBe(1);
	});

	test('moves nothing for those who said --stale', () => {
		const witness = moved();
		expect(witness.thresholdOf(runAt(noon), 0.5)).toBeUndefined();
	});

	test('is none when an explicit end was mistaken, or when nothing had been said', () => {
		expect(after(29, runAt(noon + 29 * minute)).falseAlarmCount()).toBe(0);
		const ended = runAt(noon);
		const end = {signal: 'delegation-error', weight: 'end', at: noon, says: 'killed'} as const;
		const witness = createWitness(1);
		const activity = {...ended.activity!, signals: [...ended.activity!.signals, end]};
		witness.see(stateOf({...ended, activity}), noon);
		witness.see(stateOf(runAt(noon + hour)), noon + hour);
		expect(witness.falseAlarmCount()).toBe(0);
		expect(lengthsOf(witness)).toEqual([hour]);
	});

	test('is forgotten with the run', () => {
		const witness = moved();
		const done = runAt(noon, {status: 'completed', activity: null});
		expect(witness.falseAlarmOf(done.key)).not.toBeNull();
		witness.see(stateOf(done), noon + hour);
		expect(witness.falseAlarmOf(done.key)).toBeNull();
		expect(witness.falseAlarmCount()).toBe(1);
	});
});

test('what was seen to change is a sign of life, whatever time the file tells', () => {
	const witness = createWitness(1);
	const old = runAt(noon - hour);
	witness.see(stateOf(old), noon);
	const said = {...old, rawStatus: 'implementing'};
	witness.see(stateOf(said), noon + minute);
	const changedAt = ({key}: Task) => witness.changedAt(key);
	const row = (now: number) => rowOf(said, undefined, now, 1, {...noSenses, changedAt});
	expect(rowOf(old, undefined, noon + minute).liveness!.verdict).toBe('interrupted');
	expect(row(noon + minute).liveness!.verdict).toBe('active');
	expect(row(noon + 31 * minute).liveness!.verdict).toBe('interrupted');
});
