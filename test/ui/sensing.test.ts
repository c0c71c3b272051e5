import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {createRowBook} from '../../source/analysis/row-book.ts';
import type {Presence} from '../../source/model/presence.ts';
import {createStore} from '../../source/store/store.ts';
import {createSensing} from '../../source/ui/sensing.ts';
import {
	entry,
	folder,
	inputOf,
	minute,
	now as start,
	project,
	run,
	changesOf,
} from '../formats/return-meta/given.ts';

const own = `${folder}/.return-meta.json`;

/** A project with one run at work, read at the start, and what is sensed of it. */
const bench = () => {
	const store = createStore();
	const clock = {now: start, isFirst: true};
	let presence: Presence = {type: 'seen', agents: []};
	const onChange = vi.fn<() => void>();
	const look = vi.fn<() => boolean>(() => true);
	const sensing = createSensing({
		store,
		scale: 1,
		isFirst: () => clock.isFirst,
		processes: {look, presenceOf: () => presence},
		now: () => clock.now,
		onChange,
	});
	const rowsAt = createRowBook(1);
	store.apply(changesOf(project(entry('researching'), run('in_progress'))), start, true);
	clock.isFirst = false;
	return {
		sensing,
		onChange,
		look,
		write(minutes: number, content: unknown) {
			clock.now = start + minutes * minute;
			const input = inputOf(own, {content, age: 0}, clock.now);
			store.apply([{type: 'read', format: 'return-meta', input}], clock.now);
		},
		meet(next: Presence) {
			presence = next;
		},
		rows: (minutes: number) =>
			rowsAt(store.getState(), start + minutes * minute, sensing.senses()).rows,
		verdict(minutes: number) {
			return this.rows(minutes)[0]!.liveness!.verdict;
		},
	};
};

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

describe('a run', () => {
	const stage = (name: string) => run('in_progress', {partial_progress: {stage: name}});

	test('that was given up and moves again is a false alarm, once, and named in its evidence', () => {
		const given = bench();
		expect(given.verdict(40)).toBe('interrupted');
		given.write(40, stage('searching'));
		expect(given.verdict(40)).toBe('active');
		expect(given.sensing.judgement()).toMatchObject({
			falseAlarms: 1,
			lastFalseAlarm: {id: '7', verdict: 'interrupted'},
		});
		expect(given.rows(40)[0]!.liveness!.falseAlarm).toMatchObject({id: '7'});
		given.write(41, stage('writing'));
		expect(given.sensing.judgement().falseAlarms).toBe(1);
		given.sensing.close();
	});

	test('whose writer tears its file on every write is never called anything', () => {
		const given = bench();
		const text = JSON.stringify(stage('searching'));
		for (let half = 0; half < 120; half++) {
			given.write(half / 2, half % 2 === 0 ? text.slice(0, 40 + (half % 60)) : text);
			const [row] = given.rows(half / 2);
			expect(row!.status).toBe('running');
			expect(row!.liveness!.verdict).toBe('active');
			expect(row!.attention.map(({code}) => code)).not.toContain('quiet');
		}

		expect(given.sensing.judgement().falseAlarms).toBe(0);
		given.sensing.close();
	});

	test('says nothing about silences while everything is read for the first time', () => {
		expect(bench().sensing.judgement()).toEqual({falseAlarms: 0, lastFalseAlarm: null, gaps: 0});
	});
});

describe('agent processes', () => {
	const agent = {pid: 1, name: 'claude', startedAt: start - 60 * minute, endedAt: null};

	test('are looked for while something is active, every five seconds', () => {
		const given = bench();
		vi.advanceTimersByTime(60_000);
		expect(given.look).not.toHaveBeenCalled();
		given.sensing.attend(given.rows(0));
		vi.advanceTimersByTime(0);
		expect(given.look).toHaveBeenCalledOnce();
		vi.advanceTimersByTime(10_000);
		expect(given.look).toHaveBeenCalledTimes(3);
		expect(given.onChange).toHaveBeenCalledTimes(3);
		given.sensing.attend([]);
		vi.advanceTimersByTime(60_000);
		expect(given.look).toHaveBeenCalledTimes(3);
		given.sensing.close();
		expect(vi.getTimerCount()).toBe(0);
	});

	test('change the rows when they change', () => {
		const given = bench();
		expect(given.verdict(40)).toBe('interrupted');
		given.meet({type: 'seen', agents: [agent]});
		given.sensing.attend(given.rows(40));
		vi.advanceTimersByTime(0);
		expect(given.verdict(40)).toBe('stuck');
		given.sensing.close();
		vi.advanceTimersByTime(60_000);
		expect(given.look).toHaveBeenCalledOnce();
	});
});
