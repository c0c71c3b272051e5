import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {openHistory} from '../../source/history/history.ts';
import {withHistory} from '../../source/history/with-history.ts';
import {initialScreenState} from '../../source/commands/screen-state.ts';
import {createStore} from '../../source/store/store.ts';
import {createPastStates} from '../../source/ui/time-travel/past-states.ts';
import {momentsAround} from '../../source/ui/time-travel/memories.ts';
import {createViewModels} from '../../source/ui/view-model.ts';
import {inCount, inMilliseconds, inQuantiles, quantile} from '../figures.ts';
import type {Question, Row} from '../question.ts';

const workspace = '/bench';
const now = Date.UTC(2026, 5, 1, 9);
const minute = 60_000;

/** How long it takes to show earlier moments of a large workspace. */
export const travel: Question = {
	name: 'travel',
	question: 'From a key to the lines of an earlier moment',
	async run({isQuick}) {
		const [files, changes] = isQuick ? [200, 300] : [1000, 2000];
		const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-travel-'));
		try {
			return await steps(folder, files, changes);
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	},
};

const steps = async (folder: string, files: number, changes: number): Promise<Row[]> => {
	const history = openHistory({
		folder,
		workspace,
		onNotice: ({message}) => console.error(message),
		limits: {maximumAgeDays: 36_500, maximumMegabytes: 1000},
	});
	const store = withHistory(createStore(), history);
	store.apply(
		Array.from({length: files}, (_, index) => read(index, 0, now)),
		now,
		true,
	);
	history.endFirstRead(store.getState(), now);
	history.begin();
	for (let index = 0; index < changes; index++) {
		const at = now + (index + 1) * minute;
		store.apply([read(index % files, 1 + (Math.floor(index / files) % 9), at)], at);
	}

	await history.whenWritten();
	const memories = [{workspace, queries: (await history.queries())!}];
	const states = createPastStates(memories);
	const viewModelAt = createViewModels(1);
	const always = (): boolean => true;
	let longestRest = 0;
	const show = async (at: number): Promise<number> => {
		const from = performance.now();
		const state = (await states.reach(at, always))!;
		viewModelAt(state, initialScreenState, at);
		return performance.now() - from;
	};

	const jumps: number[] = [];
	for (const share of [0.9, 0.5, 0.1, 0.7]) {
		jumps.push(await show(now + Math.floor(changes * share) * minute));
	}

	let at = now + Math.floor(changes * 0.7) * minute;
	const walk = async (direction: 'before' | 'after'): Promise<number[]> => {
		const times: number[] = [];
		for (let step = 0; step < 60; step++) {
			at = momentsAround(memories, at)[direction]!;
			times.push(await show(at));
			const from = performance.now();
			await states.prepareBefore(at, always);
			longestRest = Math.max(longestRest, performance.now() - from);
		}

		return times;
	};

	const back = await walk('before');
	const forth = await walk('after');
	await history.close();
	const row = (what: string, times: readonly number[], budget: number): Row => ({
		what,
		measured: inQuantiles(times),
		floor: null,
		budget: `≤ ${budget} ms`,
		isKept: quantile(times, 1) <= budget,
		runs: times.length,
	});
	return [
		row(`${inCount(files * 10)} tasks, ${inCount(changes)} changes: a jump`, jumps, 1000),
		row('  a step back', back, 50),
		row('  a step forth', forth, 50),
		{
			what: '  longest preparing of steps back, between keys',
			measured: inMilliseconds(longestRest),
			floor: null,
			budget: null,
			isKept: null,
			runs: back.length + forth.length,
		},
	];
};

const read = (index: number, done: number, at: number) => {
	const text = Array.from(
		{length: 10},
		(_, line) => `- [${line < done ? 'x' : ' '}] ${line + 1}. Part ${line + 1} of ${index}`,
	).join('\n');
	return {
		type: 'read' as const,
		format: 'kiro' as const,
		input: {
			path: `${workspace}/.kiro/specs/s${index}/tasks.md`,
			workspace,
			kind: 'list',
			content: {type: 'text' as const, text, isUtf8: true},
			stat: {modifiedAt: at, size: text.length, isFolder: false},
			readAt: at,
		},
	};
};
